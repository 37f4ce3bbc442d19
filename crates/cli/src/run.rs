//! `run`: plays a scenario to a time and prints what is true then.
//! What is printed for people stands in `report`, for programs in `intake`.

use sts_atlas_intake::snapshot_json;

use crate::command::{Command, Group, JSON};
use crate::failure::{Failure, print};
use crate::given::Given;
use crate::help::OPTIONS;
use crate::playing::{AS_OF, SEED, SOURCE, UNTIL, play};
use crate::report::report;

pub const COMMAND: Command = Command {
    name: "run",
    about: "Play a scenario and print what is true at its end, or at a time, in both of its worlds",
    usage: &["[options] <FILE>", "[options] --scene <ID>", "[options] --link <TEXT>"],
    groups: &[SOURCE, Group { title: OPTIONS, operands: &[], options: &[&UNTIL, &SEED, &AS_OF, &JSON] }],
    notes: "",
    examples: &[
        "sts-atlas run --scene 2024-08-29 --until 2024-08-29T09:00:00Z",
        "sts-atlas run --scene 2024-08-29 --until 1h30m --as-of 2026-11-21",
        "sts-atlas run my-scenario.toml --seed 42 --json | jq '.worlds[].blast.impaired'",
    ],
    run,
};

/// Plays and prints.
fn run(given: &Given) -> Result<(), Failure> {
    let player = play(given, &UNTIL)?;
    let snapshot = player.snapshot();
    if given.has(&JSON) {
        return print(&format!("{:#}\n", snapshot_json(&snapshot, player.recording())));
    }
    print(&report(&snapshot, player.recording()))
}
