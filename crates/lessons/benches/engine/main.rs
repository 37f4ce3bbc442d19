//! How fast the engine is natively: `cargo bench --package sts-atlas-lessons [-- FOLDER]` prints one figure per line.
//! With a folder, the scenes go there as packed bytes, for the same runs in WebAssembly (`examples/engine_bench.rs`).
#![allow(clippy::print_stdout, reason = "a program for the terminal")]

mod measured;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use measured::{Jumps, run};
use sts_atlas_intake::pack;
use sts_atlas_intake::scenario::read_toml;
use sts_atlas_player::{Recording, Scenario};

/// Runs of the whole scene; the fastest counts, as a busy machine only ever adds time.
const RUNS: usize = 5;
/// Jumps in time.
const JUMPS: usize = 400;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds `--bench`.
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).map(PathBuf::from);
    let (day, storm) = (scene("bench-day")?, scene("2024-08-29")?);
    if let Some(folder) = &folder {
        std::fs::create_dir_all(folder)?;
        for scenario in [&day, &storm] {
            std::fs::write(folder.join(format!("{}.scene", scenario.id)), pack(scenario))?;
        }
    }
    whole_scene(day);
    jumps(storm);
    Ok(())
}

fn scene(id: &str) -> Result<Scenario, Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("content/scenes/{id}.toml"));
    let name = path.display().to_string();
    let reading = read_toml(&name, &std::fs::read_to_string(&path)?);
    let issues = || reading.issues.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    reading.scenario.ok_or_else(|| issues().into())
}

fn whole_scene(scenario: Scenario) {
    let recording = Recording::new(Arc::new(scenario));
    let mut fastest = Duration::MAX;
    let mut last = run(&recording);
    for _ in 0..RUNS {
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

fn jumps(scenario: Scenario) {
    let mut jumps = Jumps::new(scenario);
    let mut digest = 0_u64;
    let mut took: Vec<Duration> = (0..JUMPS)
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
