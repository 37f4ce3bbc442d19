//! What the model assumes, said aloud: every assumed rule.
//! No assumption is made or worded here.

use leptos::prelude::*;
use sts_atlas_facts::{Confidence, RULES};
use sts_atlas_words as words;

use crate::lab::pieces::{hint, section};
use crate::preferences::{lang, say, text};

/// The readout.
pub fn assumptions() -> AnyView {
    let assumed = || RULES.iter().filter(|rule| rule.confidence == Confidence::Assumed);
    let item = |(statement_en, statement_ja)| {
        view! { <li>{text(move || lang().of(statement_en, statement_ja).to_owned())}</li> }.into_any()
    };
    let items: Vec<_> = assumed().map(|rule| item((rule.statement_en, rule.statement_ja))).collect();
    let list = view! { <ul>{items}</ul> };
    section("assumptions", words::assumptions, vec![hint(text(say(words::door_quote))), list.into_any()])
}
