//! Recordings as files: with or without their scenario, and each way to be wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod any;

use std::sync::Arc;

use any::{any_client, any_fault, any_of};
use proptest::prelude::*;
use sts_atlas_facts::{CHECK_DATE, RegionId};
use sts_atlas_intake::recording_file::{RecordingFileError, read, write, write_with};
use sts_atlas_intake::scenario::read_json;
use sts_atlas_intake::{LONGEST_SHARED_LINK, LinkError, PackedError, encode, pack};
use sts_atlas_player::{Edits, FaultSwitch, Recording, Scenario};
use sts_atlas_sim::{Fault, SimTime};

const SCENE: &str = r#"{
    "version": 2, "id": "storm", "title": {"en": "Storm", "ja": "障害"}, "as_of": "2024-08-29",
    "start": "2024-08-29T08:00:00Z", "length": "3h",
    "principal": [{"name": "web", "at": "ap-northeast-1", "kind": "workload", "credentials": "imds"}],
    "fault": [{"kind": "region", "at": "us-east-1", "title": {"en": "One", "ja": "1"}}]
}"#;

fn scene() -> Arc<Scenario> {
    Arc::new(read_json("storm.json", SCENE).scenario.unwrap())
}

fn known(id: &str) -> Option<Arc<Scenario>> {
    Some(scene()).filter(|scene| scene.id == id)
}

fn unknown(_: &str) -> Option<Arc<Scenario>> {
    None
}

fn recording(change: impl FnOnce(&mut Edits)) -> Recording {
    let mut edits = Edits::default();
    change(&mut edits);
    Recording { scenario: scene(), edits }
}

/// A body under a right head.
fn sealed(body: &[u8]) -> Vec<u8> {
    let sum = body.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    [b"stsatlas\x01".as_slice(), &sum.to_le_bytes(), body].concat()
}

/// With its scenario.
fn write_whole(recording: &Recording) -> Vec<u8> {
    write_with(recording, &pack(&recording.scenario))
}

#[test]
fn a_file_written_once_opens_for_ever() {
    let changed = recording(|edits| {
        edits.as_of = Some(CHECK_DATE);
        edits.faults.insert((SimTime::from_minutes(32), 0), FaultSwitch::Break);
    });
    let written = sealed(b"\x05storm\0\0\0\0\x01\x80\xc0\xc3\x93\x07\0\x01\x01\xd4\xc4\x02\0\0\0\0\0\0\0\0\0\0\0\0");
    assert_eq!(write(&changed), written);
    assert_eq!(read(&written, &known), Ok(changed));
}

#[test]
fn a_file_can_hold_what_no_link_should() {
    let long = recording(|edits| {
        for second in 0..5_000 {
            edits.faults.insert((SimTime::from_secs(second * 2), 0), FaultSwitch::Break);
        }
    });
    assert!(encode(&long).len() > LONGEST_SHARED_LINK);
    assert_eq!(read(&write(&long), &known), Ok(long));
}

#[test]
fn a_whole_file_needs_no_scene_from_elsewhere() {
    let changed = recording(|edits| edits.as_of = Some(CHECK_DATE));
    assert_eq!(read(&write_whole(&changed), &unknown), Ok(changed));
}

#[test]
fn each_way_to_be_wrong_has_its_own_error() {
    let file = write(&recording(|_| {}));
    let whole = write_whole(&recording(|_| {}));
    let beyond = recording(|edits| {
        edits.faults.insert((SimTime::from_minutes(181), 0), FaultSwitch::Break);
    });
    let newer = [b"stsatlas\x02".as_slice(), &file[9..]].concat();
    // Its scenario is a version and nothing else.
    let damaged = sealed(&[b"\x05storm\x02\x09\0".as_slice(), &[0; 17]].concat());
    let rows = [
        (Vec::new(), RecordingFileError::NoRecording),
        (b"PK\x03\x04 something else".to_vec(), RecordingFileError::NoRecording),
        (b"stsatlas".to_vec(), RecordingFileError::Corrupt),
        (file[..file.len() - 1].to_vec(), RecordingFileError::Corrupt),
        (whole[..whole.len() / 2].to_vec(), RecordingFileError::Corrupt),
        (newer, RecordingFileError::UnknownVersion { found: 2 }),
        (vec![b's'; (1 << 21) + 1], RecordingFileError::TooLong { found: (1 << 21) + 1 }),
        (damaged, RecordingFileError::Scenario(PackedError::UnknownVersion { found: 9 })),
        (write(&beyond), RecordingFileError::Edits(LinkError::AfterTheEnd { at: SimTime::from_minutes(181) })),
    ];
    for (bytes, expected) in rows {
        assert_eq!(read(&bytes, &known), Err(expected), "{} bytes", bytes.len());
    }
    let nowhere = RecordingFileError::Edits(LinkError::UnknownScene { id: "storm".into() });
    assert_eq!(read(&file, &unknown), Err(nowhere));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_changed_comes_back(
        added in any::some(any_fault(), 0, Fault::eq),
        client in any_client(),
        region in any_of(|region: RegionId| region.fact().opt_in),
        whole in any::<bool>(),
    ) {
        let changed = recording(|edits| {
            edits.added = added;
            edits.worlds[0].clients.insert(0, client);
            edits.worlds[1].opt_in.insert((0, region), true);
        });
        let bytes = if whole { write_whole(&changed) } else { write(&changed) };
        prop_assert_eq!(read(&bytes, &known), Ok(changed));
    }

    #[test]
    fn no_bytes_make_opening_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, &known);
        let _ = read(&sealed(&bytes), &known);
    }

    #[test]
    fn altered_bytes_are_refused(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = write_whole(&recording(|_| {}));
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        prop_assert!(read(&bytes, &known).is_err());
    }
}
