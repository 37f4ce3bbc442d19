//! What the model assumes, said aloud: every assumed rule.
//! No assumption is made or worded here.

use leptos::prelude::*;
use sts_atlas_facts::{Confidence, RuleId};
use sts_atlas_words as words;

use crate::lab::pieces::{hint, section};
use crate::lab::rule_texts::coming;
use crate::later::rule_shelf;
use crate::preferences::{follow, lang, part, say, text};
use crate::tag::tag;

/// The readout.
pub fn assumptions() -> AnyView {
    let shelf = rule_shelf();
    // After the page stands: it does not wait for this.
    follow(Box::new(move || shelf.ask(lang())));
    let assumed = || RuleId::ALL.into_iter().filter(|rule| rule.fact().confidence == Confidence::Assumed);
    let list = part(move || {
        let statements = assumed().filter_map(|rule| shelf.said(lang(), rule));
        let items = statements.map(|[_, statement, _]| tag("li").written(statement).view());
        tag("ul").holds_all(items.collect()).view()
    });
    let content = vec![hint(text(say(words::door_quote))), coming(), list.into_any()];
    section("assumptions", words::assumptions, content)
}
