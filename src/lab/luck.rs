//! Luck and the way back: seed, another roll, undo, redo, reset.
//! What an edit does is the player's business.

use leptos::prelude::*;
use sts_atlas_player::Command;
use sts_atlas_sim::Seed;
use sts_atlas_words as words;
use wasm_bindgen::JsValue;

use crate::bench::bench;
use crate::lab::pieces::section;
use crate::parts::button;
use crate::preferences::{Flag, Message, flag, text};
use crate::tag::tag;

/// Seed and edits.
pub fn luck() -> AnyView {
    let bench = bench();
    let seed = move || bench.snapshot.with(|snapshot| snapshot.seed.get());
    let roll = move || {
        // As the recording has it: what is shown may still be on its way.
        let now = bench.with_player(|player| player.recording().seed().get()).unwrap_or_default();
        if let Ok(next) = Seed::new(now % 9_999 + 1) {
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
    let back = |says: Message, possible: Flag, command: Command| {
        button(move || bench.dispatch(command.clone()))
            .property("disabled", Box::new(move || JsValue::from_bool(!possible())))
            .word(says)
            .view()
    };
    let shown = tag("b").class("number").set("data-metric", "seed").says(text(move || seed().to_string()));
    let roll = tag("p")
        .class("row")
        .child(tag("span").word(words::seed).holds(" ".into_any()).child(shown))
        .child(button(roll).word(words::another_roll));
    let back = vec![
        back(words::undo, flag(move || can().0), Command::Undo),
        back(words::redo, flag(move || can().1), Command::Redo),
        back(words::reset, flag(edited), Command::Reset),
    ];
    section("luck", words::luck, vec![roll.view(), tag("p").class("row").holds_all(back).view()])
}
