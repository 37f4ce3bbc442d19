//! What to play and up to where: the options that every command has which plays, and the recording they lead to.
//! Reads files; simulates nothing itself.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use sts_atlas_facts::{Date, Micros, UtcInstant};
use sts_atlas_intake::scenario::{Reading, is_modelled, read_file, read_json, read_toml};
use sts_atlas_intake::{Expected, decode, parse_span, parse_utc};
use sts_atlas_player::{Command, Player, Recording, Scenario};
use sts_atlas_sim::{Seed, SimTime};
use sts_atlas_words::{Lang, file_not_utf8, file_unreadable, issue, link_not_opened, scene_not_opened};

use crate::command::{Group, Operand, Opt, Values};
use crate::failure::Failure;
use crate::given::{Given, wanted};

/// What to play.
pub const SOURCE: Group = Group {
    title: "What to play (exactly one)",
    operands: &[Operand {
        name: "FILE",
        values: Values::File,
        most: 1,
        about: "A scenario file: .json is JSON, anything else TOML; - reads standard input",
    }],
    options: &[&SCENE, &LINK],
};

const SCENE: Opt = Opt {
    long: "scene",
    short: None,
    value: Some(("ID", Values::Scene)),
    about: "A scene of the app, for example 2024-08-29",
};

const LINK: Opt = Opt {
    long: "link",
    short: None,
    value: Some(("TEXT", Values::Any)),
    about: "A share link's text, with the changes in it",
};

/// Where to stop.
pub const UNTIL: Opt = Opt {
    long: "until",
    short: None,
    value: Some(("TIME", Values::Any)),
    about: "Stop there: an offset (47m, 1h58m, 2820000000us) or UTC (2024-08-29T09:00:00Z); default: the end",
};

/// Luck.
pub const SEED: Opt = Opt {
    long: "seed",
    short: None,
    value: Some(("N", Values::Any)),
    about: "Luck, 0 to 9007199254740991; default: the scenario's",
};

/// Which day's rules.
pub const AS_OF: Opt = Opt {
    long: "as-of",
    short: None,
    value: Some(("DAY", Values::Any)),
    about: "The day whose AWS rules apply, in both worlds; default: the scenario's",
};

/// Opens what was asked for and plays it up to where was asked for.
///
/// # Errors
/// What cannot be read, and a time outside the scenario.
pub fn play(given: &Given, until: &Opt) -> Result<Player, Failure> {
    let moment = moment(given, until)?;
    let recording = open(given)?;
    let stop = stop(moment, &recording.scenario)?;
    let mut player = Player::new(recording);
    player.apply(Command::Seek(stop));
    player.settle();
    Ok(player)
}

/// Opens what was asked for, with the luck and the day that were asked for.
///
/// # Errors
/// What cannot be read, and options that make no sense.
pub fn open(given: &Given) -> Result<Recording, Failure> {
    // Options first: a typing error should not wait for a file.
    let seed = given.number(&SEED, 0, Seed::MAX)?.and_then(|seed| Seed::new(seed).ok());
    let as_of = as_of(given)?;
    let lang = given.lang();
    let mut recording = match (given.operands(), given.text(&SCENE), given.text(&LINK)) {
        ([path], None, None) => taken(lang, read_scenario(lang, Path::new(path))?)?,
        ([], Some(id), None) => {
            let scene = sts_atlas_lessons::load(id).map_err(|error| Failure::input(scene_not_opened(lang, &error)))?;
            Recording::new(Arc::new(scene))
        }
        ([], None, Some(link)) => decode(link.trim(), &sts_atlas_lessons::find)
            .map_err(|error| Failure::input(link_not_opened(lang, &error)))?,
        _ => {
            let wanted = "exactly one of <FILE>, --scene <ID> and --link <TEXT>";
            return Err(Failure::Usage(format!("`{}` needs {wanted}", given.command.name)));
        }
    };
    recording.edits.seed = seed.or(recording.edits.seed);
    recording.edits.as_of = as_of.or(recording.edits.as_of);
    Ok(recording)
}

fn as_of(given: &Given) -> Result<Option<Date>, Failure> {
    let day = given.parsed(&AS_OF, &wanted(&Expected::Day), |text| Date::parse(text).ok())?;
    given.parsed(&AS_OF, &wanted(&Expected::ModelledDay), |_| day.filter(|day| is_modelled(*day)))
}

/// Reads a scenario file; `-` is standard input, where JSON is known by its first sign.
///
/// # Errors
/// A file that cannot be read, or is not UTF-8.
pub fn read_scenario(lang: Lang, path: &Path) -> Result<Reading, Failure> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    let read = match name.as_str() {
        "-" => std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes),
        _ => std::fs::read(path),
    };
    let bytes = read.map_err(|error| Failure::input(file_unreadable(lang, &name, error)))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| Failure::input(file_not_utf8(lang, &name, error.utf8_error().valid_up_to())))?;
    Ok(match name.as_str() {
        "-" if text.trim_start().starts_with('{') => read_json(&name, &text),
        "-" => read_toml(&name, &text),
        _ => read_file(&name, &text),
    })
}

/// The scenario, with notes on standard error; or all issues as a failure.
fn taken(lang: Lang, reading: Reading) -> Result<Recording, Failure> {
    let lines: Vec<String> = reading.issues.iter().map(|said| issue(lang, said)).collect();
    let Some(scenario) = reading.scenario else { return Err(Failure::Input(lines)) };
    let mut errors = std::io::stderr().lock();
    for line in lines {
        // A note nobody can be told changes nothing about the result.
        let _ = writeln!(errors, "{line}");
    }
    Ok(Recording::new(Arc::new(scenario)))
}

/// A time as it is given: an offset from the start, or an instant.
#[derive(Clone, Copy, Debug)]
pub enum Moment {
    Offset(Micros),
    Utc(UtcInstant),
}

/// The time given, if there is one.
///
/// # Errors
/// What is no time.
pub fn moment(given: &Given, option: &Opt) -> Result<Option<Moment>, Failure> {
    given.parsed(option, &wanted(&Expected::Moment), |text| {
        let offset = parse_span(text).map(Moment::Offset);
        offset.or_else(|_| parse_utc(text).map(Moment::Utc)).ok()
    })
}

/// That time in a scenario; the end where none was given.
///
/// # Errors
/// A time outside the scenario.
pub fn stop(moment: Option<Moment>, scenario: &Scenario) -> Result<SimTime, Failure> {
    let end = SimTime::START.plus(scenario.length);
    let at = match moment {
        None => Some(end),
        Some(Moment::Offset(offset)) => Some(SimTime(offset.0)),
        Some(Moment::Utc(instant)) => u64::try_from(instant.0.saturating_sub(scenario.start.0)).ok().map(SimTime),
    };
    at.filter(|&at| at <= end).ok_or_else(|| {
        let (first, last) = (scenario.start, scenario.start.plus_micros(scenario.length.0));
        Failure::Usage(format!("the time asked for is outside the scenario, which runs from {first} to {last}"))
    })
}
