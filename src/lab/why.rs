//! The Why panel: a causal chain, each link with its rule, how well it is known, and who says so.
//! No cause and no sentence is made here.

use leptos::html::Dialog;
use leptos::prelude::*;
use sts_atlas_facts::RuleId;
use sts_atlas_player::{PrincipalSnapshot, Scenario, WorldId};
use sts_atlas_sim::Cause;
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::bench::{Bench, Explained, bench};
use crate::lab::principals::principals_at;
use crate::lab::rule_texts::coming;
use crate::later::rule_shelf;
use crate::preferences::{follow, lang, part, say};

fn subject(bench: Bench, explained: Explained) -> String {
    let (world, name) = match explained {
        Explained::Request(world, record) => (world, name_of(bench, world, record.principal)),
        Explained::Principal(world, index) => (world, name_of(bench, world, index)),
        Explained::Place(world, place) => (world, words::place(lang(), place)),
    };
    format!("{name} ({})", words::world(lang(), world.letter()))
}

fn name_of(bench: Bench, world: WorldId, index: u32) -> String {
    bench.snapshot.with_untracked(|snapshot| {
        let principal = snapshot.worlds[world.index()].principals.get(index as usize);
        principal.map(PrincipalSnapshot::instance_name).unwrap_or_default()
    })
}

/// The panel; closed unless something is being explained.
pub fn why_panel() -> AnyView {
    let bench = bench();
    let dialog = NodeRef::<Dialog>::new();
    follow(Box::new(move || {
        let Some(element) = dialog.get() else { return };
        if bench.explained.get().is_some() && !element.open() {
            // A dialog that is already open refuses; it then simply shows the new chain.
            let _ = element.show_modal();
        } else if bench.explained.get().is_none() && element.open() {
            element.close();
        }
    }));
    let shelf = rule_shelf();
    follow(Box::new(move || {
        if matches!(bench.explained.get(), Some(Explained::Request(..) | Explained::Principal(..))) {
            shelf.ask(lang());
        }
    }));
    let body = move || {
        bench.explained.get().map(|explained| match explained {
            Explained::Place(world, place) => view! {
                <h2 id="why-heading">{subject(bench, explained)}</h2>
                {principals_at(world, place)}
            }
            .into_any(),
            Explained::Request(..) | Explained::Principal(..) => view! {
                <h2 id="why-heading">{words::why_heading(lang(), subject(bench, explained))}</h2>
                {bench.scenario().map(|scenario| chain(lang(), &scenario, &bench.why(explained)))}
            }
            .into_any(),
        })
    };
    view! {
        <dialog
            node_ref=dialog
            class="why-panel"
            aria-labelledby="why-heading"
            on:close=move |_| bench.explained.set(None)
        >
            <button type="button" class="close" on:click=move |_| bench.explained.set(None)>
                {say(words::close)}
            </button>
            {part(body)}
        </dialog>
    }
    .into_any()
}

fn chain(lang: Lang, scenario: &Scenario, chain: &[Cause]) -> AnyView {
    if chain.is_empty() {
        return view! { <p>{words::nothing_to_explain(lang)}</p> }.into_any();
    }
    view! {
        {coming()}
        <ol class="chain">{chain.iter().map(|cause| link(lang, scenario, cause)).collect_view()}</ol>
    }
    .into_any()
}

fn link(lang: Lang, scenario: &Scenario, cause: &Cause) -> impl IntoView + use<> {
    let time = cause.at.map(|at| words::clock(scenario.start.plus_micros(at.0)));
    view! {
        <li>
            <h3 class="cause">
                {time.map(|time| view! { <time class="mono">{time}</time>" " })}
                {words::cause(lang, &cause.kind, scenario)}
            </h3>
            {rule(lang, cause.rule)}
        </li>
    }
}

/// What the program knows of a rule at once, and what it says as soon as that is here.
fn rule(lang: Lang, rule: RuleId) -> AnyView {
    let (shelf, fact) = (rule_shelf(), rule.fact());
    let statement = move || shelf.said(lang, rule).map(|[_, statement, _]| statement + " ");
    let sources = move || {
        shelf.said(lang, rule).map(|[id, _, sources]| {
            view! {
                <p class="rule-sources">
                    <small>{words::sources(lang, sources)}" · "<code>{id}</code></small>
                </p>
            }
        })
    };
    view! {
        <p class="rule">
            <span class="confidence" data-confidence=format!("{:?}", fact.confidence).to_ascii_lowercase()>
                {words::confidence(lang, fact.confidence)}
            </span>
            " "{part(statement)}<small>{words::validity(lang, fact)}</small>
        </p>
        {part(sources)}
    }
    .into_any()
}
