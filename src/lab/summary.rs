//! The text twin's live line: both worlds in a few sentences, spoken politely and not too often.
//! The sentences are words' business.

use leptos::prelude::*;
use sts_atlas_words as words;

use crate::bench::bench;
use crate::preferences::lang;

/// The visible summary, and the same for screen readers only when time stands still.
pub fn live_summary() -> AnyView {
    let bench = bench();
    let text = Memo::new(move |_| {
        let Some(scenario) = bench.scenario() else { return String::new() };
        bench.snapshot.with(|snapshot| words::live_summary(lang(), snapshot, &scenario))
    });
    // While time passes the sentence would be spoken over and over: it is a live region only at rest.
    let live = move || if bench.snapshot.with(|snapshot| snapshot.playing) { "off" } else { "polite" };
    view! { <p class="live-summary" role="status" aria-live=live>{text}</p> }.into_any()
}
