//! The scene in words, for whoever does not see the map or would rather read: four parts from the snapshot, and the log.
//! The sentences are words' business.

use leptos::prelude::*;
use sts_atlas_player::{Player, Recording, Snapshot, WorldId};
use sts_atlas_words as words;
use sts_atlas_words::Lang;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::bench::bench;
use crate::lab::pieces::{changes_of, shown_at};
use crate::picked::Picked;
use crate::preferences::{Message, Text, lang, maybe, part, text};
use crate::tag::tag;

/// Folded away until it is asked for, and not written before: it changes whenever anything does.
pub fn in_words() -> AnyView {
    let open = Picked::new(false);
    let toggled = move |event: Event| {
        let fold = event.current_target().and_then(|fold| fold.dyn_into::<Element>().ok());
        open.set(fold.is_some_and(|fold| fold.has_attribute("open")));
    };
    tag("details")
        .class("in-words")
        .on("toggle", toggled)
        .child(tag("summary").word(words::in_words))
        .part(maybe(move || open.get().then(sentences)))
        .view()
}

fn sentences() -> AnyView {
    vec![
        sentence(words::in_words_here, "here", said(words::what_is_here)),
        sentence(words::in_words_can, "can", text(|| words::in_words_acts(lang()))),
        sentence(words::in_words_now, "now", said(words::what_is_happening)),
        sentence(words::in_words_next, "next", said(words::what_comes_next)),
        log(),
    ]
    .into_any()
}

fn sentence(heading: Message, name: &'static str, says: Text) -> AnyView {
    let sentence = tag("p").set("data-metric", name).says(says);
    tag("section").child(tag("h3").word(heading)).child(sentence).view()
}

/// So many of the newest entries are shown.
const SHOWN: usize = 60;

/// The log of the world whose numbers are shown, the newest entry first.
fn log() -> AnyView {
    let bench = bench();
    let lines = move |world: WorldId, snapshot: &Snapshot| {
        let lines = bench.with_player(|player| {
            let entries = player.history(world).log().until(snapshot.now).iter().rev().take(SHOWN);
            entries.map(|entry| words::happened(lang(), player, world, entry)).collect::<Vec<_>>()
        });
        lines.unwrap_or_default()
    };
    let changes = changes_of(move |world, snapshot| lines(world.id, snapshot));
    let list = move || {
        let lines = shown_at(changes, |world, snapshot| lines(world.id, snapshot));
        if lines.is_empty() {
            return tag("p").word(words::happened_nothing).view();
        }
        tag("ol").holds_all(lines.into_iter().map(|line| tag("li").written(line).view()).collect()).view()
    };
    tag("section").class("log").child(tag("h3").word(words::happened_heading)).part(part(list)).view()
}

/// Follows the snapshot.
fn said(says: fn(Lang, &Snapshot, &Recording) -> String) -> Text {
    let bench = bench();
    text(move || {
        let read = |player: &Player| bench.snapshot.with(|snapshot| says(lang(), snapshot, player.recording()));
        bench.with_player(read).unwrap_or_default()
    })
}
