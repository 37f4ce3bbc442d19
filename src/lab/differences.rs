//! Fairness on screen: what the twin changed, and what it could not.
//! The comparison itself is the player's.

use leptos::prelude::*;
use sts_atlas_player::{Difference, PrincipalSnapshot};
use sts_atlas_words as words;

use crate::bench::bench;
use crate::lab::pieces::{hint, named_hint, section};
use crate::preferences::{lang, maybe, text};
use crate::tag::tag;

/// The readout.
pub fn differences() -> AnyView {
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
            let names = stays
                .filter_map(|entry| principals.get(entry.principal as usize).map(PrincipalSnapshot::instance_name));
            words::list(lang(), &names.collect::<Vec<_>>())
        })
    };
    let rest = move || {
        words::difference_rest(
            lang(),
            count(|difference| difference == Difference::RegionalInBoth),
            count(|difference| difference == Difference::NoStsOfItsOwn),
            stays(),
        )
    };
    let changed = tag("p")
        .set("data-metric", "differences.changed")
        .says(text(move || words::difference_changed(lang(), changed(), total())));
    let stay = move || (stays() > 0).then(|| hint(text(move || words::difference_stays(lang(), stay_names()))));
    let content = vec![changed.view(), named_hint("differences.rest", text(rest)), maybe(stay).into_any()];
    section("differences", words::what_differs, content)
}
