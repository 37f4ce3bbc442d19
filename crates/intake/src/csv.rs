//! What the page exports for a spreadsheet: one line per span of time and world, and one per finished request.
//! Names and units are in the first line; nothing is computed here that the player has not.

use std::fmt::Write as _;

use sts_atlas_player::{Player, WorldId};
use sts_atlas_sim::{Outcome, SimTime, State};

use crate::names::{failure_name, state_name};

/// Requests and states over time, up to the playhead: a line per span and world.
pub fn history_csv(player: &Player) -> String {
    let mut csv = String::from("utc,world,succeeded,failed");
    for state in State::ALL {
        let _ = write!(csv, ",{}", state_name(state));
    }
    csv.push('\n');
    for world in WorldId::BOTH {
        let history = player.history(world);
        for (index, bucket) in history.buckets_until(player.playhead()).iter().enumerate() {
            let utc = utc(player, history.end_of(index));
            let _ = write!(csv, "{utc},{},{},{}", world.letter(), bucket.succeeded, bucket.failed);
            for state in State::ALL {
                let _ = write!(csv, ",{}", bucket.states.of(state));
            }
            csv.push('\n');
        }
    }
    csv
}

/// The last finished requests of both worlds, newest first.
pub fn requests_csv(player: &Player) -> String {
    let mut csv = String::from("began,ended_after_ms,world,principal,service,from,to,attempt,outcome\n");
    for world in WorldId::BOTH {
        for record in player.recent(world) {
            let name = player.principal_name(world, record.principal).unwrap_or_default();
            let route = player.world(world).route(record.route);
            let (from, to) = route.map_or(("", ""), |(from, to, _)| (from.code(), to.code()));
            let outcome = match record.outcome {
                Outcome::Issued(_) => "issued",
                Outcome::Served => "served",
                Outcome::Failed(failure) => failure_name(failure),
            };
            let took = record.took().0 / 1_000;
            let (began, service) = (utc(player, record.began), record.service.id());
            let (letter, attempt) = (world.letter(), record.attempt);
            let _ = writeln!(
                csv,
                "{began},{took},{letter},{},{service},{},{to},{attempt},{outcome}",
                field(&name),
                field(from)
            );
        }
    }
    csv
}

fn utc(player: &Player, at: SimTime) -> String {
    player.recording().scenario.start.plus_micros(at.0).to_string()
}

/// A name a scenario's author chose, so that it stays one field and no spreadsheet takes it for a formula.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let plain = !formula && !text.contains([',', '"', '\n', '\r']);
    if plain {
        return text.to_owned();
    }
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_one_field_and_is_no_formula() {
        let rows = [
            ("etl/2", "etl/2"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("=1+1", "\"'=1+1\""),
            ("-x", "\"'-x\""),
        ];
        for (name, expected) in rows {
            assert_eq!(field(name), expected);
        }
    }
}
