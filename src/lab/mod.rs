//! The bench: controls, two worlds, timeline, readouts.
//! Each readout is a leaf module of its own.

pub mod blast;
pub mod dial;
pub mod summary;
pub mod timeline;
pub mod why;

mod account;
mod assumptions;
mod clients;
mod differences;
mod faults;
mod latency;
mod ledger;
mod legend;
mod luck;
mod matrix;
mod principals;
mod requests;

use leptos::prelude::*;
use sts_atlas_player::{Snapshot, WorldId, WorldSnapshot};
use sts_atlas_words as words;

use crate::bench::bench;
use crate::door::WorldCaption;
use crate::parts::{Choice, Segmented};
use crate::preferences::{lang, say, text};
use crate::world_map::WorldMap;

/// A world's letter.
pub const fn world_letter(world: WorldId) -> &'static str {
    match world {
        WorldId::A => "A",
        WorldId::B => "B",
    }
}

/// Reads something from the snapshot of the world whose numbers are shown.
fn shown<T>(read: impl Fn(&WorldSnapshot, &Snapshot) -> T) -> T {
    let bench = bench();
    let world = bench.shown_world.get();
    bench.snapshot.with(|snapshot| read(&snapshot.worlds[world.index()], snapshot))
}

/// The bench.
#[component]
pub fn Lab() -> impl IntoView {
    view! {
        <div class="lab">
            <h1 class="visually-hidden">{say(words::lab_heading)}</h1>
            <section class="lab-stage" aria-label=say(words::stage)>
                <legend::Legend />
                <LabWorld world=WorldId::A />
                <LabWorld world=WorldId::B />
                <summary::LiveSummary />
            </section>
            <timeline::Timeline />
            <section class="lab-controls" aria-label=say(words::controls)>
                <Scenario />
                <faults::Faults />
                <AsOf />
                <clients::Clients />
                <account::AccountSettings />
                <luck::Luck />
            </section>
            <section class="lab-readouts" aria-label=say(words::readouts)>
                <WorldChoice />
                <blast::BlastRadius />
                <latency::Latency />
                <matrix::TokenValidity />
                <requests::Requests />
                <ledger::Ledger />
                <principals::Principals />
                <differences::Differences />
                <assumptions::Assumptions />
            </section>
        </div>
    }
}

#[component]
fn LabWorld(world: WorldId) -> impl IntoView {
    let bench = bench();
    let counts = move || {
        bench.snapshot.with(|snapshot| {
            let blast = &snapshot.worlds[world.index()].blast;
            words::caption_counts(lang(), blast.impaired(), blast::cannot_renew(blast))
        })
    };
    view! {
        <figure class="lab-world">
            <WorldMap world />
            <div class="lab-caption">
                <WorldCaption world />
                <span class="caption-counts" data-metric=format!("caption.{}", world_letter(world))>{text(counts)}</span>
            </div>
        </figure>
    }
}

#[component]
fn Scenario() -> impl IntoView {
    let content = move |read: fn(&sts_atlas_player::Scenario) -> &sts_atlas_player::LocalizedText| {
        bench().scenario().map(|scenario| lang().text(read(&scenario))).unwrap_or_default()
    };
    view! {
        <section>
            <h2>{say(words::scenario)}</h2>
            <h3 class="scenario-title">{text(move || content(|scenario| &scenario.title))}</h3>
            <p class="hint">{text(move || content(|scenario| &scenario.summary))}</p>
        </section>
    }
}

#[component]
fn AsOf() -> impl IntoView {
    view! {
        <section>
            <h2>{say(words::rules_as_of)}</h2>
            <dial::AsOfDial name="lab-as-of" hide_legend=true />
        </section>
    }
}

#[component]
fn WorldChoice() -> impl IntoView {
    let bench = bench();
    let choices = WorldId::BOTH
        .map(|world| Choice { value: world, label: Signal::derive(move || words::world(lang(), world_letter(world))) });
    view! {
        <div class="world-choice">
            <Segmented
                name="shown-world"
                legend=Signal::derive(say(words::readouts_of))
                hide_legend=true
                choices=choices.into()
                selected=bench.shown_world
                on_choose=move |world| bench.shown_world.set(world)
            />
        </div>
    }
}
