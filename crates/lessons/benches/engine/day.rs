//! A day with a thousand principals from start to end, and jumps in time in the first scene.
//! The same runs in WebAssembly: `examples/engine_bench.rs` with `e2e/bench/engine.mjs`.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sts_atlas_intake::pack;
use sts_atlas_player::{Recording, Scenario};

use crate::Effort;
use crate::measured::{Jumps, run};

/// Prints the figures; packed scenes go into the folder, for the same runs in WebAssembly.
pub fn measure(folder: Option<&Path>, effort: Effort) -> Result<(), Box<dyn Error>> {
    let (day, storm) = (crate::scene("bench-day")?, crate::scene("2024-08-29")?);
    if let Some(folder) = folder {
        std::fs::create_dir_all(folder)?;
        for scenario in [&day, &storm] {
            std::fs::write(folder.join(format!("{}.scene", scenario.id)), pack(scenario))?;
        }
    }
    whole_scene(day, effort);
    jumps(storm, effort);
    Ok(())
}

fn whole_scene(scenario: Scenario, effort: Effort) {
    let recording = Recording::new(Arc::new(scenario));
    let mut fastest = Duration::MAX;
    let mut last = run(&recording);
    for _ in 0..effort.runs() {
        let begin = Instant::now();
        last = run(&recording);
        fastest = fastest.min(begin.elapsed());
    }
    println!("events {}", last.events);
    println!("events_per_second {:.0}", last.events as f64 / fastest.as_secs_f64());
    println!("digest {:016x}{:016x}", last.digests[0], last.digests[1]);
    let [after_an_hour, at_the_end] = last.checkpoint_bytes;
    println!("checkpoint_bytes_of_1000_after_1_h {after_an_hour}");
    println!("checkpoint_bytes_of_1000_after_24_h {at_the_end}");
}

fn jumps(scenario: Scenario, effort: Effort) {
    let mut jumps = Jumps::new(scenario);
    let mut digest = 0_u64;
    let mut took: Vec<Duration> = (0..80 * effort.runs())
        .map(|_| {
            let begin = Instant::now();
            let there = jumps.jump();
            let took = begin.elapsed();
            digest = digest.rotate_left(1) ^ there;
            took
        })
        .collect();
    took.sort_unstable();
    let quantile = |percent: usize| took[(took.len() - 1) * percent / 100].as_secs_f64() * 1_000.0;
    println!("seek_ms_p50 {:.3}", quantile(50));
    println!("seek_ms_p95 {:.3}", quantile(95));
    println!("seek_digest {digest:016x}");
    println!("checkpoint_bytes_of_30 {}", jumps.checkpoint_bytes());
}
