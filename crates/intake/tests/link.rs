//! Share links: whatever a reader changed comes back, and no text of any kind does harm.
//! Each way to be wrong has its own error.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod any;

use std::sync::Arc;

use any::{any_client, any_fault, any_of};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use sts_atlas_facts::{CHECK_DATE, Date, EndpointMode, Micros, RegionId, Sdk, Version, preset_for};
use sts_atlas_intake::scenario::read_json;
use sts_atlas_intake::{LONGEST_LINK, LinkError, decode, encode};
use sts_atlas_player::{
    Assumption, AssumptionEdit, AssumptionEdits, Edits, EndpointModeChoice, FaultSwitch, Recording, Scenario,
    WorldEdits,
};
use sts_atlas_sim::{ClientSpec, Fault, FaultWindow, RegionChoice, Seed, SimTime, TokenVersion};

const SCENE: &str = r#"{
    "version": 2, "id": "storm", "title": {"en": "Storm", "ja": "障害"}, "as_of": "2024-08-29",
    "start": "2024-08-29T08:00:00Z", "length": "3h",
    "account": [{"id": "main"}, {"id": "second"}],
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

fn region(code: &str) -> RegionId {
    RegionId::from_code(code).unwrap()
}

/// The edits of which the first version knew, on this many accounts.
fn edits_of_the_first_version(accounts: u16) -> Edits {
    edits(|edits| {
        edits.faults.insert((SimTime::from_minutes(32), 0), FaultSwitch::Break);
        edits.faults.insert((SimTime::from_minutes(58), 0), FaultSwitch::Mend);
        edits.as_of = Some(CHECK_DATE);
        edits.seed = Some(Seed::new(42).unwrap());
        edits.worlds[0].endpoint_mode = Some(EndpointModeChoice::Set(EndpointMode::Legacy));
        for account in 0..accounts {
            edits.worlds[1].opt_in.insert((account, region("ap-east-1")), true);
            edits.worlds[1].global_token.insert(account, TokenVersion::V2);
        }
    })
}

/// One edit of each sort.
fn every_edit() -> Edits {
    let version = Version { major: 1, minor: 34, patch: 0 };
    let client =
        ClientSpec::new(preset_for(Sdk::Boto3, version).unwrap(), version, RegionChoice::Region(region("eu-west-1")));
    let mut edits = edits_of_the_first_version(1);
    edits.added = vec![Fault::Region { at: vec![region("eu-west-1")] }];
    edits.faults.insert((SimTime::from_minutes(40), 2), FaultSwitch::Break);
    let window = FaultWindow { start: SimTime::from_minutes(5), end: SimTime::from_minutes(9) };
    edits.windows.insert(1, vec![window, FaultWindow { start: SimTime::from_minutes(20), end: SimTime::NEVER }]);
    edits.windows.insert(2, Vec::new());
    edits.assumptions.set(Assumption::NextCall.with(5_000_000).unwrap());
    edits.worlds[0].clients.insert(0, ClientSpec { connect_timeout: Some(Micros::from_secs(5)), ..client });
    edits.worlds[1].sts_active.insert((1, region("eu-west-3")), false);
    edits
}

#[test]
fn links_of_the_first_version_open_for_ever() {
    let untouched = Recording::new(scene());
    // What they set for an account, they set for all.
    let changed = Recording { edits: edits_of_the_first_version(2), ..untouched.clone() };
    let rows = [
        ("AauLWaEFc3Rvcm0AAAAAAAAAAAA", untouched),
        ("AT1vZysFc3Rvcm0CgMDDkwcAAYDs7ucFAAAB1MQCASoBAQAAAAEJYXAtZWFzdC0xAQEB", changed),
    ];
    for (written, recording) in rows {
        assert_eq!(open(written), Ok(recording));
    }
}

#[test]
fn links_written_once_open_for_ever() {
    let untouched = Recording::new(scene());
    let changed = Recording { edits: every_edit(), ..untouched.clone() };
    let rows = [
        ("Agt2KhIFc3Rvcm0AAAAAAAAAAAAAAAAAAAAAAA", untouched),
        (
            "ApcdR_QFc3Rvcm0ECWV1LXdlc3QtMQVib3RvMwlhcC1lYXN0LTEJZXUtd2VzdC0zAQEBAAAAAAICAoDGho8BAYD-voECgJiavAQAAQADgMDDkwcAAYDw8OQBAQGA_P2CBAAAAdTEAgEqAQjAlrECAQEBAAEBIgABAAAAAAAAAAHAlrECAAAAAAAAAQACAQEBAwABAAE",
            changed,
        ),
    ];
    for (written, recording) in rows {
        assert_eq!(encode(&recording), written);
        assert_eq!(open(written), Ok(recording));
    }
}

fn untouched(_: &mut Scenario) {}

/// The link of these edits on the scene as it is.
fn plain(change: impl FnOnce(&mut Edits)) -> String {
    link(edits(change), untouched)
}

fn assert_refused(rows: impl IntoIterator<Item = (String, LinkError)>) {
    for (text, expected) in rows {
        assert_eq!(open(&text), Err(expected), "given `{text:.80}`");
    }
}

#[test]
fn each_way_to_be_wrong_has_its_own_error() {
    let at = |minutes: u64, fault: u16| {
        plain(|edits| {
            edits.faults.insert((SimTime::from_minutes(minutes), fault), FaultSwitch::Break);
        })
    };
    let day = |year, month, day| Date::from_ymd(year, month, day).unwrap();
    assert_refused([
        (link(Edits::default(), |scene| scene.id = "calm".into()), LinkError::UnknownScene { id: "calm".into() }),
        (at(32, 2), LinkError::UnknownFault { index: 0 }),
        (at(181, 0), LinkError::AfterTheEnd { at: SimTime::from_minutes(181) }),
        (
            plain(|edits| edits.as_of = Some(day(2014, 12, 31))),
            LinkError::DayNotModelled { found: Some(day(2014, 12, 31)) },
        ),
        ("A".repeat(LONGEST_LINK + 1), LinkError::TooLong { found: LONGEST_LINK + 1 }),
        (String::new(), LinkError::Corrupt),
        ("no link at all!".into(), LinkError::Corrupt),
        ("AQ".into(), LinkError::Corrupt),
        (URL_SAFE_NO_PAD.encode([2, 0, 0]), LinkError::Corrupt),
        (URL_SAFE_NO_PAD.encode([3, 0, 0]), LinkError::UnknownVersion { found: 3 }),
        (URL_SAFE_NO_PAD.encode([0, 0, 0]), LinkError::UnknownVersion { found: 0 }),
    ]);
}

#[test]
fn windows_and_added_faults_that_cannot_be_are_refused() {
    let windows = |fault, windows: &[FaultWindow]| {
        plain(|edits| {
            edits.windows.insert(fault, windows.to_vec());
        })
    };
    let window = |start, end| FaultWindow { start: SimTime::from_minutes(start), end: SimTime::from_minutes(end) };
    let at_the_end = FaultWindow { start: SimTime::from_minutes(180), end: SimTime::NEVER };
    let after_the_end = SimTime::from_minutes(180).plus(Micros(1));
    let none = Fault::Region { at: Vec::new() };
    assert_refused([
        (windows(2, &[]), LinkError::UnknownFault { index: 0 }),
        (windows(0, &[window(170, 181)]), LinkError::AfterTheEnd { at: SimTime::from_minutes(181) }),
        (windows(0, &[at_the_end]), LinkError::AfterTheEnd { at: after_the_end }),
        (windows(0, &[window(5, 9), window(9, 10)]), LinkError::Corrupt),
        (windows(0, &[window(9, 5)]), LinkError::Corrupt),
        (plain(|edits| edits.added = vec![none]), LinkError::OutOfRange { found: 0 }),
        (plain(|edits| edits.added = vec![Fault::RegionDeny { allowed: Vec::new() }; 2]), LinkError::Corrupt),
    ]);
}

#[test]
fn settings_that_cannot_be_are_refused() {
    let in_world = |change: &dyn Fn(&mut WorldEdits)| plain(|edits| change(&mut edits.worlds[1]));
    let sts = |account, code| {
        in_world(&|world| {
            world.sts_active.insert((account, region(code)), false);
        })
    };
    let client = every_edit().worlds[0].clients.get(&0).copied().unwrap();
    let with_client = |group, client: ClientSpec| {
        in_world(&|world| {
            world.clients.insert(group, client);
        })
    };
    let unknown = Version { major: 0, minor: 1, patch: 0 };
    let unmeasured = RegionChoice::Region(region("us-gov-west-1"));
    let not_opt_in = in_world(&|world| {
        world.opt_in.insert((0, RegionId::US_EAST_1), true);
    });
    assert_refused([
        (not_opt_in, LinkError::UnknownRegion { code: "us-east-1".into() }),
        (sts(0, "us-east-1"), LinkError::UnfitPlace { code: "us-east-1".into() }),
        (sts(2, "eu-west-3"), LinkError::UnknownAccount { index: 2 }),
        (with_client(1, client), LinkError::UnknownGroup { index: 1 }),
        (
            with_client(0, ClientSpec { version: unknown, ..client }),
            LinkError::UnknownClient { name: "boto3 0.1.0".into() },
        ),
        (
            with_client(0, ClientSpec { region: unmeasured, ..client }),
            LinkError::UnfitPlace { code: "us-gov-west-1".into() },
        ),
        (with_client(0, ClientSpec { max_attempts: Some(0), ..client }), LinkError::OutOfRange { found: 0 }),
    ]);
}

/// A body under a right head of a version.
fn sealed(version: u8, body: &[u8]) -> String {
    let sum = body.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    URL_SAFE_NO_PAD.encode([&[version], sum.to_le_bytes().as_slice(), body].concat())
}

#[test]
fn a_region_of_the_future_and_a_seed_too_large_are_named() {
    // Written by hand, as a newer program might: the seed of 2^53, and a Region nobody knows yet.
    let body = |seed: &[u8], worlds: &[u8]| [b"\x05storm\x00\x00".as_slice(), seed, worlds].concat();
    let too_large = body(b"\x01\x80\x80\x80\x80\x80\x80\x80\x10", b"\x00\x00\x00\x00\x00\x00");
    assert_eq!(open(&sealed(1, &too_large)), Err(LinkError::SeedTooLarge { found: 1 << 53 }));
    let unknown = body(b"\x00", b"\x00\x01\x09mars-ea-1\x01\x00\x00\x00\x00");
    assert_eq!(open(&sealed(1, &unknown)), Err(LinkError::UnknownRegion { code: "mars-ea-1".into() }));
    let left_over = body(b"\x00", b"\x00\x00\x00\x00\x00\x00\x00");
    assert_eq!(open(&sealed(1, &left_over)), Err(LinkError::Corrupt));
}

#[test]
fn a_day_that_no_calendar_has_is_said_so() {
    // Written by hand: days since 1970 in zigzag, the last and the first that fit the number.
    for days in [b"\xfe\xff\xff\xff\x0f", b"\xff\xff\xff\xff\x0f"] {
        let body = [b"\x05storm\x00\x01".as_slice(), days, b"\x00\x00\x00\x00\x00\x00\x00"].concat();
        assert_eq!(open(&sealed(1, &body)), Err(LinkError::DayNotModelled { found: None }));
    }
}

#[test]
fn an_assumption_out_of_range_or_of_the_future_is_named() {
    // Written by hand: the scene, no names, faults, windows, switches, day or seed, then one assumption.
    let body = |assumption: &[u8]| [b"\x05storm\0\0\0\0\0\0\x01".as_slice(), assumption, &[0; 10]].concat();
    let next_call = Assumption::NextCall as u8;
    let sealed = |assumption: &[u8]| open(&sealed(2, &body(assumption)));
    assert!(sealed(&[next_call, 0xe8, 0x07]).is_ok(), "a millisecond");
    assert_eq!(sealed(&[next_call, 0xe7, 0x07]), Err(LinkError::UnfitAssumption { key: "next_call", found: 999 }));
    assert_eq!(sealed(&[99, 1]), Err(LinkError::OutOfRange { found: 99 }));
}

#[test]
fn added_faults_do_not_move_when_a_scene_grows() {
    let written = encode(&Recording { scenario: scene(), edits: every_edit() });
    let mut grown = (*scene()).clone();
    grown.faults.push(grown.faults[0].clone());
    let grown = Arc::new(grown);
    let opened = decode(&written, &|_: &str| Some(Arc::clone(&grown))).unwrap();
    let added = &opened.edits.added[0];
    assert_eq!(opened.fault(3), Some(added));
    assert_eq!(opened.edits.faults.get(&(SimTime::from_minutes(40), 3)), Some(&FaultSwitch::Break));
    assert!(opened.edits.windows.contains_key(&3) && !opened.edits.windows.contains_key(&2));
}

#[test]
fn a_usual_link_is_short() {
    let length = |edits: Edits| encode(&Recording { scenario: scene(), edits }).len();
    assert!(length(edits_of_the_first_version(1)) <= 90);
    assert!(length(every_edit()) <= 220, "{}", length(every_edit()));
}

fn any_world() -> impl Strategy<Value = WorldEdits> {
    let modes = [
        EndpointModeChoice::SdkDefault,
        EndpointModeChoice::Set(EndpointMode::Legacy),
        EndpointModeChoice::Set(EndpointMode::Regional),
    ];
    let opt_in = || any_of(|region| region.fact().opt_in);
    let can_deactivate = || any_of(|region| region.fact().sts_can_deactivate == Some(true));
    let version = || prop::sample::select(vec![TokenVersion::V1, TokenVersion::V2]);
    (
        prop::option::of(prop::sample::select(modes.to_vec())),
        prop::option::of(any_client()),
        prop::collection::btree_map((0..2_u16, opt_in()), any::<bool>(), 0..6),
        prop::collection::btree_map((0..2_u16, can_deactivate()), any::<bool>(), 0..6),
        prop::collection::btree_map(0..2_u16, version(), 0..3),
    )
        .prop_map(|(endpoint_mode, client, opt_in, sts_active, global_token)| WorldEdits {
            endpoint_mode,
            clients: client.into_iter().map(|client| (0, client)).collect(),
            opt_in: opt_in.into_iter().collect(),
            sts_active: sts_active.into_iter().collect(),
            global_token: global_token.into_iter().collect(),
        })
}

fn any_assumption() -> impl Strategy<Value = AssumptionEdit> {
    prop::sample::select(Assumption::ALL.to_vec()).prop_flat_map(|assumption| {
        let fact = assumption.fact();
        (fact.least..=fact.most).prop_map(move |value| assumption.with(value).unwrap())
    })
}

/// Windows in order that do not touch, from moments in order.
fn any_windows() -> impl Strategy<Value = Vec<FaultWindow>> {
    let moments = prop::collection::btree_set(0..scene().length.0, 0..7);
    moments.prop_map(|moments| {
        let moments: Vec<u64> = moments.into_iter().collect();
        let end = |moments: &[u64]| moments.get(1).map_or(SimTime::NEVER, |&end| SimTime(end));
        moments.chunks(2).map(|pair| FaultWindow { start: SimTime(pair[0]), end: end(pair) }).collect()
    })
}

fn any_edits() -> impl Strategy<Value = Edits> {
    let switch = prop::sample::select(vec![FaultSwitch::Break, FaultSwitch::Mend]);
    let days = [Date::literal(2024, 8, 29), Date::literal(2025, 1, 26), Date::literal(2025, 4, 18), CHECK_DATE];
    let added = any::some(any_fault(), 0, Fault::eq);
    added.prop_flat_map(move |added| {
        let faults = 2 + added.len() as u16;
        (
            Just(added),
            prop::collection::btree_map((0..=scene().length.0, 0..faults), switch.clone(), 0..20),
            prop::collection::btree_map(0..faults, any_windows(), 0..4),
            prop::option::of(prop::sample::select(days.to_vec())),
            prop::option::of(0..=Seed::MAX),
            prop::collection::vec(any_assumption(), 0..5),
            [any_world(), any_world()],
        )
            .prop_map(|(added, faults, windows, as_of, seed, assumed, worlds)| {
                let mut assumptions = AssumptionEdits::default();
                assumed.into_iter().for_each(|edit| assumptions.set(edit));
                Edits {
                    added,
                    windows: windows.into_iter().collect(),
                    faults: faults.into_iter().map(|((at, fault), what)| ((SimTime(at), fault), what)).collect(),
                    as_of,
                    seed: seed.map(|seed| Seed::new(seed).unwrap()),
                    assumptions,
                    worlds,
                }
            })
    })
}

/// How many random recordings go through a link and back: `STS_ATLAS_LINK_CASES`, else ten thousand.
fn cases() -> u32 {
    std::env::var("STS_ATLAS_LINK_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(10_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_changed_comes_back(edits in any_edits()) {
        let recording = Recording { scenario: scene(), edits };
        let text = encode(&recording);
        prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
        prop_assert_eq!(open(&text), Ok(recording));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

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
        let _ = (open(&sealed(1, &bytes)), open(&sealed(2, &bytes)));
    }
}
