//! The text twin's live line: both worlds in a few sentences, spoken politely and not too often.
//! The sentences are words' business.

use leptos::prelude::*;
use sts_atlas_player::Snapshot;
use sts_atlas_words as words;

use crate::bench::bench;
use crate::lab::pieces::{changes_of, shown_at};
use crate::preferences::{lang, text};
use crate::tag::tag;

/// The visible summary, and the same for screen readers only when time stands still.
pub fn live_summary() -> AnyView {
    let bench = bench();
    let summary = move |snapshot: &Snapshot| {
        bench.with_player(|player| words::live_summary(lang(), snapshot, player.recording())).unwrap_or_default()
    };
    // Written anew only where it says something else: a live region speaks whenever it is written.
    let changes = changes_of(move |_, snapshot| summary(snapshot));
    // While time passes the sentence would be spoken over and over: it is a live region only at rest.
    let live = move || if bench.snapshot.with(|snapshot| snapshot.playing) { "off" } else { "polite" };
    tag("p")
        .class("live-summary")
        .set("role", "status")
        .live("aria-live", text(move || live().to_owned()))
        .says(text(move || shown_at(changes, |_, snapshot| summary(snapshot))))
        .view()
}
