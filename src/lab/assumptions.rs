//! What the model assumes, said aloud: every assumed rule that has a say in this scenario.
//! No assumption is made or worded here.

use leptos::prelude::*;
use sts_atlas_facts::{Confidence, RULES};
use sts_atlas_words as words;

use crate::preferences::lang;

/// The readout.
#[component]
pub fn Assumptions() -> impl IntoView {
    let assumed = || RULES.iter().filter(|rule| rule.confidence == Confidence::Assumed);
    let items = move || {
        assumed().map(|rule| view! { <li>{lang().of(rule.statement_en, rule.statement_ja)}</li> }).collect_view()
    };
    view! {
        <section class="assumptions">
            <h2>{move || words::assumptions(lang())}</h2>
            <p class="hint">{move || words::door_quote(lang())}</p>
            <ul>{items}</ul>
        </section>
    }
}
