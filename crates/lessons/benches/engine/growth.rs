//! How time and memory grow: with the number of principals, and with simulated time.
//! Prints `…_events_per_second`, `…_events` and `…_checkpoint_bytes` for each size; nothing is judged here.

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sts_atlas_facts::Micros;
use sts_atlas_player::{Recording, Scenario, WorldId};
use sts_atlas_sim::{SimTime, World};

use crate::Effort;
use crate::measured::advance;

/// A tenth, once and ten times the principals of the benchmark's day.
const PRINCIPALS: [u32; 3] = [100, 1_000, 10_000];
/// All of them before the day's first fault.
const SPAN_HOURS: u64 = 6;
const HOURS: [u64; 3] = [1, 6, 24];

/// One size, measured.
struct Grown {
    events: u64,
    took: Duration,
    checkpoint_bytes: usize,
}

/// Prints the figures of world A.
pub fn measure(effort: Effort) -> Result<(), Box<dyn Error>> {
    let day = crate::scene("bench-day")?;
    let span = if effort == Effort::Quick { 1 } else { SPAN_HOURS };
    for principals in PRINCIPALS {
        let recording = Recording::new(Arc::new(with_principals(&day, principals)));
        print(&format!("principals_{principals}"), &fastest(&recording, span, effort));
    }
    let recording = Recording::new(Arc::new(day));
    for hours in HOURS {
        print(&format!("hours_{hours}"), &fastest(&recording, hours, effort));
    }
    Ok(())
}

/// The day with its groups so much larger or smaller; all counts of a thousand are multiples of ten.
fn with_principals(day: &Scenario, principals: u32) -> Scenario {
    let mut scenario = day.clone();
    for group in scenario.worlds.iter_mut().flat_map(|world| &mut world.spec.principals) {
        group.count = group.count * principals / 1_000;
    }
    scenario
}

fn fastest(recording: &Recording, hours: u64, effort: Effort) -> Grown {
    let runs = (0..effort.runs()).map(|_| grow(recording, hours));
    runs.min_by_key(|grown| grown.took).unwrap_or_else(|| grow(recording, hours))
}

fn grow(recording: &Recording, hours: u64) -> Grown {
    let schedule = Arc::new(recording.fault_schedule());
    let mut world = World::new(&recording.world_spec(WorldId::A), recording.seed(), schedule);
    let begin = Instant::now();
    advance(&mut world, SimTime(Micros::from_minutes(60 * hours).0));
    let took = begin.elapsed();
    Grown { events: world.metrics().events, took, checkpoint_bytes: world.checkpoint_bytes() }
}

fn print(size: &str, grown: &Grown) {
    println!("{size}_events {}", grown.events);
    println!("{size}_events_per_second {:.0}", grown.events as f64 / grown.took.as_secs_f64());
    println!("{size}_checkpoint_bytes {}", grown.checkpoint_bytes);
}
