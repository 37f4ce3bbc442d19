//! Packs the scenes of the web app: TOML is read and judged here. The first scene's bytes go into every program; those of
//! the others into a program with the feature `every-scene`, and into files that the web app fetches once they are chosen.
//! No lesson is judged here beyond its form; what a scene promises is tested in `tests/`.

use std::path::Path;
use std::process::ExitCode;

use sts_atlas_intake::scenario::read_toml;
use sts_atlas_intake::{Issue, pack, unpack};

/// The scenes of the web app, in their order, the first for its start, the last one for its benchmark; other files of
/// `content/scenes/` are for the command line.
const PACKED: [&str; 9] = [
    "2024-08-29",
    "2025-10-20",
    "2021-12-07",
    "2023-06-13",
    "2026-03-01",
    "2026-03-02",
    "2026-04-30",
    "2026-05-07",
    "five-hundred",
];

#[allow(clippy::print_stdout, reason = "standard output is how a build script talks to Cargo")]
fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=content/scenes");
    match pack_all() {
        Ok(()) => ExitCode::SUCCESS,
        Err(messages) => {
            for message in messages {
                println!("cargo::error={message}");
            }
            ExitCode::FAILURE
        }
    }
}

fn pack_all() -> Result<(), Vec<String>> {
    let out_dir = std::env::var("OUT_DIR").map_err(|error| vec![format!("OUT_DIR: {error}")])?;
    let out_dir = Path::new(&out_dir);
    // `cargo xtask build` puts what lies in `later` beside the page: no scene of an earlier build.
    let later = out_dir.join("later");
    let _ = std::fs::remove_dir_all(&later);
    std::fs::create_dir_all(&later).map_err(|error| vec![format!("{}: {error}", later.display())])?;
    let (mut table, mut titles) = (String::new(), String::new());
    for (index, id) in PACKED.into_iter().enumerate() {
        let name = format!("content/scenes/{id}.toml");
        let text = std::fs::read_to_string(&name).map_err(|error| vec![format!("{name}: {error}")])?;
        let reading = read_toml(&name, &text);
        let Some(scenario) = reading.scenario else {
            // In words: `sts-atlas check`.
            let place =
                |issue: &Issue| format!("crates/lessons/{name}:{}:{}: {}", issue.line, issue.column, issue.path);
            return Err(reading.issues.iter().map(|issue| format!("{}: {:?}", place(issue), issue.code)).collect());
        };
        if scenario.id != id {
            return Err(vec![format!("{name}: its id is `{}`, expected `{id}`", scenario.id)]);
        }
        let bytes = pack(&scenario);
        match unpack(&bytes) {
            Ok(unpacked) if unpacked == scenario => {}
            Ok(_) => return Err(vec![format!("{name}: another scenario comes out of its packed bytes")]),
            Err(error) => return Err(vec![format!("{name}: packed, then: {error}")]),
        }
        let (folder, condition) =
            if index == 0 { ("", "") } else { ("later/", "    #[cfg(feature = \"every-scene\")]\n") };
        write(&out_dir.join(format!("{folder}{id}.scene")), &bytes)?;
        let title = &scenario.title;
        titles.push_str(&format!("    SceneTitle {{ id: {id:?}, en: {:?}, ja: {:?} }},\n", title.en, title.ja));
        let file = format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{folder}{id}.scene\"))");
        table.push_str(&format!("{condition}    PackedScene {{ id: {id:?}, bytes: {file} }},\n"));
    }
    let first = PACKED[0];
    let text = format!(
        "/// The scene every program carries: the one the web app opens with.\npub const FIRST_SCENE: &str = {first:?};\n\
         /// The ids of all scenes, in their order.\npub const SCENE_IDS: &[&str] = &{PACKED:?};\n\
         static SCENES: &[PackedScene] = &[\n{table}];\nstatic TITLES: &[SceneTitle] = &[\n{titles}];\n"
    );
    write(&out_dir.join("scenes.rs"), text.as_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Vec<String>> {
    std::fs::write(path, bytes).map_err(|error| vec![format!("{}: {error}", path.display())])
}
