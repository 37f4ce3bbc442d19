//! A run as JSON for programs: the snapshot at its end, and what happened on the way.
//! The shape is described in docs/cli.md; nothing is computed here that the player has not.

use serde_json::{Map, Value, json};
use sts_atlas_player::{Bucket, LocalizedText, Outcome, Player, WorldId};
use sts_atlas_sim::{SimTime, State};

use crate::names::{failure_name, state_name};
use crate::snapshot_json::{millis, minutes, snapshot_json};

/// Writes the snapshot at the playhead, faults and posts, and for both worlds what they came to.
pub fn run_json(player: &Player) -> Value {
    let mut json = snapshot_json(&player.snapshot(), player.recording());
    json["faults"] = faults(player);
    json["flags"] = player
        .recording()
        .scenario
        .flags
        .iter()
        .map(|flag| json!({ "at_ms": millis(flag.at), "approximate": flag.approximate, "text": text(&flag.text) }))
        .collect();
    for id in WorldId::BOTH {
        let outcome = player.outcome(id);
        let world = &mut json["worlds"][id.index()];
        world["failures"] = failures(&outcome);
        world["first_stall"] = first(player, id, outcome.first_stall);
        world["first_error"] = first(player, id, outcome.first_error);
        world["worst"] =
            outcome.worst.map(|worst| json!({ "at_ms": millis(worst.at), "impaired": worst.impaired })).into();
        world["cannot_renew_peak"] = outcome.peak_cannot_renew.into();
        world["places"] = places(&outcome);
        world["history"] = history(player, id);
    }
    json
}

fn faults(player: &Player) -> Value {
    let schedule = player.recording().fault_schedule();
    let offered = player.recording().scenario.faults.iter().zip(schedule.faults());
    let faults = offered.map(|(offered, (_, windows))| {
        let windows = windows.iter().map(|window| {
            let end = (window.end != SimTime::NEVER).then(|| millis(window.end));
            json!({ "start_ms": millis(window.start), "end_ms": end })
        });
        json!({
            "title": text(&offered.title),
            "assumed": offered.assumed,
            "approximate": { "start": offered.approximate.start, "end": offered.approximate.end },
            "windows": windows.collect::<Vec<_>>(),
        })
    });
    faults.collect()
}

fn text(text: &LocalizedText) -> Value {
    json!({ "en": text.en, "ja": text.ja })
}

/// By kind of service, then by how they failed; only what happened.
fn failures(outcome: &Outcome) -> Value {
    let mut by_service: Map<String, Value> = Map::new();
    for &(service, failure, count) in &outcome.failures {
        by_service.entry(service.id()).or_insert_with(|| json!({}))[failure_name(failure)] = count.into();
    }
    Value::Object(by_service)
}

fn first(player: &Player, id: WorldId, first: Option<(SimTime, u32)>) -> Value {
    first.map(|(at, index)| json!({ "at_ms": millis(at), "principal": player.principal_name(id, index) })).into()
}

fn places(outcome: &Outcome) -> Value {
    let places = outcome.by_place.iter().map(|place| {
        json!({
            "place": place.place.code(),
            "principals": place.principals,
            "stopped": place.stopped,
            "minutes_lost": minutes(place.lost),
        })
    });
    places.collect()
}

fn history(player: &Player, id: WorldId) -> Value {
    let (here, calm) = (player.history(id), player.history_without_fault(id));
    let shown = here.buckets_until(player.playhead());
    let all = |read: fn(&Bucket) -> u64| shown.iter().map(read).collect::<Vec<u64>>();
    json!({
        "bucket_ms": here.width().0 / 1_000,
        "succeeded": all(|bucket| bucket.succeeded),
        "failed": all(|bucket| bucket.failed),
        "states": states(shown),
        "states_without_fault": states(calm.buckets_until(player.playhead())),
    })
}

fn states(buckets: &[Bucket]) -> Value {
    let row = |state: State| buckets.iter().map(|bucket| bucket.states.of(state)).collect::<Vec<u32>>();
    Value::Object(State::ALL.into_iter().map(|state| (state_name(state).to_owned(), row(state).into())).collect())
}
