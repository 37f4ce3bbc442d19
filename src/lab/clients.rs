//! What the clients of each world have set, where their SDK reads the setting.
//! Which endpoint that leads to is the simulator's business.

use leptos::prelude::*;
use sts_atlas_facts::EndpointMode;
use sts_atlas_player::{Command, EndpointModeChoice, WorldId};
use sts_atlas_words as words;

use crate::bench::bench;
use crate::lab::world_letter;
use crate::parts::{Choice, Segmented};
use crate::preferences::{lang, say};

const MODES: [EndpointModeChoice; 3] = [
    EndpointModeChoice::SdkDefault,
    EndpointModeChoice::Set(EndpointMode::Legacy),
    EndpointModeChoice::Set(EndpointMode::Regional),
];

fn mode_label(mode: EndpointModeChoice) -> String {
    match mode {
        EndpointModeChoice::SdkDefault => words::mode_default(lang()),
        EndpointModeChoice::Set(EndpointMode::Legacy) => words::mode_legacy(lang()),
        EndpointModeChoice::Set(EndpointMode::Regional) => words::mode_regional(lang()),
    }
}

/// The setting, one row per world.
#[component]
pub fn Clients() -> impl IntoView {
    view! {
        <section>
            <h2>{say(words::clients)}</h2>
            <ModeOf world=WorldId::A />
            <ModeOf world=WorldId::B />
            <p class="hint">{say(words::endpoint_mode_hint)}</p>
        </section>
    }
}

#[component]
fn ModeOf(world: WorldId) -> impl IntoView {
    let bench = bench();
    let selected = Signal::derive(move || {
        bench.snapshot.track();
        bench.with_player(|player| player.recording().endpoint_mode(world)).flatten()
    });
    let choices = MODES.map(|mode| Choice { value: Some(mode), label: Signal::derive(move || mode_label(mode)) });
    view! {
        <Segmented
            name=format!("mode-{}", world_letter(world))
            legend=Signal::derive(move || words::world(lang(), world_letter(world)))
            choices=choices.into()
            selected
            on_choose=move |mode| {
                if let Some(mode) = mode {
                    bench.dispatch(Command::SetEndpointMode { world, mode });
                }
            }
        />
    }
}
