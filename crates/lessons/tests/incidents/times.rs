//! What scenes say about times, against the facts: every flag and every window of an incident equals its row.
//! What the replay makes of it stands in the other files.

use std::collections::BTreeSet;

use serde_json::Value;
use sts_atlas_player::{Approximate, Scenario};
use sts_atlas_sim::{Fault, ServerEffect, SimTime, Zones};

use crate::replay::{moment, scene};

/// Scenes and the incident they are about. Bahrain has two: March, and the end of April.
const SCENES: [(&str, &str); 8] = [
    ("2024-08-29", "2024-08-29-backbone"),
    ("2025-10-20", "2025-10-20-dynamodb-dns"),
    ("2021-12-07", "2021-12-07-internal-network"),
    ("2023-06-13", "2023-06-13-lambda-cell"),
    ("2026-03-01", "2026-03-01-me-central-1"),
    ("2026-03-02", "2026-03-02-me-south-1"),
    ("2026-04-30", "2026-03-02-me-south-1"),
    ("2026-05-07", "2026-05-07-use1-az4"),
];
/// No STS, IAM or sign-in was named in these.
const LEFT_OUT: [&str; 2] = ["2020-11-25-kinesis", "2017-02-28-s3"];

fn incidents() -> Vec<Value> {
    serde_json::from_str(include_str!("../../../facts/data/incidents.json")).unwrap()
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap()
}

fn incident(id: &str) -> Value {
    incidents().into_iter().find(|incident| text(incident, "id") == id).unwrap_or_else(|| panic!("no incident {id}"))
}

/// The sort of fault in the facts that a fault of a scene stands for.
fn sort_of(fault: &Fault) -> Option<&'static [&'static str]> {
    match fault {
        Fault::Path { .. } => Some(&["link_cut"]),
        Fault::Sts { effect: ServerEffect::Errors { .. }, .. } => Some(&["sts_regional_error", "region_cp_degraded"]),
        Fault::Sts { effect: ServerEffect::Slow { .. }, .. } => Some(&["sts_regional_latency"]),
        Fault::IamControlPlane { .. } => Some(&["iam_cp_degraded"]),
        Fault::SignIn { .. } => Some(&["signin_down"]),
        Fault::IamDataPlane { zones: Zones::One, .. } => Some(&["az_down"]),
        Fault::Region { .. } => Some(&["region_down"]),
        _ => None,
    }
}

/// Sorts of faults that this model has a fault for.
const MODELED: [&str; 7] = [
    "link_cut",
    "sts_regional_error",
    "sts_regional_latency",
    "iam_cp_degraded",
    "signin_down",
    "az_down",
    "region_down",
];

fn end_of(scenario: &Scenario, fault: &Value) -> SimTime {
    fault["end"].as_str().map_or(SimTime::NEVER, |end| moment(scenario, end))
}

/// Whether a row's time is known well.
fn is_sure(row: &Value) -> bool {
    text(row, "confidence") == "high" && !text(row, "fact").contains("(approx.)")
}

/// Whether a time of an incident lies within a scene.
fn is_within(scenario: &Scenario, utc: &str) -> bool {
    let start = scenario.start.to_string();
    utc >= &start[..16] && moment(scenario, utc).0 < scenario.length.0
}

#[test]
fn every_incident_is_a_scene_or_left_out_for_a_reason() {
    let known: BTreeSet<String> = incidents().iter().map(|incident| text(incident, "id").to_owned()).collect();
    let told = SCENES.iter().map(|scene| scene.1).chain(LEFT_OUT).map(str::to_owned).collect();
    assert_eq!(known, told);
    let model = include_str!("../../../../docs/model.md");
    for id in LEFT_OUT {
        assert!(model.contains(&id[..10]), "docs/model.md says why {id} is left out");
    }
}

#[test]
fn every_flag_is_a_row_of_the_incident() {
    for (id, of) in SCENES {
        let (scenario, incident) = (scene(id), incident(of));
        let rows = incident["timeline"].as_array().unwrap();
        let rows: Vec<&Value> =
            rows.iter().filter(|row| !row["tz"].is_null() && is_within(&scenario, text(row, "utc"))).collect();
        assert!(!scenario.flags.is_empty(), "{id}");
        for flag in &scenario.flags {
            let row = rows.iter().find(|row| moment(&scenario, text(row, "utc")) == flag.at);
            let row = row.unwrap_or_else(|| panic!("{id}: no row for {:?}", flag.text.en));
            assert_eq!(flag.approximate, !is_sure(row), "{id}: {:?}", flag.text.en);
        }
    }
}

#[test]
fn every_window_is_one_of_the_incident() {
    for (id, of) in SCENES {
        let (scenario, incident) = (scene(id), incident(of));
        let rows = incident["timeline"].as_array().unwrap();
        let is_sure = |utc: &str| {
            let mut at = rows.iter().filter(|row| text(row, "utc") == utc).peekable();
            at.peek().is_none() || at.any(is_sure)
        };
        for offered in scenario.faults.iter().filter(|offered| !offered.windows.is_empty()) {
            let sorts = sort_of(&offered.fault).unwrap_or_else(|| panic!("{id}: {:?}", offered.fault));
            assert_eq!(offered.windows.len(), 1, "{id}");
            let window = offered.windows[0];
            let faults = incident["faults"].as_array().unwrap();
            let mut rows = faults.iter().filter(|fault| sorts.contains(&text(fault, "type")));
            let row = rows.find(|fault| {
                is_within(&scenario, text(fault, "start"))
                    && (moment(&scenario, text(fault, "start")), end_of(&scenario, fault)) == (window.start, window.end)
            });
            let row = row.unwrap_or_else(|| panic!("{id}: no such window: {:?}", offered.title.en));
            let notes = |words: &str| row["note"].as_str().is_some_and(|note| note.contains(words));
            // A time that nobody gives is no rough one: what the replay takes for it is assumed.
            assert!(offered.assumed || !(notes("not public") || notes("assumed")), "{id}: {:?}", offered.title.en);
            let start = !is_sure(text(row, "start"));
            let end = row["end"].as_str().is_some_and(|end| !is_sure(end));
            assert_eq!(offered.approximate, Approximate { start, end }, "{id}: {:?}", offered.title.en);
        }
    }
}

#[test]
fn every_fault_of_an_incident_that_the_model_knows_is_in_a_scene() {
    for incident in incidents() {
        let scenes: Vec<_> =
            SCENES.iter().filter(|scene| scene.1 == text(&incident, "id")).map(|told| scene(told.0)).collect();
        if scenes.is_empty() {
            continue;
        }
        let faults = incident["faults"].as_array().unwrap();
        for fault in faults.iter().filter(|fault| MODELED.contains(&text(fault, "type"))) {
            let told = scenes.iter().filter(|scenario| is_within(scenario, text(fault, "start"))).any(|scenario| {
                let span = (moment(scenario, text(fault, "start")), end_of(scenario, fault));
                let spans = scenario.faults.iter().flat_map(|offered| &offered.windows);
                spans.into_iter().any(|window| (window.start, window.end) == span)
            });
            assert!(told, "{}: {fault}", text(&incident, "id"));
        }
    }
}

#[test]
fn what_is_assumed_is_said_so() {
    for (id, _) in SCENES {
        for offered in &scene(id).faults {
            assert!(!offered.assumed || offered.note.is_some() || id == "2024-08-29", "{id}: {:?}", offered.title.en);
        }
    }
}
