//! The as-of dial: the rules of the scenario's day, or as known on the day the facts were checked.
//! What changed between them is the facts' business.

use leptos::prelude::*;
use sts_atlas_facts::{CHECK_DATE, Confidence, Date};
use sts_atlas_player::Command;
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::bench::{Bench, bench};
use crate::parts::{Choice, segmented};
use crate::preferences::{flag, lang, maybe, say, text};
use crate::tag::tag;

/// Says that a scenario played under another day's rules is an inference.
pub fn inferred_note() -> AnyView {
    let bench = bench();
    let elsewhere = move || bench.snapshot.with(|snapshot| snapshot.as_of) != written(bench);
    let note = || {
        let badge = text(|| words::confidence(lang(), Confidence::Inferred));
        tag("p")
            .class("hint")
            .child(tag("small").class("assumed").says(badge))
            .holds(" ".into_any())
            .word(words::as_of_inferred)
            .view()
    };
    tag("div").set("role", "status").part(maybe(move || elsewhere().then(note))).view()
}

/// The day the scenario itself names.
fn written(bench: Bench) -> Date {
    bench.scenario().map_or(CHECK_DATE, |scenario| scenario.worlds[0].spec.as_of)
}

/// The dial.
pub fn as_of_dial(name: &'static str, legend_class: &'static str) -> AnyView {
    let bench = bench();
    let choice = |date: Date, label: fn(Lang, Date) -> String| Choice {
        label: text(move || label(lang(), date)),
        chosen: flag(move || bench.snapshot.with(|snapshot| snapshot.as_of) == date),
        choose: Box::new(move || bench.dispatch(Command::SetAsOf(date))),
    };
    let known = |lang, date| words::as_known_on(lang, words::date(lang, date));
    let choices = vec![choice(written(bench), words::date), choice(CHECK_DATE, known)];
    segmented(name, text(say(words::rules_as_of)), legend_class, choices)
}
