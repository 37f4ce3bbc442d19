//! The scene in words, for whoever does not see the map or would rather read: four parts, each from the same snapshot.
//! The sentences are words' business.

use leptos::prelude::*;
use sts_atlas_player::{Recording, Snapshot, WorldId};
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::bench::bench;
use crate::lab::pieces::{changes_of, shown_at};
use crate::preferences::{Message, Text, lang, part as rebuilt, text};
use crate::tag::{Tag, tag};

/// The four parts, folded away until they are asked for.
pub fn in_words() -> AnyView {
    tag("details")
        .class("in-words")
        .child(tag("summary").word(words::in_words))
        .child(part(words::in_words_here, "here", said(words::what_is_here)))
        .child(part(words::in_words_can, "can", text(|| words::in_words_acts(lang()))))
        .child(part(words::in_words_now, "now", said(words::what_is_happening)))
        .child(part(words::in_words_next, "next", said(words::what_comes_next)))
        .child(log())
        .view()
}

fn part(heading: Message, name: &'static str, says: Text) -> Tag {
    let sentence = tag("p").set("data-metric", name).says(says);
    tag("section").child(tag("h3").word(heading)).child(sentence)
}

/// So many of the newest entries are shown.
const SHOWN: usize = 60;

/// The log of the world whose numbers are shown, the newest entry first.
fn log() -> Tag {
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
    tag("section").class("log").child(tag("h3").word(words::happened_heading)).part(rebuilt(list))
}

/// Follows the snapshot.
fn said(says: fn(Lang, &Snapshot, &Recording) -> String) -> Text {
    let bench = bench();
    text(move || {
        let Some(recording) = bench.recording() else { return String::new() };
        bench.snapshot.with(|snapshot| says(lang(), snapshot, &recording))
    })
}
