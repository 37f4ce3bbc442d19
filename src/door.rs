//! The door: one sentence, the live twin of 29 August 2024, its dial, and the ways in.
//! No control of its own: each comes from the bench.

use leptos::prelude::*;
use sts_atlas_facts::{EndpointMode, Micros};
use sts_atlas_player::{Command, EndpointModeChoice, Recording, WorldId};
use sts_atlas_sim::SimTime;
use sts_atlas_words as words;

use crate::bench::{Bench, bench};
use crate::lab::clock::clock;
use crate::lab::dial::{as_of_dial, inferred_note};
use crate::lab::legend::legend;
use crate::lab::summary::live_summary;
use crate::lab::timeline::play_button;
use crate::lab::tracks::playhead;
use crate::platform::media;
use crate::preferences::{flag, lang, text, unbroken};
use crate::tag::{Tag, tag};
use crate::world_map::{Pressed, world_map};

/// Calm enough to see what breaks, in simulated minutes.
const LEAD: u64 = 4;

fn shortly_before_the_fault(bench: Bench) -> SimTime {
    let first = bench.snapshot.with_untracked(|snapshot| {
        snapshot.faults.iter().flat_map(|fault| fault.windows.iter().map(|window| window.start)).min()
    });
    first.map_or(SimTime::START, |first| first.minus(Micros::from_secs(LEAD * 60)))
}

/// The door.
pub fn door() -> AnyView {
    let bench = bench();
    // Reduced motion starts paused; everyone else sees it move, with a visible pause.
    if !media::prefers_reduced_motion() && bench.moment.get_untracked() == SimTime::START {
        bench.dispatch(Command::Seek(shortly_before_the_fault(bench)));
        bench.dispatch(Command::Play);
    }
    let hero = tag("div")
        .class("hero")
        .child(tag("h1").word(words::door_headline))
        .child(tag("p").says(text(|| unbroken(&words::door_lead(lang())))));
    let bar = vec![play_button(), playhead(), clock(), as_of_dial("door-as-of", "")];
    let twin = tag("section")
        .class("twin")
        .label(words::twin_label)
        .holds_all(vec![twin_world(WorldId::A), twin_world(WorldId::B), legend()])
        .child(tag("div").class("twin-bar").holds_all(bar))
        .holds(live_summary());
    let lab = tag("a")
        .set("href", "#/lab")
        .child(tag("strong").word(words::door_open_lab).written(" →".to_owned()))
        .child(tag("span").word(words::door_open_lab_hint));
    tag("div")
        .class("door")
        .child(hero)
        .child(twin)
        .child(tag("p").class("quote").word(words::door_quote))
        .holds(inferred_note())
        .child(tag("div").class("ways").child(lab))
        .child(tag("p").class("source-line").word(words::door_sources))
        .view()
}

fn twin_world(world: WorldId) -> AnyView {
    let content =
        vec![world_caption("figcaption", world).view(), world_map(world, Pressed::Principals), headline_counts(world)];
    tag("figure").class("twin-world").holds_all(content).view()
}

/// What makes a world special: what its scenario says, or what its reader has set since.
fn caption(recording: &Recording, world: WorldId) -> String {
    let edits = &recording.edits.worlds[world.index()];
    let caption = match edits.endpoint_mode {
        None => lang().text(&recording.scenario.worlds[world.index()].label),
        Some(EndpointModeChoice::SdkDefault) => words::caption_sdk_default(lang()),
        Some(EndpointModeChoice::Set(EndpointMode::Legacy)) => words::caption_legacy(lang()),
        Some(EndpointModeChoice::Set(EndpointMode::Regional)) => words::caption_regional(lang()),
    };
    let beside_the_mode = edits.len() - usize::from(edits.endpoint_mode.is_some());
    if beside_the_mode == 0 { caption } else { words::caption_changed(lang(), caption) }
}

/// A world's badge and what makes it special.
pub fn world_caption(element: &'static str, world: WorldId) -> Tag {
    let bench = bench();
    let label = move || {
        bench.snapshot.track();
        let label = bench.with_player(|player| caption(player.recording(), world)).unwrap_or_default();
        // A world without a name is its letter, which the badge says.
        if label == world.letter() { String::new() } else { label }
    };
    let badge = tag("b").class("badge").says(text(move || words::badge(lang(), world.letter())));
    tag(element).child(badge).says(text(label))
}

/// The two big numbers under a map.
fn headline_counts(world: WorldId) -> AnyView {
    let bench = bench();
    let blast = move || bench.snapshot.with(|snapshot| snapshot.worlds[world.index()].blast.clone());
    let impaired =
        tag("b").flag("harm", flag(move || blast().impaired() > 0)).says(text(move || blast().impaired().to_string()));
    let total = text(move || words::of_total(lang(), blast().states.total()));
    tag("div")
        .class("headline")
        .child(impaired)
        .child(tag("span").child(tag("small").says(total)).word(words::cannot_work))
        .child(tag("b").says(text(move || blast().cannot_renew().to_string())))
        .child(tag("span").child(tag("small").word(words::more)).word(words::cannot_renew))
        .view()
}
