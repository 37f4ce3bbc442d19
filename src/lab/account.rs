//! Account settings of each world: opt-in Regions, and what the global endpoint issues.
//! What a setting leads to is the simulator's business.

use std::sync::Arc;

use leptos::prelude::*;
use sts_atlas_facts::RegionId;
use sts_atlas_instruments::Sheet;
use sts_atlas_player::{Command, WorldId};
use sts_atlas_sim::{Account, TokenVersion};
use sts_atlas_words as words;

use crate::bench::{Bench, bench};
use crate::instruments::folded_sheet;
use crate::lab::followed_world;
use crate::lab::pieces::{cell, column, hint, section};
use crate::parts::switch;
use crate::preferences::{Text, lang, say, text};
use crate::tag::tag;

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
    let each = text(|| words::each_account(lang(), followed_world().letter()));
    let content = vec![
        switches(rows),
        hint(text(say(words::from_the_start))),
        folded_sheet("each-account", each, Sheet::Accounts),
    ];
    section("account", words::account, content)
}

/// One Region's row alone.
pub fn opt_in_switches(region: RegionId) -> AnyView {
    switches(vec![opt_in(region)])
}

fn switches(rows: Vec<AnyView>) -> AnyView {
    let heads = [column(words::opt_in_regions), badge(WorldId::A), badge(WorldId::B)];
    let heads = heads.map(|head| tag("th").set("scope", "col").says(head).view());
    tag("table")
        .class("switches")
        .child(tag("thead").child(tag("tr").holds_all(heads.into())))
        .child(tag("tbody").holds_all(rows))
        .view()
}

fn badge(world: WorldId) -> Text {
    text(move || words::badge(lang(), world.letter()))
}

fn setting(head: Text, switches: [AnyView; 2]) -> AnyView {
    let cells = switches.map(cell);
    tag("tr").child(tag("th").set("scope", "row").says(head)).holds_all(cells.into()).view()
}

fn opt_in(region: RegionId) -> AnyView {
    let bench = bench();
    let pair = WorldId::BOTH.map(|world| {
        let on = Arc::new(move || account(bench, world, |account| account.enabled(region)) == Some(true));
        let label = text(move || words::opt_in_switch(lang(), words::region(lang(), region), world.letter()));
        switch(
            label,
            on,
            Box::new(move |enabled| bench.dispatch(Command::SetOptIn { world, account: FIRST, region, enabled })),
        )
    });
    setting(text(move || words::region(lang(), region)), pair)
}

fn global_token() -> AnyView {
    let bench = bench();
    let pair = WorldId::BOTH.map(|world| {
        let on = Arc::new(move || account(bench, world, |account| account.global_token) == Some(TokenVersion::V2));
        let label = text(move || words::global_token_switch(lang(), world.letter()));
        let on_switch = move |all: bool| {
            let version = if all { TokenVersion::V2 } else { TokenVersion::V1 };
            bench.dispatch(Command::SetGlobalToken { world, account: FIRST, version });
        };
        switch(label, on, Box::new(on_switch))
    });
    setting(text(say(words::global_token)), pair)
}
