//! The ledger: the last finished requests, each with its Why.
//! The chain behind an entry is shown by `why`.

use leptos::prelude::*;
use sts_atlas_player::{Snapshot, WorldSnapshot};
use sts_atlas_sim::{Endpoint, Leg, Outcome, RequestRecord};
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::bench::{Bench, Explained, bench};
use crate::lab::shown;
use crate::preferences::{lang, part, say};

/// So many of the newest are shown.
const SHOWN: usize = 12;

struct Entry {
    record: RequestRecord,
    name: String,
    place: sts_atlas_facts::Place,
    target: String,
    at: String,
}

fn entries(world: &WorldSnapshot, snapshot: &Snapshot) -> Vec<Entry> {
    let start = snapshot.utc.plus_micros(0).0 - i64::try_from(snapshot.now.0).unwrap_or_default();
    let clock = if snapshot.tempo.is_coarse() { words::clock } else { words::clock_millis };
    let entry = |record: &RequestRecord| {
        let principal = world.principals.get(record.principal as usize)?;
        let target = match (record.leg, principal.view.endpoint) {
            (Leg::Sts, Some((endpoint, _))) => Endpoint::host(endpoint),
            (Leg::Use(index), _) => principal.view.targets.get(usize::from(index))?.0.code().to_owned(),
            (Leg::Sts, None) => return None,
        };
        Some(Entry {
            record: *record,
            name: super::principals::display_name(principal),
            place: principal.view.at,
            target,
            at: clock(sts_atlas_facts::UtcInstant(start).plus_micros(record.ended.0)),
        })
    };
    world.recent.iter().take(SHOWN).filter_map(entry).collect()
}

/// The readout.
#[component]
pub fn Ledger() -> impl IntoView {
    let rows = move || shown(entries).into_iter().map(|entry| ledger_row(lang(), bench(), entry)).collect_view();
    view! {
        <section class="ledger">
            <h2>{say(words::ledger)}</h2>
            {part(move || shown(|world, _| world.recent.is_empty()).then(|| view! {
                <p class="hint">{words::ledger_empty(lang())}</p>
            }))}
            <ol>{part(rows)}</ol>
        </section>
    }
}

fn ledger_row(lang: Lang, bench: Bench, entry: Entry) -> impl IntoView {
    let world = bench.shown_world.get_untracked();
    let record = entry.record;
    let failed = matches!(record.outcome, Outcome::Failed(_));
    let outcome = words::outcome(lang, record.outcome, &words::span(lang, record.took()));
    let of = bench.with_player(|player| player.world(world).attempts_of(record.principal)).flatten();
    let tries = of.filter(|_| failed).map(|of| words::try_of(lang, record.attempt, of));
    view! {
        <li>
            <time class="mono">{entry.at}</time>
            <span class="ledger-who">
                {entry.name.clone()}" · "{words::place(lang, entry.place)}
                <code>{entry.target}</code>
            </span>
            <span class="ledger-outcome" class:harm=failed>
                {outcome}
                {tries.map(|tries| view! { <small>{tries}</small> })}
            </span>
            <button
                type="button"
                class="why"
                aria-label=words::why_of(lang, &entry.name)
                on:click=move |_| bench.explained.set(Some(Explained::Request(world, record)))
            >
                {words::why(lang)}
            </button>
        </li>
    }
}
