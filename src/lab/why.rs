//! The Why panel: a causal chain, each link with its rule, how well it is known, and who says so.
//! No cause and no sentence is made here.

use leptos::prelude::*;
use sts_atlas_facts::RuleId;
use sts_atlas_player::{PrincipalSnapshot, Recording, WorldId};
use sts_atlas_sim::Cause;
use sts_atlas_words as words;
use sts_atlas_words::Lang;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::bench::{Bench, Explained, bench};
use crate::lab::place_panel::place_panel;
use crate::lab::rule_texts::coming;
use crate::later::rule_shelf;
use crate::parts::button;
use crate::preferences::{follow, lang, maybe, text};
use crate::tag::{AnyElement, tag};

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
    let dialog = NodeRef::<AnyElement>::new();
    follow(Box::new(move || {
        let Some(element) = dialog.get().and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) else {
            return;
        };
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
    let heading = |says: String| tag("h2").set("id", "why-heading").written(says).view();
    let body = move || {
        let explained = bench.explained.get()?;
        let (heading, content) = match explained {
            Explained::Place(world, place) => {
                (heading(subject(bench, explained)), place_panel(world, place).into_any())
            }
            Explained::Request(..) | Explained::Principal(..) => {
                let recording = bench.recording()?;
                let heading = heading(words::why_heading(lang(), subject(bench, explained)));
                (heading, chain(lang(), &recording, &bench.why(explained)))
            }
        };
        Some(vec![heading, content].into_any())
    };
    let close = move || bench.explained.set(None);
    tag("dialog")
        .class("why-panel")
        .set("aria-labelledby", "why-heading")
        .node(dialog)
        .on("close", move |_| close())
        .child(button(close).class("close").word(words::close))
        .part(maybe(body))
        .view()
}

fn chain(lang: Lang, recording: &Recording, chain: &[Cause]) -> AnyView {
    if chain.is_empty() {
        return tag("p").written(words::nothing_to_explain(lang)).view();
    }
    let links = chain.iter().map(|cause| link(lang, recording, cause)).collect();
    vec![coming(), tag("ol").class("chain").holds_all(links).view()].into_any()
}

fn link(lang: Lang, recording: &Recording, cause: &Cause) -> AnyView {
    let mut heading = tag("h3").class("cause");
    if let Some(at) = cause.at {
        let time = words::clock(recording.scenario.start.plus_micros(at.0));
        heading = heading.child(tag("time").class("mono").written(time)).written(" ".to_owned());
    }
    let heading = heading.written(words::cause(lang, &cause.kind, recording));
    tag("li").child(heading).holds_all(rule(lang, cause.rule)).view()
}

/// What the program knows of a rule at once, and what it says as soon as that is here.
fn rule(lang: Lang, rule: RuleId) -> Vec<AnyView> {
    let (shelf, fact) = (rule_shelf(), rule.fact());
    let statement =
        move || shelf.said(lang, rule).map_or_else(String::new, |[_, statement, _]| format!(" {statement} "));
    let sources = move || {
        let [id, _, sources] = shelf.said(lang, rule)?;
        let small = tag("small").written(words::sources(lang, sources) + " · ").child(tag("code").written(id));
        Some(tag("p").class("rule-sources").child(small).view())
    };
    let confidence = tag("span")
        .class("confidence")
        .set_to("data-confidence", format!("{:?}", fact.confidence).to_ascii_lowercase())
        .written(words::confidence(lang, fact.confidence));
    let says = tag("p")
        .class("rule")
        .child(confidence)
        .says(text(statement))
        .child(tag("small").written(words::validity(lang, fact)));
    vec![says.view(), maybe(sources).into_any()]
}
