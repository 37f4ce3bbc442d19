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
use crate::preferences::lang;
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
                <h1>{move || words::door_headline(lang())}</h1>
                <p>{move || words::door_lead(lang())}</p>
            </div>
            <section class="twin" aria-label=move || words::twin_label(lang())>
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
            <p class="quote">{move || words::door_quote(lang())}</p>
            <nav class="ways" aria-label=move || words::navigation(lang())>
                <a href="#/lab">
                    <strong>{move || words::door_open_lab(lang())}" →"</strong>
                    <span>{move || words::door_open_lab_hint(lang())}</span>
                </a>
            </nav>
            <p class="source-line">{move || words::door_sources(lang())}</p>
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
            <b class="badge">{move || words::badge(lang(), crate::lab::world_letter(world))}</b>
            {label}
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
            <b class:harm=move || { blast().impaired() > 0 }>{move || blast().impaired()}</b>
            <span>
                <small>{move || words::of_total(lang(), blast().states.total())}</small>
                {move || words::cannot_work(lang())}
            </span>
            <b>{renew}</b>
            <span>
                <small>{move || words::more(lang())}</small>
                {move || words::cannot_renew(lang())}
            </span>
        </div>
    }
}
