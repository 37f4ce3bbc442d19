//! Fairness on screen: what the twin changed, and what it could not.
//! The comparison itself is the player's.

use leptos::prelude::*;
use sts_atlas_player::Difference;
use sts_atlas_words as words;

use crate::bench::bench;
use crate::lab::principals::display_name;
use crate::preferences::{lang, part, say, text};

/// The readout.
#[component]
pub fn Differences() -> impl IntoView {
    let bench = bench();
    let count = move |matches: fn(Difference) -> bool| {
        bench.snapshot.with(|snapshot| snapshot.differences.iter().filter(|entry| matches(entry.difference)).count())
    };
    let total = move || bench.snapshot.with(|snapshot| snapshot.differences.len());
    let changed = move || count(|difference| matches!(difference, Difference::Changed { .. }));
    let stays = move || count(|difference| difference == Difference::StaysGlobal);
    let stay_names = move || {
        bench.snapshot.with(|snapshot| {
            let stays = snapshot.differences.iter().filter(|entry| entry.difference == Difference::StaysGlobal);
            let principals = &snapshot.worlds[0].principals;
            let names = stays.filter_map(|entry| principals.get(entry.principal as usize).map(display_name));
            words::list(lang(), &names.collect::<Vec<_>>())
        })
    };
    view! {
        <section class="differences">
            <h2>{say(words::what_differs)}</h2>
            <p data-metric="differences.changed">{text(move || words::difference_changed(lang(), changed(), total()))}</p>
            <p class="hint" data-metric="differences.rest">
                {text(move || words::difference_rest(
                    lang(),
                    count(|difference| difference == Difference::RegionalInBoth),
                    count(|difference| difference == Difference::NoStsOfItsOwn),
                    stays(),
                ))}
            </p>
            {part(move || (stays() > 0).then(|| view! {
                <p class="hint">{words::difference_stays(lang(), stay_names())}</p>
            }))}
        </section>
    }
}
