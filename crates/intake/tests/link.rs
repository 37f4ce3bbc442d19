//! Share links: whatever a reader changed comes back, and no text of any kind does harm.
//! Each way to be wrong has its own error.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use sts_atlas_facts::{CHECK_DATE, Date, EndpointMode, RegionId};
use sts_atlas_intake::scenario::read_json;
use sts_atlas_intake::{LONGEST_LINK, LinkError, decode, encode};
use sts_atlas_player::{Edits, EndpointModeChoice, FaultSwitch, Recording, Scenario, WorldEdits};
use sts_atlas_sim::{Seed, SimTime, TokenVersion};

const SCENE: &str = r#"{
    "version": 2, "id": "storm", "title": {"en": "Storm", "ja": "障害"}, "as_of": "2024-08-29",
    "start": "2024-08-29T08:00:00Z", "length": "3h",
    "principal": [{"name": "web", "at": "ap-northeast-1", "kind": "workload", "credentials": "imds"}],
    "fault": [
        {"kind": "region", "at": "us-east-1", "title": {"en": "One", "ja": "1"}},
        {"kind": "region", "at": "us-west-2", "title": {"en": "Two", "ja": "2"}}
    ]
}"#;

fn scene() -> Arc<Scenario> {
    Arc::new(read_json("storm.json", SCENE).scenario.unwrap())
}

fn open(text: &str) -> Result<Recording, LinkError> {
    let scene = scene();
    decode(text, &|id: &str| (id == scene.id).then(|| Arc::clone(&scene)))
}

/// The link of these edits on the scene, with the scene changed for the writer.
fn link(edits: Edits, change: impl FnOnce(&mut Scenario)) -> String {
    let mut scenario = (*scene()).clone();
    change(&mut scenario);
    encode(&Recording { scenario: Arc::new(scenario), edits })
}

fn edits(change: impl FnOnce(&mut Edits)) -> Edits {
    let mut edits = Edits::default();
    change(&mut edits);
    edits
}

#[test]
fn links_written_once_open_for_ever() {
    let untouched = Recording::new(scene());
    let mut changed = untouched.clone();
    changed.edits.faults.insert((SimTime::from_minutes(32), 0), FaultSwitch::Break);
    changed.edits.faults.insert((SimTime::from_minutes(58), 0), FaultSwitch::Mend);
    changed.edits.as_of = Some(CHECK_DATE);
    changed.edits.seed = Some(Seed::new(42).unwrap());
    changed.edits.worlds[0].endpoint_mode = Some(EndpointModeChoice::Set(EndpointMode::Legacy));
    changed.edits.worlds[1].opt_in.insert(RegionId::from_code("ap-east-1").unwrap(), true);
    changed.edits.worlds[1].global_token = Some(TokenVersion::V2);
    let rows = [
        ("AauLWaEFc3Rvcm0AAAAAAAAAAAA", untouched),
        ("AT1vZysFc3Rvcm0CgMDDkwcAAYDs7ucFAAAB1MQCASoBAQAAAAEJYXAtZWFzdC0xAQEB", changed),
    ];
    for (written, recording) in rows {
        assert_eq!(encode(&recording), written);
        assert_eq!(open(written), Ok(recording));
    }
}

#[test]
fn each_way_to_be_wrong_has_its_own_error() {
    let at = |minutes: u64, fault: u16| {
        edits(|edits| {
            edits.faults.insert((SimTime::from_minutes(minutes), fault), FaultSwitch::Break);
        })
    };
    let day = |year, month, day| Date::from_ymd(year, month, day).unwrap();
    let not_opt_in = edits(|edits| {
        edits.worlds[1].opt_in.insert(RegionId::US_EAST_1, true);
    });
    let untouched = |_: &mut Scenario| {};
    let rows = [
        (link(Edits::default(), |scene| scene.id = "calm".into()), LinkError::UnknownScene { id: "calm".into() }),
        (link(at(32, 2), untouched), LinkError::UnknownFault { index: 2 }),
        (link(at(181, 0), untouched), LinkError::AfterTheEnd { at: SimTime::from_minutes(181) }),
        (
            link(edits(|edits| edits.as_of = Some(day(2014, 12, 31))), untouched),
            LinkError::DayNotModelled { found: Some(day(2014, 12, 31)) },
        ),
        (link(not_opt_in, untouched), LinkError::UnknownRegion { code: "us-east-1".into() }),
        ("A".repeat(LONGEST_LINK + 1), LinkError::TooLong { found: LONGEST_LINK + 1 }),
        (String::new(), LinkError::Corrupt),
        ("no link at all!".into(), LinkError::Corrupt),
        ("AQ".into(), LinkError::Corrupt),
        (URL_SAFE_NO_PAD.encode([2, 0, 0]), LinkError::UnknownVersion { found: 2 }),
    ];
    for (text, expected) in rows {
        assert_eq!(open(&text), Err(expected), "given `{text:.80}`");
    }
}

/// A body under a right head.
fn sealed(body: Vec<u8>) -> String {
    let sum = body.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    URL_SAFE_NO_PAD.encode([&[1], sum.to_le_bytes().as_slice(), &body].concat())
}

#[test]
fn a_region_of_the_future_and_a_seed_too_large_are_named() {
    // Written by hand, as a newer program might: the seed of 2^53, and a Region nobody knows yet.
    let body = |seed: &[u8], worlds: &[u8]| [b"\x05storm\x00\x00".as_slice(), seed, worlds].concat();
    let too_large = body(b"\x01\x80\x80\x80\x80\x80\x80\x80\x10", b"\x00\x00\x00\x00\x00\x00");
    assert_eq!(open(&sealed(too_large)), Err(LinkError::SeedTooLarge { found: 1 << 53 }));
    let unknown = body(b"\x00", b"\x00\x01\x09mars-ea-1\x01\x00\x00\x00\x00");
    assert_eq!(open(&sealed(unknown)), Err(LinkError::UnknownRegion { code: "mars-ea-1".into() }));
    let left_over = body(b"\x00", b"\x00\x00\x00\x00\x00\x00\x00");
    assert_eq!(open(&sealed(left_over)), Err(LinkError::Corrupt));
}

#[test]
fn a_day_that_no_calendar_has_is_said_so() {
    // Written by hand: days since 1970 in zigzag, the last and the first that fit the number.
    for days in [b"\xfe\xff\xff\xff\x0f", b"\xff\xff\xff\xff\x0f"] {
        let body = [b"\x05storm\x00\x01".as_slice(), days, b"\x00\x00\x00\x00\x00\x00\x00"].concat();
        assert_eq!(open(&sealed(body)), Err(LinkError::DayNotModelled { found: None }));
    }
}

fn any_world() -> impl Strategy<Value = WorldEdits> {
    let modes = [
        EndpointModeChoice::SdkDefault,
        EndpointModeChoice::Set(EndpointMode::Legacy),
        EndpointModeChoice::Set(EndpointMode::Regional),
    ];
    let regions: Vec<RegionId> = RegionId::all().filter(|region| region.fact().opt_in).collect();
    (
        prop::option::of(prop::sample::select(modes.to_vec())),
        prop::collection::btree_map(prop::sample::select(regions), any::<bool>(), 0..8),
        prop::option::of(prop::sample::select(vec![TokenVersion::V1, TokenVersion::V2])),
    )
        .prop_map(|(endpoint_mode, opt_in, global_token)| WorldEdits {
            endpoint_mode,
            opt_in: opt_in.into_iter().collect(),
            global_token,
        })
}

fn any_edits() -> impl Strategy<Value = Edits> {
    let switch = prop::sample::select(vec![FaultSwitch::Break, FaultSwitch::Mend]);
    let faults = prop::collection::btree_map((0..=scene().length.0, 0_u16..2), switch, 0..40);
    let days = [Date::literal(2024, 8, 29), Date::literal(2025, 1, 26), Date::literal(2025, 4, 18), CHECK_DATE];
    (
        faults,
        prop::option::of(prop::sample::select(days.to_vec())),
        prop::option::of(0..=Seed::MAX),
        [any_world(), any_world()],
    )
        .prop_map(|(faults, as_of, seed, worlds)| Edits {
            faults: faults.into_iter().map(|((at, fault), what)| ((SimTime(at), fault), what)).collect(),
            as_of,
            seed: seed.map(|seed| Seed::new(seed).unwrap()),
            worlds,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_changed_comes_back(edits in any_edits()) {
        let recording = Recording { scenario: scene(), edits };
        let text = encode(&recording);
        prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
        prop_assert_eq!(open(&text), Ok(recording));
    }

    #[test]
    fn a_slip_of_the_hand_never_opens_something_else(edits in any_edits(), at in any::<prop::sample::Index>(), letter in "[A-Za-z0-9_-]") {
        let recording = Recording { scenario: scene(), edits };
        let text = encode(&recording);
        let at = at.index(text.len());
        let typed = format!("{}{letter}{}", &text[..at], &text[at + 1..]);
        prop_assert!(typed == text || open(&typed).is_err());
        prop_assert!(open(&text[..at]).is_err(), "cut off");
    }

    #[test]
    fn no_text_makes_opening_panic(text in "\\PC{0,60}", bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        prop_assert!(open(&text).is_err());
        let _ = open(&URL_SAFE_NO_PAD.encode(&bytes));
        // With a right head, so that the body is looked at.
        let _ = open(&sealed(bytes));
    }
}
