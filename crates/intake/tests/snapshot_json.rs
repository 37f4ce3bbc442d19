//! The JSON of a snapshot: its keys, and that its numbers are the snapshot's.
//! docs/cli.md describes the same shape for readers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use serde_json::{Value, json};
use sts_atlas_intake::scenario::read_json;
use sts_atlas_intake::snapshot_json;
use sts_atlas_player::{Command, Player, Recording};
use sts_atlas_sim::SimTime;

const SCENE: &str = r#"{
    "version": 2, "id": "storm", "title": {"en": "Storm", "ja": "障害"}, "as_of": "2024-08-29",
    "label": {"en": "before", "ja": "前"},
    "start": "2024-08-29T08:00:00Z", "length": "3h", "seed": 7,
    "account": [{"id": "main", "opt_in": ["ap-east-1"]}],
    "offer_opt_in": ["eu-central-2"],
    "principal": [
        {"name": "etl", "count": 2, "at": "ap-northeast-1", "kind": "workload", "credentials": "assume-role",
         "client": {"sdk": "boto3", "version": "1.34.0"}},
        {"name": "web", "at": "eu-central-1", "kind": "workload", "credentials": "imds"}
    ],
    "fault": [{"kind": "path", "from": "ap-northeast-1", "to": "us-east-1", "start": "10m", "end": "2h30m",
               "title": {"en": "Cut", "ja": "切断"}}],
    "twin": {"label": {"en": "after", "ja": "後"}, "client": {"sts_regional_endpoints": "regional"}}
}"#;

fn snapshot_at(minutes: u64) -> Value {
    let scenario = Arc::new(read_json("storm.json", SCENE).scenario.unwrap());
    let mut player = Player::new(Recording::new(scenario));
    player.apply(Command::Seek(SimTime::from_minutes(minutes)));
    player.settle();
    snapshot_json(&player.snapshot(), player.recording())
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_shape_is_stable() {
    let json = snapshot_at(120);
    assert_eq!(keys(&json), ["as_of", "differences", "now_ms", "scenario", "seed", "utc", "worlds"]);
    let world = &json["worlds"][0];
    let expected = [
        "blast",
        "changes",
        "digest",
        "events",
        "label",
        "latency",
        "matrix",
        "principals",
        "principals_total",
        "requests",
    ];
    assert_eq!(keys(world), expected);
    let expected = [
        "by_place",
        "draining",
        "exposed",
        "healthy",
        "impaired",
        "impaired_without_fault",
        "kept_working",
        "minutes_lost",
        "of",
        "states",
        "unknown",
    ];
    assert_eq!(keys(&world["blast"]), expected);
    assert_eq!(keys(&world["blast"]["by_place"][0]), ["impaired", "place", "states"]);
    assert_eq!(keys(&world["requests"]), ["service", "sts_global", "sts_regional"]);
    assert_eq!(keys(&world["requests"]["service"]), ["failed", "in_flight", "issued", "no_answer", "succeeded"]);
    let expected = ["count", "endpoint", "from", "no_answer", "p50_ms", "p95_ms", "provenance", "to"];
    assert_eq!(keys(&world["latency"][0]), expected);
    assert_eq!(keys(&world["matrix"]), ["opt_in", "rows"]);
    let expected = [
        "at",
        "endpoint",
        "first_error_ms",
        "first_stall_ms",
        "inactive",
        "name",
        "served_in",
        "state",
        "targets",
        "until_cutoff_ms",
        "until_expiry_ms",
    ];
    assert_eq!(keys(&world["principals"][0]), expected);
}

#[test]
fn after_two_hours_of_a_cut_the_numbers_tell_what_happened() {
    let json = snapshot_at(120);
    assert_eq!(json["utc"], "2024-08-29T10:00:00Z");
    assert_eq!((&json["now_ms"], &json["seed"], &json["as_of"]), (&json!(7_200_000), &json!(7), &json!("2024-08-29")));
    assert_eq!(json["differences"], json!({"changed": 2, "stays_global": 0, "regional_in_both": 0, "no_sts": 1}));
    let [a, b] = [&json["worlds"][0], &json["worlds"][1]];
    assert_eq!((&a["label"], &b["label"]), (&json!("before"), &json!("after")));
    assert_eq!((&a["principals_total"], &a["blast"]["of"]), (&json!(3), &json!(3)));
    assert_eq!((&a["blast"]["impaired"], &b["blast"]["impaired"]), (&json!(2), &json!(0)));
    assert_eq!((&a["blast"]["kept_working"], &a["blast"]["healthy"]), (&json!(1), &json!(1)));
    assert_eq!(b["blast"]["minutes_lost"], json!(0.0));
    assert!(a["blast"]["minutes_lost"].as_f64().unwrap() > 60.0);
    let expected = json!({
        "place": "ap-northeast-1", "impaired": 2,
        "states": {"healthy": 0, "exposed": 0, "draining": 0, "unknown": 0, "impaired": 2},
    });
    assert_eq!(a["blast"]["by_place"][0], expected);
    let expected = json!({"opt_in": ["ap-east-1", "eu-central-2"], "rows": [
        {"source": "global-v1", "held_by": 2, "verdicts": ["valid", "refused", "region-not-enabled"]},
        {"source": "global-v2", "held_by": 0, "verdicts": ["valid", "valid", "region-not-enabled"]},
        {"source": "regional", "held_by": 0, "verdicts": ["valid", "valid", "region-not-enabled"]},
    ]});
    assert_eq!(a["matrix"], expected);
    assert_eq!(a["digest"].as_str().unwrap().len(), 16);
}

#[test]
fn a_principal_says_its_name_its_endpoint_and_what_is_left() {
    let json = snapshot_at(5);
    let principals = json["worlds"][0]["principals"].as_array().unwrap();
    let names: Vec<&str> = principals.iter().map(|principal| principal["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["etl/1", "etl/2", "web"]);
    let etl = &principals[0];
    assert_eq!((&etl["endpoint"], &etl["served_in"]), (&json!("sts.amazonaws.com"), &json!("us-east-1")));
    let expected = json!([{"region": "ap-northeast-1", "state": "healthy", "verdict": "valid"}]);
    assert_eq!((&etl["state"], &etl["targets"]), (&json!("healthy"), &expected));
    let left = |key: &str| etl[key].as_u64().unwrap();
    assert_eq!(left("until_expiry_ms") - left("until_cutoff_ms"), 600_000, "boto3 raises ten minutes before expiry");
    let web = &principals[2];
    assert!(web["endpoint"].is_null(), "it calls no STS");
    let delivered = web["until_expiry_ms"].as_u64().unwrap();
    assert!((1..=6 * 3_600_000).contains(&delivered), "AWS delivers for six hours, as is assumed: {delivered}");
}

#[test]
fn the_same_moment_gives_the_same_bytes() {
    assert_eq!(snapshot_at(47).to_string(), snapshot_at(47).to_string());
}
