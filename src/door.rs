//! The door: one sentence, the live twin of 29 August 2024, its dial, and the ways in.
//! No control of its own: each comes from the bench.

use leptos::prelude::*;
use sts_atlas_player::{Command, WorldId};
use sts_atlas_words as words;

use crate::bench::bench;
use crate::lab::dial::AsOfDial;
use crate::lab::summary::LiveSummary;
use crate::lab::timeline::{Clock, PlayButton, Playhead};
use crate::platform::media;
use crate::preferences::{lang, say, text};
use crate::world_map::WorldMap;

/// The door.
#[component]
pub fn Door() -> impl IntoView {
    let bench = bench();
    // Reduced motion starts paused; everyone else sees it move, with a visible pause.
    if !media::prefers_reduced_motion() && bench.moment.get_untracked().0 == 0 {
        bench.dispatch(Command::Play);
    }
    view! {
        <div class="door">
            <div class="hero">
                <h1>{say(words::door_headline)}</h1>
                <p>{say(words::door_lead)}</p>
            </div>
            <section class="twin" aria-label=say(words::twin_label)>
                <TwinWorld world=WorldId::A />
                <TwinWorld world=WorldId::B />
                <div class="twin-bar">
                    <PlayButton />
                    <Playhead />
                    <Clock />
                    <AsOfDial name="door-as-of" />
                </div>
                <LiveSummary />
            </section>
            <p class="quote">{say(words::door_quote)}</p>
            <div class="ways">
                <a href="#/lab">
                    <strong>{say(words::door_open_lab)}" →"</strong>
                    <span>{say(words::door_open_lab_hint)}</span>
                </a>
            </div>
            <p class="source-line">{say(words::door_sources)}</p>
        </div>
    }
}

#[component]
fn TwinWorld(world: WorldId) -> impl IntoView {
    view! {
        <figure class="twin-world">
            <WorldCaption world />
            <WorldMap world />
            <HeadlineCounts world />
        </figure>
    }
}

/// A world's badge and what makes it special.
#[component]
pub fn WorldCaption(world: WorldId) -> impl IntoView {
    let bench = bench();
    let label = move || {
        let scenario = bench.scenario();
        scenario.map(|scenario| lang().text(&scenario.worlds[world.index()].label)).unwrap_or_default()
    };
    view! {
        <figcaption>
            <b class="badge">{text(move || words::badge(lang(), crate::lab::world_letter(world)))}</b>
            {text(label)}
        </figcaption>
    }
}

/// The two big numbers under a map.
#[component]
fn HeadlineCounts(world: WorldId) -> impl IntoView {
    let bench = bench();
    let blast = move || bench.snapshot.with(|snapshot| snapshot.worlds[world.index()].blast.clone());
    let renew = move || crate::lab::blast::cannot_renew(&blast());
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
}
