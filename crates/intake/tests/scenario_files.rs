//! What a right file means: defaults, the twin laid over, the same from TOML and JSON, and no text that can harm.
//! What a wrong file gets told is tested beside this file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use proptest::prelude::*;
use sts_atlas_facts::{EndpointMode, Micros, RegionId, Version};
use sts_atlas_intake::scenario::{read_file, read_json, read_toml};
use sts_atlas_intake::{Expected, IssueCode};
use sts_atlas_player::{Approximate, Command, Player, Recording, Scenario};
use sts_atlas_sim::{
    Credentials, Direction, Fault, PathEffect, RegionChoice, Resolver, ServerEffect, SimTime, StsNames, TokenVersion,
};

const EVERYTHING: &str = include_str!("files/everything.toml");

fn everything() -> Scenario {
    let reading = read_toml("x.toml", EVERYTHING);
    assert_eq!(reading.issues, []);
    reading.scenario.unwrap()
}

#[test]
fn what_is_not_said_has_its_default() {
    let scenario = everything();
    let principals = &scenario.worlds[0].spec.principals;
    let region = |code| RegionId::from_code(code).unwrap();
    let etl = &principals[0];
    assert_eq!((etl.count, etl.resolver, etl.account), (3, Resolver::Amazon, 0));
    assert_eq!(etl.uses, [region("ap-northeast-1")]);
    assert_eq!(etl.client.region, RegionChoice::Region(region("ap-northeast-1")));
    assert_eq!((principals[1].session, principals[1].account), (Micros::from_minutes(60), 1));
    let desk = &principals[2];
    assert_eq!((desk.resolver, &desk.uses), (Resolver::Other, &vec![region("ap-northeast-1")]));
    assert_eq!(principals[3].client.region, RegionChoice::None);
    let instance = &principals[4];
    assert_eq!((instance.credentials, instance.client.preset.id), (Credentials::Imds, "boto3-before-1.40"));
    assert_eq!(scenario.worlds[0].spec.accounts[0].global_token, TokenVersion::V1);
}

#[test]
fn faults_are_what_they_say() {
    let scenario = everything();
    let [path, sts, region, ..] = &scenario.faults[..] else { panic!("three faults") };
    let Fault::Path { from, direction, effect, .. } = &path.fault else { panic!("a path") };
    assert_eq!((from.len(), *direction), (3, Direction::OneWay));
    assert_eq!(*effect, PathEffect::Loss { parts_per_million: 125_000 });
    let window = path.windows[0];
    assert_eq!((window.start, window.end), (SimTime::from_minutes(32), SimTime::from_minutes(118)));
    assert!(path.assumed && path.note.is_some());
    assert_eq!(path.approximate, Approximate { start: true, end: true }, "true reads as both");
    let Fault::Sts { names, effect, .. } = &sts.fault else { panic!("an endpoint") };
    assert_eq!((*names, *effect), (StsNames::GlobalOnly, ServerEffect::Slow { permille: 2_500 }));
    assert!(sts.windows.is_empty() && !sts.assumed, "only offered");
    assert_eq!(sts.approximate, Approximate::default());
    assert_eq!(region.windows[0].end, SimTime::NEVER);
    let flags: Vec<(SimTime, bool)> = scenario.flags.iter().map(|flag| (flag.at, flag.approximate)).collect();
    assert_eq!(flags, [(SimTime::from_minutes(91), true), (SimTime::from_minutes(150), false)]);
}

#[test]
fn the_twin_is_laid_over_and_reaches_only_clients_that_read_the_setting() {
    let scenario = everything();
    let [a, b] = scenario.worlds.each_ref().map(|world| &world.spec);
    let modes = |spec: &sts_atlas_sim::WorldSpec| -> Vec<Option<EndpointMode>> {
        spec.principals.iter().take(5).map(|principal| principal.client.endpoint_mode).collect()
    };
    let (legacy, regional) = (Some(EndpointMode::Legacy), Some(EndpointMode::Regional));
    assert_eq!(modes(a), [legacy, None, None, None, None]);
    assert_eq!(modes(b), [regional, None, legacy, regional, None], "Java has no such key, desk its own say");
    assert_eq!(b.principals[2].client.version, Version { major: 1, minor: 41, patch: 0 });
    assert_eq!(b.principals[2].client.region, a.principals[2].client.region);
    assert_eq!(
        (a.principals[2].session, b.principals[2].session),
        (Micros::from_minutes(60), Micros::from_minutes(30))
    );
    assert_eq!(b.accounts[0].global_token, TokenVersion::V2);
    assert_eq!(b.accounts[0].opt_in, a.accounts[0].opt_in);
    assert_ne!(a.as_of, b.as_of);
    assert_eq!(scenario.worlds.each_ref().map(|world| world.label.en.as_str()), ["before", "after"]);
}

#[test]
fn without_a_twin_both_worlds_are_the_same() {
    let alone = EVERYTHING.split("[twin]").next().unwrap();
    let scenario = read_toml("x.toml", alone).scenario.unwrap();
    assert_eq!(scenario.worlds[0].spec, scenario.worlds[1].spec);
}

#[test]
fn the_id_comes_from_the_file_where_it_is_not_said() {
    let unnamed = EVERYTHING.replace("id = \"all-of-it\"\n", "");
    for (file, id) in [("a/b/My storm_2.toml", "my-storm-2"), ("x", "x"), (".toml", "scenario"), ("-", "-")] {
        assert_eq!(read_toml(file, &unnamed).scenario.unwrap().id, id, "given `{file}`");
    }
}

#[test]
fn toml_and_json_of_one_shape_mean_the_same() {
    let reading = read_toml("x.toml", EVERYTHING);
    let json = reading.to_json().unwrap();
    assert_eq!(read_file("x.JSON", &json).scenario, reading.scenario);
    assert_eq!(read_json("x.json", &json).to_json().as_deref(), Some(json.as_str()));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["fault"][0]["end"], "2024-08-29T09:58:00Z");
    assert_eq!(value["as_of"], "2024-08-29");
    assert_eq!(value["seed"], 9_007_199_254_740_991_u64);
    assert_eq!(read_json("x.json", "{\"version\": 3}").to_json(), None);
}

/// Plays a few minutes of a scenario; nothing that can be read may make the simulator panic.
fn play(scenario: Scenario) {
    let length = scenario.length;
    let mut player = Player::new(Recording::new(Arc::new(scenario)));
    player.apply(Command::Seek(SimTime(length.0)));
    player.work(20_000);
}

const WORDS: [&str; 32] = [
    "ap-northeast-1",
    "us-east-1",
    "ap-east-1",
    "us-gov-west-1",
    "Tokyo",
    "none",
    "workload",
    "job",
    "assume-role",
    "imds",
    "boto3",
    "rust",
    "javascript",
    "1.34.0",
    "2.0.0",
    "regional",
    "path",
    "sts",
    "region",
    "1s",
    "15m",
    "2h",
    "20%",
    "drop",
    "down",
    "global",
    "web",
    "main",
    "v2",
    "2024-08-29",
    "2025-01-01",
    "2024-08-29T08:32:00Z",
];

const KEYS: [&str; 24] = [
    "version",
    "at",
    "kind",
    "every",
    "client",
    "sdk",
    "name",
    "count",
    "uses",
    "from",
    "to",
    "effect",
    "slow",
    "loss",
    "start",
    "end",
    "title",
    "en",
    "ja",
    "region",
    "credentials",
    "session",
    "sts_regional_endpoints",
    "as_of",
];

/// A value for a key: mostly what could stand there somewhere, seldom what could not.
fn any_value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        8 => prop::sample::select(WORDS.to_vec()).prop_map(serde_json::Value::from),
        2 => (0_u64..2_000).prop_map(serde_json::Value::from),
        1 => any::<f64>().prop_map(serde_json::Value::from),
        1 => any::<bool>().prop_map(serde_json::Value::from),
        1 => Just(serde_json::Value::Null),
        1 => "\\PC{0,12}".prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            prop::collection::btree_map(prop::sample::select(KEYS.to_vec()), inner, 0..6).prop_map(|table| {
                let entries = table.into_iter().map(|(key, value)| (key.to_owned(), value));
                serde_json::Value::Object(entries.collect())
            }),
        ]
    })
}

/// Paths into the right file whose values are replaced.
fn any_path() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "/version",
        "/title",
        "/as_of",
        "/start",
        "/length",
        "/seed",
        "/offer_opt_in",
        "/account",
        "/account/0/opt_in",
        "/principal",
        "/principal/0",
        "/principal/0/count",
        "/principal/0/at",
        "/principal/0/client",
        "/principal/0/client/sdk",
        "/principal/0/client/version",
        "/principal/0/client/region",
        "/principal/2/at",
        "/principal/2/every",
        "/principal/3/uses",
        "/principal/4/credentials",
        "/principal/4/session",
        "/fault",
        "/fault/0/from",
        "/fault/0/effect",
        "/fault/0/effect/loss",
        "/fault/1/effect/slow",
        "/fault/0/start",
        "/fault/0/end",
        "/fault/1/at",
        "/flag",
        "/flag/0/at",
        "/twin",
        "/twin/client",
        "/twin/account",
        "/twin/as_of",
        "/twin/principal",
        "/twin/principal/0/client",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_value_in_any_place_does_harm(changes in prop::collection::vec((any_path(), any_value()), 1..4)) {
        let json = read_toml("x.toml", EVERYTHING).to_json().unwrap();
        let mut value: serde_json::Value = serde_json::from_str(&json).unwrap();
        for (path, replacement) in changes {
            if let Some(place) = value.pointer_mut(path) {
                *place = replacement;
            }
        }
        let reading = read_json("x.json", &value.to_string());
        prop_assert_eq!(reading.scenario.is_some(), reading.issues.iter().all(|issue| issue.is_note()));
        if let Some(scenario) = reading.scenario {
            play(scenario);
        }
    }

    #[test]
    fn no_slip_of_the_hand_does_harm(at in 0..EVERYTHING.len(), count in 0_usize..40, typed in "\\PC{0,8}") {
        let floor = |mut at: usize| {
            while !EVERYTHING.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (from, to) = (floor(at), floor((at + count).min(EVERYTHING.len())));
        let text = format!("{}{typed}{}", &EVERYTHING[..from], &EVERYTHING[to..]);
        for issue in read_toml("x.toml", &text).issues.iter().chain(&read_json("x.json", &text).issues) {
            prop_assert!(issue.line >= 1 && issue.column >= 1);
        }
    }
}

#[test]
fn each_edge_of_a_fault_is_known_roughly_by_itself() {
    let rows = [("true", true, true), ("false", false, false), ("\"start\"", true, false), ("\"end\"", false, true)];
    let rows = rows.into_iter().chain([("\"both\"", true, true)]);
    let text = EVERYTHING;
    for (written, start, end) in rows {
        let text = text.replacen("approximate = true", &format!("approximate = {written}"), 1);
        let scenario = read_toml("everything.toml", &text).scenario.unwrap();
        assert_eq!(scenario.faults[0].approximate, Approximate { start, end }, "{written}");
    }
    let wrong = read_toml("everything.toml", &text.replacen("approximate = true", "approximate = \"begin\"", 1));
    let expected = Expected::OneOf(vec!["true", "false", "start", "end", "both"]);
    let issues: Vec<_> = wrong.issues.iter().filter(|issue| !issue.is_note()).map(|issue| &issue.code).collect();
    assert!(matches!(&issues[..], [IssueCode::Unexpected { expected: told, .. }] if *told == expected), "{issues:?}");
}
