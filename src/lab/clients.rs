//! What the clients of each world have set, where their SDK reads the setting.
//! Which endpoint that leads to is the simulator's business.

use leptos::prelude::*;
use sts_atlas_facts::EndpointMode;
use sts_atlas_instruments::Sheet;
use sts_atlas_player::{Command, EndpointModeChoice, WorldId};
use sts_atlas_words as words;

use crate::bench::bench;
use crate::instruments::folded_sheet;
use crate::lab::followed_world;
use crate::lab::pieces::{hint, section};
use crate::parts::{Choice, segmented};
use crate::preferences::{flag, lang, say, text};

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
pub fn clients() -> AnyView {
    let each = text(|| words::each_client(lang(), followed_world().letter()));
    let content = vec![
        mode_of(WorldId::A),
        mode_of(WorldId::B),
        hint(text(say(words::endpoint_mode_hint))),
        folded_sheet("each-client", each, Sheet::Clients),
    ];
    section("clients", words::clients, content)
}

fn mode_of(world: WorldId) -> AnyView {
    let bench = bench();
    let chosen = move || {
        bench.snapshot.track();
        bench.with_player(|player| player.recording().endpoint_mode(world)).flatten()
    };
    let choices = MODES.map(|mode| Choice {
        label: text(move || mode_label(mode)),
        chosen: flag(move || chosen() == Some(mode)),
        choose: Box::new(move || bench.dispatch(Command::SetEndpointMode { world, mode })),
    });
    let letter = world.letter();
    segmented(&format!("mode-{letter}"), text(move || words::world(lang(), letter)), "", choices.into())
}
