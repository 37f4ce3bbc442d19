//! `run`: plays a scenario to a time and prints what came of it; or plays it with many seeds and prints the spread.
//! The page stands in `page`, the spread in `seeds`, JSON in `intake`.

use sts_atlas_intake::run_json;
use sts_atlas_words::Lang;

use crate::command::{Command, Group, JSON, LANG, Opt, Values, WIDTH};
use crate::failure::{Failure, print};
use crate::given::{Given, unexpected};
use crate::help::OPTIONS;
use crate::open_questions::open_questions;
use crate::page::{Setting, page};
use crate::playing::{AS_OF, SEED, SOURCE, UNTIL, play};
use crate::seeds::{PROGRESS, SEEDS, THREADS, run_seeds};
use crate::zone::Zone;

pub const COMMAND: Command = Command {
    name: "run",
    about: "Play a scenario and print what came of it in both of its worlds, up to its end or a time",
    usage: &["[options] <FILE>", "[options] --scene <ID>", "[options] --link <TEXT>", "--seeds <A..B> [options] …"],
    groups: &[
        SOURCE,
        Group { title: "How to play", operands: &[], options: &[&UNTIL, &AS_OF, &SEED, &SEEDS, &THREADS, &PROGRESS] },
        Group { title: OPTIONS, operands: &[], options: &[&JSON, &LANG, &WIDTH, &ASCII, &ZONE] },
    ],
    notes: "The page says what broke when, who was hurt where and who kept working, requests, errors, latency and tokens, \
            and what is assumed and unknown. The same scenario, seed and day give the same page on every machine.",
    examples: &[
        "sts-atlas run --scene 2024-08-29",
        "sts-atlas run --scene 2024-08-29 --until 1h30m --as-of 2026-11-21 --lang ja",
        "sts-atlas run my-scenario.toml --seeds 1..20",
        "sts-atlas run my-scenario.toml --seed 42 --json | jq '.worlds[].blast.impaired'",
    ],
    run,
};

const ASCII: Opt = Opt { long: "ascii", short: None, value: None, about: "Draw ribbons and lines with plain letters" };

const ZONE: Opt = Opt {
    long: "zone",
    short: None,
    value: Some(("NAME", Values::Any)),
    about: "Local time by the name of its zone, such as Asia/Tokyo; default: of the place that lost most",
};

fn run(given: &Given) -> Result<(), Failure> {
    let setting = setting(given)?;
    if given.has(&SEEDS) {
        return run_seeds(given, &setting);
    }
    for option in [&THREADS, &PROGRESS] {
        if given.has(option) {
            return Err(Failure::Usage(format!("`{}` makes sense with `{}` only", option.typed(), SEEDS.typed())));
        }
    }
    let mut player = play(given, &UNTIL)?;
    if given.has(&JSON) {
        return print(&format!("{:#}\n", run_json(&player)));
    }
    let open = open_questions(&mut player);
    print(&page(&player, open, setting))
}

/// How to set the page.
fn setting(given: &Given) -> Result<Setting, Failure> {
    let columns = given.columns()?;
    let zone = match given.text(&ZONE) {
        None => None,
        Some(name) => {
            let expected = "the name of a time zone such as `Asia/Tokyo` or `UTC`";
            Some(Zone::named(name).ok_or_else(|| unexpected(&ZONE, name, &expected))?)
        }
    };
    let lang: Lang = given.lang();
    Ok(Setting { lang, columns, ascii: given.has(&ASCII), zone })
}
