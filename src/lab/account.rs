//! Account settings of each world: opt-in Regions, and what the global endpoint issues.
//! What a setting leads to is the simulator's business.

use std::sync::Arc;

use leptos::prelude::*;
use sts_atlas_facts::RegionId;
use sts_atlas_player::{Command, WorldId};
use sts_atlas_sim::{Account, TokenVersion};
use sts_atlas_words as words;

use crate::bench::{Bench, bench};
use crate::lab::pieces::{column, hint, section};
use crate::parts::switch;
use crate::preferences::{Text, lang, say, text};

/// The account whose settings are shown.
const FIRST: u16 = 0;

/// Reads the first account of a world as it stands.
fn account<T>(bench: Bench, world: WorldId, read: impl FnOnce(&Account) -> T) -> Option<T> {
    bench.snapshot.track();
    bench.with_player(|player| player.recording().world_spec(world).accounts.first().map(read)).flatten()
}

/// A row per setting, a switch per world.
pub fn account_settings() -> AnyView {
    let regions = bench().scenario().map(|scenario| scenario.opt_in_regions()).unwrap_or_default();
    let rows: Vec<_> = regions.into_iter().map(opt_in).chain([global_token()]).collect();
    let heads = [column(words::opt_in_regions), badge(WorldId::A), badge(WorldId::B)];
    let heads = heads.map(|head| view! { <th scope="col">{head}</th> }.into_any());
    let table = view! {
        <table class="switches">
            <thead>
                <tr>{Vec::from(heads)}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    };
    section("account", words::account, vec![table.into_any(), hint(text(say(words::from_the_start)))])
}

fn badge(world: WorldId) -> Text {
    text(move || words::badge(lang(), world.letter()))
}

fn setting(head: Text, switches: [AnyView; 2]) -> AnyView {
    let cells = switches.map(|switch| view! { <td>{switch}</td> }.into_any());
    view! {
        <tr>
            <th scope="row">{head}</th>
            {Vec::from(cells)}
        </tr>
    }
    .into_any()
}

fn opt_in(region: RegionId) -> AnyView {
    let bench = bench();
    let switches = WorldId::BOTH.map(|world| {
        let on = Arc::new(move || account(bench, world, |account| account.enabled(region)) == Some(true));
        let label = text(move || words::opt_in_switch(lang(), words::region(lang(), region), world.letter()));
        switch(
            label,
            on,
            Box::new(move |enabled| bench.dispatch(Command::SetOptIn { world, account: FIRST, region, enabled })),
        )
    });
    setting(text(move || words::region(lang(), region)), switches)
}

fn global_token() -> AnyView {
    let bench = bench();
    let switches = WorldId::BOTH.map(|world| {
        let on = Arc::new(move || account(bench, world, |account| account.global_token) == Some(TokenVersion::V2));
        let label = text(move || words::global_token_switch(lang(), world.letter()));
        let on_switch = move |all: bool| {
            let version = if all { TokenVersion::V2 } else { TokenVersion::V1 };
            bench.dispatch(Command::SetGlobalToken { world, account: FIRST, version });
        };
        switch(label, on, Box::new(on_switch))
    });
    setting(text(say(words::global_token)), switches)
}
