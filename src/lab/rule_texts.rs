//! That the rules' texts are not there: on their way, or not to be had, with another try.
//! What they say is shown by those who need them.

use leptos::prelude::*;
use sts_atlas_words as words;

use crate::later::{Progress, rule_shelf};
use crate::parts::button;
use crate::preferences::{lang, maybe};
use crate::tag::tag;

/// A line that is there as long as the texts are not.
pub fn coming() -> AnyView {
    let shelf = rule_shelf();
    maybe(move || {
        let line = tag("p").class("hint").set("role", "status");
        match shelf.progress(lang()) {
            Progress::Here => None,
            Progress::NotAsked | Progress::OnTheWay => Some(line.word(words::rules_coming).view()),
            Progress::Failed => {
                let again = button(move || shelf.ask(lang())).word(words::try_again);
                Some(line.word(words::rules_failed).holds(" ".into_any()).child(again).view())
            }
        }
    })
    .into_any()
}
