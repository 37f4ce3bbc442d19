//! The scene in words, for whoever does not see the map or would rather read: four parts, each from the same snapshot.
//! The sentences are words' business.

use leptos::prelude::*;
use sts_atlas_player::{Recording, Snapshot};
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::bench::bench;
use crate::preferences::{Message, Text, lang, text};
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
        .view()
}

fn part(heading: Message, name: &'static str, says: Text) -> Tag {
    let sentence = tag("p").set("data-metric", name).says(says);
    tag("section").child(tag("h3").word(heading)).child(sentence)
}

/// Follows the snapshot.
fn said(says: fn(Lang, &Snapshot, &Recording) -> String) -> Text {
    let bench = bench();
    text(move || {
        let Some(recording) = bench.recording() else { return String::new() };
        bench.snapshot.with(|snapshot| says(lang(), snapshot, &recording))
    })
}
