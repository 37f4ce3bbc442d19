//! The bench: controls, two worlds, timeline, readouts.
//! Each readout is a leaf module of its own.

pub mod blast;
pub mod clock;
pub mod dial;
pub mod legend;
pub mod summary;
pub mod timeline;
pub mod tracks;
pub mod why;

mod account;
mod break_anything;
mod clients;
mod drag;
mod faults;
pub mod keep;
mod latency;
mod ledger;
mod luck;
mod matrix;
mod pieces;
mod place_panel;
mod principals;
mod requests;
pub mod saved;
mod scenes;
pub mod stage;
mod time_window;
mod view_controls;

use leptos::prelude::*;
use sts_atlas_instruments::Sheet;
use sts_atlas_player::{Snapshot, WorldId, WorldSnapshot};
use sts_atlas_words as words;

use crate::bench::bench;
use crate::instruments::sheet;
use crate::keys::{keyboard_help, press};
use crate::lab::pieces::section;
use crate::look::look;
use crate::parts::{Choice, segmented};
use crate::preferences::{Message, flag, lang, say, text};
use crate::tag::tag;

/// Reads something from the snapshot of the world whose numbers are shown.
fn shown<T>(read: impl Fn(&WorldSnapshot, &Snapshot) -> T) -> T {
    let bench = bench();
    let world = bench.shown_world();
    bench.snapshot.with(|snapshot| read(&snapshot.worlds[world.index()], snapshot))
}

/// The world whose numbers are shown; reading it follows its changes.
fn followed_world() -> WorldId {
    let bench = bench();
    bench.snapshot.track();
    bench.shown_world()
}

/// The bench.
pub fn lab() -> AnyView {
    let (bench, look, telling) = (bench(), look(), keep::telling());
    let as_of = vec![dial::as_of_dial("lab-as-of", "visually-hidden"), dial::inferred_note()];
    let controls = vec![
        scenes::scenario(),
        faults::faults(),
        section("as-of", words::rules_as_of, as_of),
        clients::clients(),
        account::account_settings(),
        luck::luck(),
        keep::keep(telling),
        keyboard_help(),
    ];
    let readouts = vec![
        world_choice(),
        blast::blast_radius(),
        latency::latency(),
        matrix::token_validity(),
        requests::requests(),
        ledger::ledger(),
        principals::principals(),
        section("differences", words::what_differs, vec![sheet("differs", Box::new(|| Some((Sheet::Differs, None))))]),
        section(
            "assumptions",
            words::assumptions,
            vec![sheet("assumed", Box::new(|| Some((Sheet::Assumptions, None))))],
        ),
    ];
    let room = |class, label: Message, content| tag("section").class(class).label(label).holds_all(content);
    keep::take_drops(tag("div").class("lab"), telling)
        .on("keydown", move |event| press(bench, look, &event))
        .child(tag("h1").says(scenes::played()))
        .holds(stage::stage())
        .holds(timeline::timeline())
        .child(room("lab-controls", words::controls, controls))
        .child(room("lab-readouts", words::readouts, readouts))
        .view()
}

fn world_choice() -> AnyView {
    let bench = bench();
    let choices = WorldId::BOTH.map(|world| Choice {
        label: text(move || words::world(lang(), world.letter())),
        chosen: flag(move || bench.is_shown(world)),
        choose: Box::new(move || bench.show_world(world)),
    });
    let choice = segmented("shown-world", text(say(words::readouts_of)), "visually-hidden", choices.into());
    tag("div").class("world-choice").holds(choice).view()
}
