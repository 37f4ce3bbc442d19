//! `run`: opens a scenario, plays it to a time, hands what is true then to the printer.
//! Reads files; simulates nothing itself.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use sts_atlas_intake::scenario::{Reading, read_file, read_json, read_toml};
use sts_atlas_intake::{decode, snapshot_json};
use sts_atlas_player::{Command, Player, Recording, Scenario};
use sts_atlas_sim::SimTime;

use crate::arguments::{RunArguments, Source, Until};
use crate::failure::Failure;
use crate::report::report;

/// Plays and prints.
pub fn run(arguments: &RunArguments) -> Result<(), Failure> {
    let player = play(arguments)?;
    let snapshot = player.snapshot();
    let text = if arguments.json {
        format!("{:#}\n", snapshot_json(&snapshot, player.recording()))
    } else {
        report(&snapshot, player.recording())
    };
    std::io::stdout().lock().write_all(text.as_bytes()).map_err(Failure::from_output)
}

/// Opens what was asked for and plays it up to where was asked for.
pub fn play(arguments: &RunArguments) -> Result<Player, Failure> {
    let mut recording = open(&arguments.source)?;
    recording.edits.seed = arguments.seed.or(recording.edits.seed);
    recording.edits.as_of = arguments.as_of.or(recording.edits.as_of);
    let until = stop(&recording.scenario, arguments.until)?;
    let mut player = Player::new(recording);
    player.apply(Command::Seek(until));
    player.settle();
    Ok(player)
}

fn open(source: &Source) -> Result<Recording, Failure> {
    match source {
        Source::Scene(id) => {
            let scenario = sts_atlas_lessons::load(id).map_err(Failure::input)?;
            Ok(Recording::new(Arc::new(scenario)))
        }
        Source::Link(text) => decode(text.trim(), &sts_atlas_lessons::find).map_err(Failure::input),
        Source::File(path) if path == Path::new("-") => {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| Failure::input(format!("-: {error}")))?;
            let text = text_of("-", bytes)?;
            let is_json = text.trim_start().starts_with('{');
            taken(if is_json { read_json("-", &text) } else { read_toml("-", &text) })
        }
        Source::File(path) => {
            let name = path.display().to_string();
            let bytes = std::fs::read(path).map_err(|error| Failure::input(format!("{name}: {error}")))?;
            let text = text_of(&name, bytes)?;
            taken(read_file(&name, &text))
        }
    }
}

fn text_of(name: &str, bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes)
        .map_err(|error| Failure::input(format!("{name}: not UTF-8 from byte {} on", error.utf8_error().valid_up_to())))
}

/// The scenario, with notes on standard error; or all issues as a failure.
fn taken(reading: Reading) -> Result<Recording, Failure> {
    let lines: Vec<String> = reading.issues.iter().map(ToString::to_string).collect();
    let Some(scenario) = reading.scenario else { return Err(Failure::Input(lines)) };
    let mut errors = std::io::stderr().lock();
    for line in lines {
        // A note nobody can be told changes nothing about the result.
        let _ = writeln!(errors, "{line}");
    }
    Ok(Recording::new(Arc::new(scenario)))
}

fn stop(scenario: &Scenario, until: Option<Until>) -> Result<SimTime, Failure> {
    let end = SimTime::START.plus(scenario.length);
    let at = match until {
        None => Some(end),
        Some(Until::Offset(offset)) => Some(SimTime(offset.0)),
        Some(Until::Utc(instant)) => u64::try_from(instant.0.saturating_sub(scenario.start.0)).ok().map(SimTime),
    };
    at.filter(|&at| at <= end).ok_or_else(|| {
        let (first, last) = (scenario.start, scenario.start.plus_micros(scenario.length.0));
        Failure::Usage(format!("the time asked for is outside the scenario, which runs from {first} to {last}"))
    })
}
