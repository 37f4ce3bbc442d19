//! What must hold for anything that was read, whatever it was read from: it comes back, and it can be played.
//! Reading is the targets' business; a broken promise is a panic, which is what the fuzzer looks for.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sts_atlas_intake::scenario::{Reading, read_json};
use sts_atlas_intake::{pack, unpack};
use sts_atlas_player::{Recording, Scenario, WorldId};
use sts_atlas_sim::{SimTime, World};
use sts_atlas_words::{self as words, Lang};

/// Larger casts are read and written, but not played: the fuzzer's time is better spent on more files.
const MOST_PLAYED: u32 = 300;
/// Events in each world.
const PLAYED_EVENTS: u64 = 2_000;

/// A file that was read: it is either a scenario that keeps its promises, or has an issue that says why not.
pub fn check_reading(reading: &Reading) {
    for (issue, lang) in reading.issues.iter().flat_map(|issue| Lang::CHOICES.map(|lang| (issue, lang))) {
        let said = words::issue(lang, issue);
        assert!(!said.is_empty() && !said.contains('\n'), "an issue is one line: {said}");
    }
    let Some(scenario) = &reading.scenario else {
        assert!(!reading.issues.is_empty(), "a refusal without a reason");
        return;
    };
    let json = reading.to_json().expect("what was read can be written");
    let again = read_json(&format!("{}.json", scenario.id), &json);
    assert_eq!(again.scenario.as_ref(), Some(scenario), "another scenario came back from {json}: {:?}", again.issues);
    check_scenario(scenario);
}

/// A scenario, wherever it came from.
pub fn check_scenario(scenario: &Scenario) {
    assert_eq!(unpack(&pack(scenario)).as_ref(), Ok(scenario), "packing loses something");
    check_recording(&Recording::new(Arc::new(scenario.clone())));
}

/// A recording can be played: no panic in either world, at the start, on the way and at the end.
pub fn check_recording(recording: &Recording) {
    let schedule = Arc::new(recording.fault_schedule());
    for id in WorldId::BOTH {
        let spec = recording.world_spec(id);
        if spec.principals.iter().map(|principal| principal.count).sum::<u32>() > MOST_PLAYED {
            continue;
        }
        let mut world = World::new(&spec, recording.seed(), Arc::clone(&schedule));
        world.advance(SimTime(recording.end().0 / 2), PLAYED_EVENTS);
        let checkpoint = world.clone();
        world.advance(recording.end(), PLAYED_EVENTS);
        let mut restored = checkpoint;
        restored.advance(recording.end(), PLAYED_EVENTS);
        assert_eq!(restored.digest(), world.digest(), "a checkpoint goes another way");
        let views = (0..world.principals()).filter_map(|index| world.principal(index));
        assert_eq!(views.count(), world.principals() as usize);
    }
}

/// A link's text around a body: version, checksum (FNV-1a, 32 bits), body. Without it nearly no input gets that far.
pub fn link_around(body: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(sealed(LINK_VERSION, body))
}

/// A recording's file around a body, likewise.
pub fn recording_around(body: &[u8]) -> Vec<u8> {
    [RECORDING_MAGIC, &sealed(RECORDING_VERSION, body)].concat()
}

/// The body of a recording's file: what [`recording_around`] was given.
pub fn recording_body(file: &[u8]) -> Option<Vec<u8>> {
    file.get(RECORDING_MAGIC.len() + 5..).map(<[u8]>::to_vec)
}

fn sealed(version: u8, body: &[u8]) -> Vec<u8> {
    let sum = body.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    [&[version], sum.to_le_bytes().as_slice(), body].concat()
}

const RECORDING_MAGIC: &[u8] = b"stsatlas";
const RECORDING_VERSION: u8 = 1;

/// The body of a link's text: what [`link_around`] was given.
pub fn link_body(text: &str) -> Option<Vec<u8>> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    bytes.get(5..).map(<[u8]>::to_vec)
}

const LINK_VERSION: u8 = 2;
