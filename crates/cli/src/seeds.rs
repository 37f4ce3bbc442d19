//! `run --seeds`: the same scenario with many seeds, on all cores; the results in order of the seeds, however many threads.
//! Every run is played by `player`; here its figures are collected and their spread is told.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use serde_json::{Map, Value as Json, json};
use sts_atlas_player::{Command, Outcome, Player, Recording, WorldId};
use sts_atlas_sim::{Seed, SimTime, ordered};
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::command::{JSON, Opt, Values};
use crate::failure::{Failure, print};
use crate::given::Given;
use crate::page::{Setting, hours_in_utc, section, title};
use crate::playing::{SEED, UNTIL, moment, open, stop};
use crate::progress::Progress;
use crate::text::Column::{Numbers, Words};
use crate::text::{indented, table, wrap};

pub const SEEDS: Opt = Opt {
    long: "seeds",
    short: None,
    value: Some(("A..B", Values::Any)),
    about: "Play with every seed from A to B, both included, and print the spread of the figures",
};

pub const THREADS: Opt = Opt {
    long: "threads",
    short: None,
    value: Some(("N", Values::Any)),
    about: "Threads for --seeds, 1 to 256; default: as many as the machine has; the result is the same",
};

pub const PROGRESS: Opt = Opt {
    long: "progress",
    short: None,
    value: None,
    about: "Print progress of --seeds on standard error even where it is no terminal",
};

/// More than anybody waits for.
const MOST_SEEDS: u64 = 1_000_000;

/// What is counted of a run in one world; tenths of a minute where it is time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Figure {
    ImpairedPeak,
    CannotRenewPeak,
    Stopped,
    MinutesLost,
    FailedRequests,
    UntilStall,
    UntilError,
}

const FIGURES: [Figure; 7] = [
    Figure::ImpairedPeak,
    Figure::CannotRenewPeak,
    Figure::Stopped,
    Figure::MinutesLost,
    Figure::FailedRequests,
    Figure::UntilStall,
    Figure::UntilError,
];

/// A run's figures in both worlds, in the order of [`FIGURES`]; `None` where there was none.
type Figures = [[Option<u64>; FIGURES.len()]; 2];

pub fn run_seeds(given: &Given, setting: &Setting) -> Result<(), Failure> {
    if given.has(&SEED) {
        return Err(Failure::Usage("`--seed` and `--seeds` exclude each other".into()));
    }
    let seeds = given.parsed(&SEEDS, &EXPECTED, parse_seeds)?.unwrap_or((0, 0));
    let threads = given.number(&THREADS, 1, 256)?.and_then(|count| usize::try_from(count).ok());
    let moment = moment(given, &UNTIL)?;
    let recording = open(given)?;
    let until = stop(moment, &recording.scenario)?;
    let threads = threads.or_else(|| thread::available_parallelism().ok().map(Into::into)).unwrap_or(1);
    let figures = play_all(&recording, until, seeds, threads, Progress::start(given, seeds.1 - seeds.0 + 1))?;
    if given.has(&JSON) {
        return print(&format!("{:#}\n", to_json(&recording, until, seeds, &figures)));
    }
    print(&to_text(setting, &recording, until, seeds, &figures))
}

const EXPECTED: &str = "a range of up to 1000000 seeds such as 1..100, each at most 9007199254740991";

fn parse_seeds(text: &str) -> Option<(u64, u64)> {
    let (first, last) = text.split_once("..")?;
    let (first, last) = (first.parse::<u64>().ok()?, last.parse::<u64>().ok()?);
    (first <= last && last <= Seed::MAX && last - first < MOST_SEEDS).then_some((first, last))
}

/// Plays all seeds; each thread takes the next one nobody has taken.
fn play_all(
    recording: &Recording,
    until: SimTime,
    (first, last): (u64, u64),
    threads: usize,
    progress: Progress,
) -> Result<Vec<Figures>, Failure> {
    let stopped = Arc::new(AtomicBool::new(false));
    // Without the handler an interruption just ends the process.
    let handler = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&stopped)).ok();
    let next = AtomicU64::new(first);
    let work = || {
        let mut done: Vec<(u64, Figures)> = Vec::new();
        while !stopped.load(Ordering::Relaxed) {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed > last {
                break;
            }
            done.extend(play(recording, seed, until, &stopped).map(|figures| (seed, figures)));
            progress.one_done();
        }
        done
    };
    let mut done: Vec<(u64, Figures)> = Vec::new();
    let wanted = usize::try_from(last - first + 1).unwrap_or(usize::MAX);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.min(wanted)).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            done.extend(worker.join().unwrap_or_default());
        }
    });
    progress.end();
    if let Some(handler) = handler {
        signal_hook::low_level::unregister(handler);
    }
    if done.len() < wanted {
        return Err(Failure::Interrupted(format!("interrupted after {} of {wanted} seeds", done.len())));
    }
    Ok(ordered(done, |(seed, _)| *seed).into_iter().map(|(_, figures)| figures).collect())
}

/// One run; `None` where it was interrupted.
fn play(recording: &Recording, seed: u64, until: SimTime, stopped: &AtomicBool) -> Option<Figures> {
    const EVENTS_AT_ONCE: u64 = 100_000;
    let mut recording = recording.clone();
    recording.edits.seed = Some(Seed::new(seed).ok()?);
    let mut player = Player::new(recording);
    player.apply(Command::Seek(until));
    while player.work(EVENTS_AT_ONCE) {
        if stopped.load(Ordering::Relaxed) {
            return None;
        }
    }
    Some(WorldId::BOTH.map(|id| figures_of(&player.outcome(id))))
}

fn figures_of(outcome: &Outcome) -> [Option<u64>; FIGURES.len()] {
    let tenths = |micros: u64| (micros + 3_000_000) / 6_000_000;
    FIGURES.map(|figure| match figure {
        Figure::ImpairedPeak => Some(u64::from(outcome.worst.map_or(0, |worst| worst.impaired))),
        Figure::CannotRenewPeak => Some(u64::from(outcome.peak_cannot_renew)),
        Figure::Stopped => Some(u64::from(outcome.stopped())),
        Figure::MinutesLost => Some(tenths(outcome.lost().0)),
        Figure::FailedRequests => Some(outcome.failed()),
        Figure::UntilStall => outcome.first_stall.map(|(at, _)| tenths(at.0)),
        Figure::UntilError => outcome.first_error.map(|(at, _)| tenths(at.0)),
    })
}

/// The spread of one figure in one world.
struct Spread {
    least: (u64, u64),
    median: u64,
    p90: u64,
    greatest: (u64, u64),
    /// In how many seeds there was none.
    none: usize,
}

/// Nearest rank; of seeds with the same value the smallest. `None` where no seed has a value.
fn spread(first: u64, values: impl Iterator<Item = Option<u64>>) -> Option<Spread> {
    let all: Vec<(u64, Option<u64>)> = (first..).zip(values).collect();
    let present: Vec<(u64, u64)> = all.iter().filter_map(|&(seed, value)| Some((value?, seed))).collect();
    let sorted: Vec<(u64, u64)> = ordered(present, |&pair| pair);
    let rank = |percent: usize| sorted.get((sorted.len() * percent).div_ceil(100).max(1) - 1).map(|pair| pair.0);
    let (least, last) = (*sorted.first()?, sorted.last()?.0);
    let greatest = *sorted.iter().find(|pair| pair.0 == last)?;
    Some(Spread { least, median: rank(50)?, p90: rank(90)?, greatest, none: all.len() - sorted.len() })
}

impl Figure {
    fn name(self, lang: Lang) -> String {
        match self {
            Self::ImpairedPeak => words::report_impaired_peak(lang),
            Self::CannotRenewPeak => words::report_cannot_renew_peak(lang),
            Self::Stopped => words::report_stopped_ever(lang),
            Self::MinutesLost => words::report_minutes_lost(lang),
            Self::FailedRequests => words::report_requests_failed(lang),
            Self::UntilStall => words::report_until_stall(lang),
            Self::UntilError => words::report_until_error(lang),
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::ImpairedPeak => "impaired_peak",
            Self::CannotRenewPeak => "cannot_renew_peak",
            Self::Stopped => "stopped",
            Self::MinutesLost => "minutes_lost",
            Self::FailedRequests => "failed_requests",
            Self::UntilStall => "first_stall_minutes",
            Self::UntilError => "first_error_minutes",
        }
    }

    const fn is_tenths(self) -> bool {
        matches!(self, Self::MinutesLost | Self::UntilStall | Self::UntilError)
    }

    fn text(self, value: u64) -> String {
        if self.is_tenths() { format!("{}.{}", words::grouped(value / 10), value % 10) } else { words::grouped(value) }
    }

    fn json(self, value: u64) -> Json {
        if self.is_tenths() { Json::from(value as f64 / 10.0) } else { Json::from(value) }
    }
}

fn to_text(
    setting: &Setting,
    recording: &Recording,
    until: SimTime,
    (first, last): (u64, u64),
    all: &[Figures],
) -> String {
    let lang = setting.lang;
    let mut head = vec![String::new(), String::new()];
    let columns = [words::report_least(lang), words::report_median(lang), words::report_p90(lang)];
    head.extend(columns.into_iter().chain([words::report_greatest(lang)]));
    head.extend([String::new()]);
    let mut rows = vec![head];
    for (index, figure) in FIGURES.into_iter().enumerate() {
        for id in WorldId::BOTH {
            let name = if id == WorldId::A { figure.name(lang) } else { String::new() };
            let mut row = vec![name, id.letter().to_owned()];
            match spread(first, all.iter().map(|figures| figures[id.index()][index])) {
                None => row.push(words::report_none(lang)),
                Some(spread) => {
                    let with_seed = |(value, seed): (u64, u64)| format!("{} #{seed}", figure.text(value));
                    row.extend([with_seed(spread.least), figure.text(spread.median), figure.text(spread.p90)]);
                    row.push(with_seed(spread.greatest));
                    if spread.none > 0 {
                        row.push(words::report_never_in(lang, spread.none));
                    }
                }
            }
            rows.push(row);
        }
    }
    let scenario = &recording.scenario;
    let labels = WorldId::BOTH.map(|id| {
        let lead = format!("  {}  ", id.letter());
        indented(&lead, &lang.text(&scenario.worlds[id.index()].label), setting.columns)
    });
    let mut when = vec![hours_in_utc(lang, scenario)];
    if until < recording.end() {
        let until = scenario.start.plus_micros(until.0);
        when.push(words::report_until(lang, format_args!("{} {}", until.date(), words::clock(until))));
    }
    let seeds = [
        words::rules_of(lang, words::date(lang, recording.as_of())),
        words::report_seeds(lang, words::grouped(last - first + 1), first, last),
    ];
    let [when, seeds] = [&when[..], &seeds].map(|facts| wrap(&words::list(lang, facts), setting.columns));
    let columns = [Words, Words, Numbers, Numbers, Numbers, Numbers, Words];
    let table = table(2, setting.columns, &columns, &rows);
    let hint = indented("  ", &words::report_seeds_hint(lang), setting.columns);
    let body = format!("{}\n{table}\n{hint}", labels.concat());
    let title = title(&lang.text(&scenario.title), setting.ascii);
    format!("{title}{when}\n{seeds}\n\n{}", section(setting, &words::report_spread(lang), &body))
}

fn to_json(recording: &Recording, until: SimTime, (first, last): (u64, u64), all: &[Figures]) -> Json {
    let worlds = WorldId::BOTH.map(|id| {
        let mut figures = Map::new();
        for (index, figure) in FIGURES.into_iter().enumerate() {
            let spread = spread(first, all.iter().map(|figures| figures[id.index()][index]));
            let json = spread.map(|spread| {
                let extreme = |(value, seed): (u64, u64)| json!({ "value": figure.json(value), "seed": seed });
                json!({
                    "min": extreme(spread.least),
                    "median": figure.json(spread.median),
                    "p90": figure.json(spread.p90),
                    "max": extreme(spread.greatest),
                    "none": spread.none,
                })
            });
            figures.insert(figure.id().to_owned(), json.into());
        }
        json!({ "label": recording.scenario.worlds[id.index()].label.en, "figures": figures })
    });
    let runs = (first..).zip(all).map(|(seed, figures)| {
        let world = |figures: &[Option<u64>; FIGURES.len()]| -> Map<String, Json> {
            let cells = FIGURES.into_iter().zip(figures);
            cells
                .map(|(figure, value)| (figure.id().to_owned(), value.map(|value| figure.json(value)).into()))
                .collect()
        };
        json!({ "seed": seed, "worlds": figures.iter().map(world).collect::<Vec<_>>() })
    });
    json!({
        "scenario": recording.scenario.id,
        "as_of": recording.as_of().to_string(),
        "until_ms": until.0 / 1_000,
        "first_seed": first,
        "last_seed": last,
        "worlds": worlds,
        "runs": runs.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_names_the_smallest_seed_at_each_end() {
        let values = [Some(5), Some(1), None, Some(9), Some(1), Some(9)];
        let spread = spread(10, values.into_iter()).unwrap();
        assert_eq!((spread.least, spread.greatest), ((1, 11), (9, 13)));
        assert_eq!((spread.median, spread.p90, spread.none), (5, 9, 1));
        assert!(super::spread(0, [None, None].into_iter()).is_none());
    }

    #[test]
    fn a_range_of_seeds_has_both_ends() {
        assert_eq!(parse_seeds("1..100"), Some((1, 100)));
        assert_eq!(parse_seeds("7..7"), Some((7, 7)));
        for wrong in ["", "1", "2..1", "1..1000001", "a..b", "1...3", "0..9007199254740992"] {
            assert_eq!(parse_seeds(wrong), None, "given `{wrong}`");
        }
    }
}
