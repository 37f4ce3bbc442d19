//! The as-of dial: the rules of the scenario's day, or as known on the day the facts were checked.
//! What changed between them is the facts' business.

use leptos::prelude::*;
use sts_atlas_facts::CHECK_DATE;
use sts_atlas_player::Command;
use sts_atlas_words as words;

use crate::bench::bench;
use crate::parts::{Choice, Segmented};
use crate::preferences::{lang, say};

/// The dial.
#[component]
pub fn AsOfDial(name: &'static str, #[prop(optional)] hide_legend: bool) -> impl IntoView {
    let bench = bench();
    let written = bench.scenario().map_or(CHECK_DATE, |scenario| scenario.worlds[0].spec.as_of);
    let choices = vec![
        Choice { value: written, label: Signal::derive(move || words::date(lang(), written)) },
        Choice {
            value: CHECK_DATE,
            label: Signal::derive(move || words::as_known_on(lang(), CHECK_DATE, words::date(lang(), CHECK_DATE))),
        },
    ];
    view! {
        <Segmented
            name
            legend=Signal::derive(say(words::rules_as_of))
            hide_legend
            choices
            selected=Signal::derive(move || bench.snapshot.with(|snapshot| snapshot.as_of))
            on_choose=move |date| bench.dispatch(Command::SetAsOf(date))
        />
    }
}
