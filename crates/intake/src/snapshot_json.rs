//! A snapshot as JSON for programs: stable names, integers wherever the simulator has integers.
//! The shape is described in docs/cli.md; nothing is computed here that the snapshot does not hold.

use crate::names::state_name;
use serde_json::{Value, json};
use sts_atlas_facts::{Micros, Provenance, RegionId};
use sts_atlas_player::{
    Blast, Counts, Difference, LatencyRow, PrincipalDifference, PrincipalSnapshot, Recording, RequestTotals, Snapshot,
    TokenMatrix, TokenSource, WorldSnapshot,
};
use sts_atlas_sim::{Endpoint, ServiceKind, SimTime, State, TokenVerdict};

use crate::change_json::change_json;

/// Writes what is true at the playhead, for both worlds.
pub fn snapshot_json(snapshot: &Snapshot, recording: &Recording) -> Value {
    let worlds = snapshot.worlds.iter().zip(&recording.scenario.worlds);
    json!({
        "scenario": recording.scenario.id,
        "now_ms": millis(snapshot.now),
        "utc": snapshot.utc.to_string(),
        "as_of": snapshot.as_of.to_string(),
        "seed": snapshot.seed.get(),
        "differences": differences(&snapshot.differences),
        "worlds": worlds.map(|(world, setup)| self::world(world, &setup.label.en, recording)).collect::<Vec<_>>(),
    })
}

fn differences(differences: &[PrincipalDifference]) -> Value {
    let count = |fits: fn(&Difference) -> bool| differences.iter().filter(|row| fits(&row.difference)).count();
    json!({
        "changed": count(|difference| matches!(difference, Difference::Changed { .. })),
        "stays_global": count(|difference| matches!(difference, Difference::StaysGlobal)),
        "regional_in_both": count(|difference| matches!(difference, Difference::RegionalInBoth)),
        "no_sts": count(|difference| matches!(difference, Difference::NoStsOfItsOwn)),
    })
}

fn world(world: &WorldSnapshot, label: &str, recording: &Recording) -> Value {
    let spec = recording.world_spec(world.id);
    let mut requests = serde_json::Map::new();
    for totals in world.requests.iter().filter(|totals| totals.service.is_everywhere() || totals.issued > 0) {
        requests.insert(totals.service.id().to_owned(), request_totals(totals));
    }
    json!({
        "label": label,
        "digest": format!("{:016x}", world.digest),
        "events": world.events,
        "principals_total": world.principals.len(),
        "blast": blast(&world.blast),
        "requests": requests,
        "latency": world.latency.iter().filter_map(latency).collect::<Vec<_>>(),
        "matrix": matrix(&world.matrix),
        "principals": world.principals.iter().map(principal).collect::<Vec<_>>(),
        "changes": world.changes.iter().map(|change| change_json(change, &spec)).collect::<Vec<_>>(),
    })
}

fn blast(blast: &Blast) -> Value {
    let by_place = blast.by_place.iter().map(|place| {
        let mut states = [0_u32; State::ALL.len()];
        for (_, state, _) in &place.principals {
            states[*state as usize] += 1;
        }
        json!({
            "place": place.place.code(),
            "impaired": place.impaired,
            "states": states_by_name(|state| states[state as usize]),
        })
    });
    json!({
        "of": blast.states.total(),
        "impaired": blast.harm.of(State::Impaired),
        "draining": blast.harm.of(State::Draining),
        "exposed": blast.harm.of(State::Exposed),
        "unknown": blast.harm.of(State::Unknown),
        "healthy": blast.states.of(State::Healthy),
        "impaired_without_fault": blast.without_fault.of(State::Impaired),
        "kept_working": blast.kept_working(),
        "states": counts(&blast.states),
        "minutes_lost": minutes(blast.lost),
        "by_place": by_place.collect::<Vec<_>>(),
    })
}

fn counts(counts: &Counts) -> Value {
    states_by_name(|state| counts.of(state))
}

fn states_by_name(count: impl Fn(State) -> u32) -> Value {
    let states = State::ALL.into_iter().map(|state| (state_name(state).to_owned(), Value::from(count(state))));
    Value::Object(states.collect())
}

fn request_totals(totals: &RequestTotals) -> Value {
    json!({
        "issued": totals.issued,
        "succeeded": totals.succeeded,
        "failed": totals.failed,
        "no_answer": totals.no_answer,
        "in_flight": totals.in_flight,
    })
}

fn latency(row: &LatencyRow) -> Option<Value> {
    let endpoint = match row.service {
        ServiceKind::StsGlobal => "global",
        ServiceKind::StsRegional => "regional",
        _ => return None,
    };
    Some(json!({
        "endpoint": endpoint,
        "from": row.from.code(),
        "to": row.to.code(),
        "count": row.count,
        "p50_ms": row.p50.map(tenths_of_ms),
        "p95_ms": row.p95.map(tenths_of_ms),
        "no_answer": row.no_answer,
        "provenance": match row.provenance {
            Provenance::Measured => "measured",
            Provenance::Estimated => "estimated",
            Provenance::Assumed => "assumed",
        },
    }))
}

fn matrix(matrix: &TokenMatrix) -> Value {
    let rows = matrix.rows.iter().map(|row| {
        json!({
            "source": match row.source {
                TokenSource::GlobalV1 => "global-v1",
                TokenSource::GlobalV2 => "global-v2",
                TokenSource::Regional => "regional",
            },
            "held_by": row.held_by,
            "verdicts": row.verdicts.iter().map(|verdict| verdict_name(*verdict)).collect::<Vec<_>>(),
        })
    });
    json!({
        "opt_in": matrix.opt_in.iter().map(|region| region.code()).collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
    })
}

fn principal(principal: &PrincipalSnapshot) -> Value {
    let view = &principal.view;
    let targets = view.targets.iter().map(|(region, state, verdict)| {
        json!({ "region": region.code(), "state": state_name(*state), "verdict": verdict_name(*verdict) })
    });
    json!({
        "name": principal.instance_name(),
        "at": view.at.code(),
        "state": state_name(view.state),
        "endpoint": view.endpoint.map(|(endpoint, _): (Endpoint, RegionId)| endpoint.host()),
        "served_in": view.endpoint.map(|(_, serving)| serving.code()),
        "targets": targets.collect::<Vec<_>>(),
        "until_cutoff_ms": view.session.map(|session| session.until_cutoff.0 / 1_000),
        "until_expiry_ms": view.session.map(|session| session.until_expiry.0 / 1_000),
        "first_stall_ms": view.first_stall.map(millis),
        "first_error_ms": view.first_error.map(millis),
        "inactive": view.inactive.is_some(),
    })
}

const fn verdict_name(verdict: TokenVerdict) -> &'static str {
    match verdict {
        TokenVerdict::Valid => "valid",
        TokenVerdict::Refused => "refused",
        TokenVerdict::RegionNotEnabled => "region-not-enabled",
    }
}

pub(crate) const fn millis(time: SimTime) -> u64 {
    time.0 / 1_000
}

/// Minutes with one decimal, rounded half up from whole microseconds.
pub(crate) fn minutes(span: Micros) -> Value {
    one_decimal(span.0, 6_000_000)
}

/// Milliseconds with one decimal, rounded half up from whole microseconds.
fn tenths_of_ms(span: Micros) -> Value {
    one_decimal(span.0, 100)
}

/// Rounds to whole tenths first, so that the decimal is the same on every machine.
fn one_decimal(micros: u64, micros_per_tenth: u64) -> Value {
    let tenths = (micros + micros_per_tenth / 2) / micros_per_tenth;
    Value::from(tenths as f64 / 10.0)
}
