//! The engine's loop alone, for counting instructions: `counted` is what callgrind switches itself on for.
//! Everything before it — reading, compiling the plan, warming up — is left out.

use std::error::Error;
use std::sync::Arc;

use sts_atlas_facts::Micros;
use sts_atlas_player::{Recording, WorldId};
use sts_atlas_sim::{SimTime, World};

use crate::measured::advance;

/// By then every job has run and every queue has its usual length.
const FROM_MINUTES: u64 = 10;
const TO_MINUTES: u64 = 40;

/// Runs the loop and prints how many events it handled.
pub fn run() -> Result<(), Box<dyn Error>> {
    let recording = Recording::new(Arc::new(crate::scene("bench-day")?));
    let schedule = Arc::new(recording.fault_schedule());
    let mut world = World::new(&recording.world_spec(WorldId::A), recording.seed(), schedule);
    advance(&mut world, minutes(FROM_MINUTES));
    let before = world.metrics().events;
    counted(&mut world);
    println!("counted_events {}", world.metrics().events - before);
    Ok(())
}

/// The name is known to `crates/xtask/src/bench/instructions.rs`.
#[inline(never)]
fn counted(world: &mut World) {
    advance(world, minutes(TO_MINUTES));
}

const fn minutes(count: u64) -> SimTime {
    SimTime(Micros::from_minutes(count).0)
}
