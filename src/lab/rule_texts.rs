//! That the rules' texts are not there: on their way, or not to be had, with another try.
//! What they say is shown by those who need them.

use leptos::prelude::*;
use sts_atlas_words as words;

use crate::later::{Progress, rule_shelf};
use crate::preferences::{lang, part, say};

/// A line that is there as long as the texts are not.
pub fn coming() -> AnyView {
    let shelf = rule_shelf();
    part(move || {
        let line = match shelf.progress(lang()) {
            Progress::Here => return None,
            Progress::NotAsked | Progress::OnTheWay => say(words::rules_coming).into_any(),
            Progress::Failed => view! {
                {say(words::rules_failed)}
                " "
                <button type="button" on:click=move |_| shelf.ask(lang())>
                    {say(words::try_again)}
                </button>
            }
            .into_any(),
        };
        Some(view! { <p class="hint" role="status">{line}</p> })
    })
    .into_any()
}
