//! Writes `seeds/` anew, TOML apart: scenarios as JSON and bytes, links with edits, lines.
//! Small on purpose: what the fuzzer finds by itself need not be here.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sts_atlas_facts::{CHECK_DATE, RegionId};
use sts_atlas_fuzz::{link_body, recording_body};
use sts_atlas_intake::scenario::read_toml;
use sts_atlas_intake::{encode, pack, recording_file};
use sts_atlas_player::{Assumption, EndpointModeChoice, FaultSwitch, Recording};
use sts_atlas_sim::{ClientSpec, Fault, FaultWindow, Seed, SimTime, TokenVersion};
use sts_atlas_words::{Lang, issue, scene_not_opened};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in [root.join("../crates/lessons/content/scenes"), root.join("seeds/scenario_toml")] {
        for entry in fs::read_dir(folder)? {
            write_scenario(&entry?.path())?;
        }
    }
    for id in ["2024-08-29", "five-hundred"] {
        let scene = sts_atlas_lessons::load(id).map_err(|error| scene_not_opened(Lang::En, &error))?;
        let untouched = Recording::new(Arc::new(scene));
        write_link(&format!("{id}-untouched"), &encode(&untouched))?;
        write_recording(&format!("{id}-untouched"), &recording_file::write(&untouched))?;
        let changed = changed(untouched);
        write_link(&format!("{id}-changed"), &encode(&changed))?;
        write_recording(&format!("{id}-changed-whole"), &recording_file::write_with(&changed, &pack(&changed.scenario)))?;
    }
    for (name, line) in LINES {
        write("ruleset_line", name, line.as_bytes())?;
    }
    Ok(())
}

/// The file's other forms; one that is refused is no seed.
fn write_scenario(path: &Path) -> Result<(), Box<dyn Error>> {
    let file = path.to_string_lossy();
    let reading = read_toml(&file, &fs::read_to_string(path)?);
    let issues = || reading.issues.iter().map(|said| issue(Lang::En, said)).collect::<Vec<_>>().join("\n");
    let scenario = reading.scenario.as_ref().ok_or_else(issues)?;
    let json = reading.to_json().ok_or_else(|| format!("{file} cannot be written"))?;
    write("scenario_json", &scenario.id, json.as_bytes())?;
    write("packed", &scenario.id, &pack(scenario))
}

/// One edit of each kind.
fn changed(mut recording: Recording) -> Recording {
    let edits = &mut recording.edits;
    edits.faults.insert((SimTime::from_minutes(32), 0), FaultSwitch::Break);
    edits.faults.insert((SimTime::from_minutes(58), 0), FaultSwitch::Mend);
    edits.as_of = Some(CHECK_DATE);
    edits.seed = Seed::new(42).ok();
    edits.worlds[0].endpoint_mode = Some(EndpointModeChoice::SdkDefault);
    edits.worlds[1].opt_in.extend(RegionId::from_code("ap-east-1").map(|region| ((0, region), true)));
    edits.worlds[1].sts_active.extend(RegionId::from_code("eu-west-3").map(|region| ((0, region), false)));
    edits.worlds[1].global_token.insert(0, TokenVersion::V2);
    edits.added.push(Fault::Region { at: vec![RegionId::US_EAST_1] });
    let added = u16::try_from(recording.scenario.faults.len()).unwrap_or_default();
    edits.windows.insert(added, vec![FaultWindow { start: SimTime::from_minutes(5), end: SimTime::NEVER }]);
    Assumption::NextCall.with(5_000_000).into_iter().for_each(|edit| edits.assumptions.set(edit));
    if let Some(group) = recording.scenario.worlds[0].spec.principals.first() {
        edits.worlds[0].clients.insert(0, ClientSpec { use_fips: true, ..group.client });
    }
    recording
}

/// Both ways in which the target reads a link.
fn write_link(name: &str, text: &str) -> Result<(), Box<dyn Error>> {
    write("link", &format!("{name}-text"), &[b"\x01", text.as_bytes()].concat())?;
    let body = link_body(text).ok_or("a link without a body")?;
    write("link", &format!("{name}-body"), &[b"\x00", body.as_slice()].concat())
}

/// Both ways in which the target reads a recording's file.
fn write_recording(name: &str, file: &[u8]) -> Result<(), Box<dyn Error>> {
    write("recording_file", &format!("{name}-file"), &[b"\x01", file].concat())?;
    let body = recording_body(file).ok_or("a file without a body")?;
    write("recording_file", &format!("{name}-body"), &[b"\x00", body.as_slice()].concat())
}

fn write(target: &str, name: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
    fs::create_dir_all(&folder)?;
    Ok(fs::write(folder.join(name), bytes)?)
}

const LINES: [(&str, &str); 4] = [
    ("regional", r#"{"Region":"ap-northeast-1"}"#),
    ("global", r#"{"Region":"us-east-1","UseGlobalEndpoint":true,"UseFIPS":false,"UseDualStack":true}"#),
    ("custom", r#"{"Region":"aws-global","Endpoint":"https://example.com:8443/path"}"#),
    ("empty", "{}"),
];
