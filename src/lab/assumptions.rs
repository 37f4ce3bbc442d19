//! What the model assumes, said aloud: every assumed rule that has a say in this scenario.
//! No assumption is made or worded here.

use leptos::prelude::*;
use sts_atlas_facts::{Confidence, RULES};
use sts_atlas_words as words;

use crate::preferences::{lang, part, say};

/// The readout.
#[component]
pub fn Assumptions() -> impl IntoView {
    let assumed = || RULES.iter().filter(|rule| rule.confidence == Confidence::Assumed);
    let items = move || {
        assumed().map(|rule| view! { <li>{lang().of(rule.statement_en, rule.statement_ja)}</li> }).collect_view()
    };
    view! {
        <section class="assumptions">
            <h2>{say(words::assumptions)}</h2>
            <p class="hint">{say(words::door_quote)}</p>
            <ul>{part(items)}</ul>
        </section>
    }
}
