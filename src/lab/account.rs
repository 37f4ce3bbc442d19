//! Account settings of each world: opt-in Regions, and what the global endpoint issues.
//! What a setting leads to is the simulator's business.

use leptos::prelude::*;
use sts_atlas_facts::RegionId;
use sts_atlas_player::{Command, WorldId};
use sts_atlas_sim::{Account, TokenVersion};
use sts_atlas_words as words;

use crate::bench::{Bench, bench};
use crate::lab::world_letter;
use crate::parts::Switch;
use crate::preferences::{lang, say, text};

/// Reads the first account of a world as it stands.
fn account<T>(bench: Bench, world: WorldId, read: impl FnOnce(&Account) -> T) -> Option<T> {
    bench.snapshot.track();
    bench.with_player(|player| player.recording().world_spec(world).accounts.first().map(read)).flatten()
}

/// A row per setting, a switch per world.
#[component]
pub fn AccountSettings() -> impl IntoView {
    let regions = bench().scenario().map(|scenario| scenario.opt_in_regions()).unwrap_or_default();
    view! {
        <section>
            <h2>{say(words::account)}</h2>
            <table class="switches">
                <thead>
                    <tr>
                        <th scope="col">{say(words::opt_in_regions)}</th>
                        <th scope="col">{text(move || words::badge(lang(), "A"))}</th>
                        <th scope="col">{text(move || words::badge(lang(), "B"))}</th>
                    </tr>
                </thead>
                <tbody>
                    {regions.into_iter().map(|region| view! { <OptIn region /> }).collect_view()}
                    <GlobalToken />
                </tbody>
            </table>
            <p class="hint">{say(words::from_the_start)}</p>
        </section>
    }
}

#[component]
fn OptIn(region: RegionId) -> impl IntoView {
    let bench = bench();
    let cells = WorldId::BOTH.map(|world| {
        let on = Signal::derive(move || account(bench, world, |account| account.enabled(region)) == Some(true));
        let label = Signal::derive(move || {
            words::opt_in_switch(lang(), words::region(lang(), region), world_letter(world))
        });
        view! {
            <td>
                <Switch label on on_switch=move |enabled| bench.dispatch(Command::SetOptIn { world, region, enabled }) />
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row">{text(move || words::region(lang(), region))}</th>
            {cells.into_iter().collect_view()}
        </tr>
    }
}

#[component]
fn GlobalToken() -> impl IntoView {
    let bench = bench();
    let cells = WorldId::BOTH.map(|world| {
        let on =
            Signal::derive(move || account(bench, world, |account| account.global_token) == Some(TokenVersion::V2));
        let label = Signal::derive(move || words::global_token_switch(lang(), world_letter(world)));
        let on_switch = move |all: bool| {
            let version = if all { TokenVersion::V2 } else { TokenVersion::V1 };
            bench.dispatch(Command::SetGlobalToken { world, version });
        };
        view! { <td><Switch label on on_switch /></td> }
    });
    view! {
        <tr>
            <th scope="row">{say(words::global_token)}</th>
            {cells.into_iter().collect_view()}
        </tr>
    }
}
