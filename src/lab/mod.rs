//! The bench: controls, two worlds, timeline, readouts.
//! Each readout is a leaf module of its own.

pub mod blast;
pub mod dial;
pub mod legend;
pub mod summary;
pub mod timeline;
pub mod why;

mod account;
mod assumptions;
mod break_anything;
mod clients;
mod differences;
mod faults;
mod in_words;
mod keep;
mod latency;
mod ledger;
mod luck;
mod matrix;
mod pieces;
mod place_panel;
mod principals;
mod requests;
mod rule_texts;
mod scenes;
mod view_controls;

use leptos::prelude::*;
use sts_atlas_player::{Snapshot, WorldId, WorldSnapshot};
use sts_atlas_sim::State;
use sts_atlas_words as words;

use crate::bench::bench;
use crate::door::world_caption;
use crate::keys::{keyboard_help, press};
use crate::lab::pieces::section;
use crate::look::look;
use crate::parts::{Choice, segmented};
use crate::preferences::{Message, flag, lang, say, text};
use crate::tag::tag;
use crate::world_map::{Pressed, world_map};

/// Reads something from the snapshot of the world whose numbers are shown.
fn shown<T>(read: impl Fn(&WorldSnapshot, &Snapshot) -> T) -> T {
    let bench = bench();
    let world = bench.shown_world();
    bench.snapshot.with(|snapshot| read(&snapshot.worlds[world.index()], snapshot))
}

/// The bench.
pub fn lab() -> AnyView {
    let (bench, look) = (bench(), look());
    let stage = vec![legend::legend(), lab_world(WorldId::A), lab_world(WorldId::B), summary::live_summary()];
    let as_of = vec![dial::as_of_dial("lab-as-of", "visually-hidden"), dial::inferred_note()];
    let controls = vec![
        scenes::scenario(),
        faults::faults(),
        section("as-of", words::rules_as_of, as_of),
        clients::clients(),
        account::account_settings(),
        luck::luck(),
        keep::keep(),
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
        differences::differences(),
        assumptions::assumptions(),
    ];
    let room = |class, label: Message, content| tag("section").class(class).label(label).holds_all(content);
    tag("div")
        .class("lab")
        .on("keydown", move |event| press(bench, look, &event))
        .child(tag("h1").class("visually-hidden").word(words::lab_heading))
        .child(room("lab-stage", words::stage, stage))
        .holds(timeline::timeline())
        .child(room("lab-controls", words::controls, controls))
        .child(room("lab-readouts", words::readouts, readouts))
        .view()
}

fn lab_world(world: WorldId) -> AnyView {
    let bench = bench();
    let counts = move || {
        bench.snapshot.with(|snapshot| {
            let blast = &snapshot.worlds[world.index()].blast;
            let (impaired, renew) = (blast.impaired(), blast.cannot_renew());
            match blast.without_fault.of(State::Impaired) {
                0 => words::caption_counts(lang(), impaired, renew),
                refused => words::caption_counts_refused(lang(), impaired, renew, refused),
            }
        })
    };
    let counts = tag("span")
        .class("caption-counts")
        .set_to("data-metric", format!("caption.{}", world.letter()))
        .says(text(counts));
    let caption = tag("div").class("lab-caption").holds(world_caption(world)).child(counts);
    let figure = look()
        .follow_pointer(tag("figure").class("lab-world"))
        .holds(world_map(world, Pressed::EveryRegion))
        .child(caption);
    // Once for both: they show the same part of the world.
    let controls = (world == WorldId::A).then(view_controls::view_controls);
    figure.holds_all(controls.into_iter().collect()).view()
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
