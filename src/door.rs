//! The door: one sentence, the live twin of 29 August 2024, its dial, and the ways in.
//! No control of its own: each comes from the bench.

use leptos::prelude::*;
use sts_atlas_facts::{EndpointMode, Micros};
use sts_atlas_player::{Command, EndpointModeChoice, Recording, WorldId};
use sts_atlas_sim::SimTime;
use sts_atlas_words as words;

use crate::bench::{Bench, bench};
use crate::lab::dial::{as_of_dial, inferred_note};
use crate::lab::legend::legend;
use crate::lab::summary::live_summary;
use crate::lab::timeline::{clock, play_button, playhead};
use crate::platform::media;
use crate::preferences::{lang, say, text, unbroken};
use crate::world_map::world_map;

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
    view! {
        <div class="door">
            <div class="hero">
                <h1>{say(words::door_headline)}</h1>
                <p>{text(|| unbroken(&words::door_lead(lang())))}</p>
            </div>
            <section class="twin" aria-label=say(words::twin_label)>
                {twin_world(WorldId::A)}
                {twin_world(WorldId::B)}
                {legend()}
                <div class="twin-bar">
                    {play_button()}
                    {playhead()}
                    {clock()}
                    {as_of_dial("door-as-of", "")}
                </div>
                {live_summary()}
            </section>
            <p class="quote">{say(words::door_quote)}</p>
            {inferred_note()}
            <div class="ways">
                <a href="#/lab">
                    <strong>{say(words::door_open_lab)}" →"</strong>
                    <span>{say(words::door_open_lab_hint)}</span>
                </a>
            </div>
            <p class="source-line">{say(words::door_sources)}</p>
        </div>
    }
    .into_any()
}

fn twin_world(world: WorldId) -> AnyView {
    view! {
        <figure class="twin-world">
            {world_caption(world)}
            {world_map(world)}
            {headline_counts(world)}
        </figure>
    }
    .into_any()
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
    if edits.opt_in.is_empty() && edits.global_token.is_none() {
        caption
    } else {
        words::caption_changed(lang(), caption)
    }
}

/// A world's badge and what makes it special.
pub fn world_caption(world: WorldId) -> AnyView {
    let bench = bench();
    let label = move || {
        bench.snapshot.track();
        bench.with_player(|player| caption(player.recording(), world)).unwrap_or_default()
    };
    view! {
        <figcaption>
            <b class="badge">{text(move || words::badge(lang(), world.letter()))}</b>
            {text(label)}
        </figcaption>
    }
    .into_any()
}

/// The two big numbers under a map.
fn headline_counts(world: WorldId) -> AnyView {
    let bench = bench();
    let blast = move || bench.snapshot.with(|snapshot| snapshot.worlds[world.index()].blast.clone());
    let renew = move || blast().cannot_renew();
    view! {
        <div class="headline">
            <b class:harm=move || { blast().impaired() > 0 }>{text(move || blast().impaired().to_string())}</b>
            <span>
                <small>{text(move || words::of_total(lang(), blast().states.total()))}</small>
                {say(words::cannot_work)}
            </span>
            <b>{renew}</b>
            <span>
                <small>{say(words::more)}</small>
                {say(words::cannot_renew)}
            </span>
        </div>
    }
    .into_any()
}
