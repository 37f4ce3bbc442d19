//! How fast the engine is natively; run by `cargo xtask bench`, one `name value` per line.
//! Which runs there are is said in `Task`; what is run stands in the modules.
#![allow(clippy::print_stdout, reason = "a program for the terminal")]

mod day;
mod growth;
mod hot;
mod measured;
mod rivals;

use std::error::Error;
use std::path::{Path, PathBuf};

use sts_atlas_intake::scenario::read_toml;
use sts_atlas_player::Scenario;

const USAGE: &str = "\
cargo bench --package sts-atlas-lessons -- TASK [--quick]
  day [FOLDER]   a day with a thousand principals, and jumps in time; packed scenes go into FOLDER
  growth         speed and memory by number of principals and by simulated time
  hot            a thousand principals for some minutes, for counting instructions
  rivals FILE    world A of the day, and the day itself as benches/rivals reads it";

/// What to measure.
enum Task {
    Day { folder: Option<PathBuf> },
    Growth,
    Hot,
    Rivals { workload: PathBuf },
}

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds `--bench`.
    let (flags, words): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let effort = if flags.iter().any(|flag| flag == "--quick") { Effort::Quick } else { Effort::Whole };
    match task(&words).ok_or(USAGE)? {
        Task::Day { folder } => day::measure(folder.as_deref(), effort),
        Task::Growth => growth::measure(effort),
        Task::Hot => hot::run(),
        Task::Rivals { workload } => rivals::measure(&workload, effort),
    }
}

fn task(words: &[String]) -> Option<Task> {
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] | ["day"] => Some(Task::Day { folder: None }),
        ["day", folder] => Some(Task::Day { folder: Some(PathBuf::from(folder)) }),
        ["growth"] => Some(Task::Growth),
        ["hot"] => Some(Task::Hot),
        ["rivals", workload] => Some(Task::Rivals { workload: PathBuf::from(workload) }),
        _ => None,
    }
}

/// How much is run: all of it for figures, or little, to see that it works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effort {
    Whole,
    Quick,
}

impl Effort {
    /// Runs of one thing; the fastest counts, as a busy machine only ever adds time.
    const fn runs(self) -> usize {
        match self {
            Self::Whole => 5,
            Self::Quick => 1,
        }
    }
}

fn scene(id: &str) -> Result<Scenario, Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("content/scenes/{id}.toml"));
    let name = path.display().to_string();
    let reading = read_toml(&name, &std::fs::read_to_string(&path)?);
    let issues = || format!("{:?}", reading.issues);
    reading.scenario.ok_or_else(|| issues().into())
}
