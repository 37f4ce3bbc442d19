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
mod clients;
mod differences;
mod faults;
mod latency;
mod ledger;
mod luck;
mod matrix;
mod pieces;
mod principals;
mod requests;
mod rule_texts;

use leptos::prelude::*;
use sts_atlas_player::{Snapshot, WorldId, WorldSnapshot};
use sts_atlas_sim::State;
use sts_atlas_words as words;

use crate::bench::bench;
use crate::door::world_caption;
use crate::lab::pieces::{hint, section};
use crate::parts::{Choice, segmented};
use crate::preferences::{flag, lang, say, text, unbroken};
use crate::world_map::world_map;

/// Reads something from the snapshot of the world whose numbers are shown.
fn shown<T>(read: impl Fn(&WorldSnapshot, &Snapshot) -> T) -> T {
    let bench = bench();
    let world = bench.shown_world();
    bench.snapshot.with(|snapshot| read(&snapshot.worlds[world.index()], snapshot))
}

/// The bench.
pub fn lab() -> AnyView {
    view! {
        <div class="lab">
            <h1 class="visually-hidden">{say(words::lab_heading)}</h1>
            <section class="lab-stage" aria-label=say(words::stage)>
                {legend::legend()}
                {lab_world(WorldId::A)}
                {lab_world(WorldId::B)}
                {summary::live_summary()}
            </section>
            {timeline::timeline()}
            <section class="lab-controls" aria-label=say(words::controls)>
                {scenario()}
                {faults::faults()}
                {section("as-of", words::rules_as_of, vec![dial::as_of_dial("lab-as-of", "visually-hidden"), dial::inferred_note()])}
                {clients::clients()}
                {account::account_settings()}
                {luck::luck()}
            </section>
            <section class="lab-readouts" aria-label=say(words::readouts)>
                {world_choice()}
                {blast::blast_radius()}
                {latency::latency()}
                {matrix::token_validity()}
                {requests::requests()}
                {ledger::ledger()}
                {principals::principals()}
                {differences::differences()}
                {assumptions::assumptions()}
            </section>
        </div>
    }
    .into_any()
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
    view! {
        <figure class="lab-world">
            {world_map(world)}
            <div class="lab-caption">
                {world_caption(world)}
                <span class="caption-counts" data-metric=format!("caption.{}", world.letter())>{text(counts)}</span>
            </div>
        </figure>
    }
    .into_any()
}

fn scenario() -> AnyView {
    let content = move |read: fn(&sts_atlas_player::Scenario) -> &sts_atlas_player::LocalizedText| {
        text(move || bench().scenario().map(|scenario| unbroken(&lang().text(read(&scenario)))).unwrap_or_default())
    };
    let title = view! { <h3 class="scenario-title">{content(|scenario| &scenario.title)}</h3> };
    section("scenario", words::scenario, vec![title.into_any(), hint(content(|scenario| &scenario.summary))])
}

fn world_choice() -> AnyView {
    let bench = bench();
    let choices = WorldId::BOTH.map(|world| Choice {
        label: text(move || words::world(lang(), world.letter())),
        chosen: flag(move || bench.is_shown(world)),
        choose: Box::new(move || bench.show_world(world)),
    });
    let choice = segmented("shown-world", say(words::readouts_of), "visually-hidden", choices.into());
    view! { <div class="world-choice">{choice}</div> }.into_any()
}
