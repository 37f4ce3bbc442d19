//! Luck and the way back: seed, another roll, undo, redo, reset.
//! What an edit does is the player's business.

use leptos::prelude::*;
use sts_atlas_player::Command;
use sts_atlas_sim::Seed;
use sts_atlas_words as words;

use crate::bench::bench;
use crate::lab::pieces::{Message, section};
use crate::preferences::{flag, say, text};

/// Seed and edits.
pub fn luck() -> AnyView {
    let bench = bench();
    let seed = move || bench.snapshot.with(|snapshot| snapshot.seed.get());
    let roll = move |_| {
        if let Ok(next) = Seed::new(seed() % 9_999 + 1) {
            bench.dispatch(Command::SetSeed(next));
        }
    };
    let can = move || {
        bench.snapshot.track();
        bench.with_player(sts_atlas_player::Player::can_undo_redo).unwrap_or_default()
    };
    let edited = move || {
        bench.snapshot.track();
        bench.with_player(|player| !player.recording().edits.is_empty()).unwrap_or_default()
    };
    let button = |says: Message, possible: Box<dyn Fn() -> bool + Send>, command: Command| {
        let click = move |_| bench.dispatch(command.clone());
        view! { <button type="button" disabled=flag(move || !possible()) on:click=click>{say(says)}</button> }
            .into_any()
    };
    let roll = view! {
        <p class="row">
            <span>{say(words::seed)}" "<b class="number" data-metric="seed">{text(move || seed().to_string())}</b></span>
            <button type="button" on:click=roll>{say(words::another_roll)}</button>
        </p>
    };
    let back = vec![
        button(words::undo, flag(move || can().0), Command::Undo),
        button(words::redo, flag(move || can().1), Command::Redo),
        button(words::reset, flag(edited), Command::Reset),
    ];
    section("luck", words::luck, vec![roll.into_any(), view! { <p class="row">{back}</p> }.into_any()])
}
