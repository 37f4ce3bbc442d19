//! Luck and the way back: seed, another roll, undo, redo, reset.
//! What an edit does is the player's business.

use leptos::prelude::*;
use sts_atlas_player::Command;
use sts_atlas_sim::Seed;
use sts_atlas_words as words;

use crate::bench::bench;
use crate::preferences::say;

/// Seed and edits.
#[component]
pub fn Luck() -> impl IntoView {
    let bench = bench();
    let seed = move || bench.snapshot.with(|snapshot| snapshot.seed.get());
    let roll = move |_| {
        if let Ok(next) = Seed::new(seed() % 9_999 + 1) {
            bench.dispatch(Command::SetSeed(next));
        }
    };
    let can = Signal::derive(move || {
        bench.snapshot.track();
        bench.with_player(sts_atlas_player::Player::can_undo_redo).unwrap_or_default()
    });
    let edited = move || {
        bench.snapshot.track();
        bench.with_player(|player| !player.recording().edits.is_empty()).unwrap_or_default()
    };
    view! {
        <section>
            <h2>{say(words::luck)}</h2>
            <p class="row">
                <span>{say(words::seed)}" "<b class="number" data-metric="seed">{seed}</b></span>
                <button type="button" on:click=roll>{say(words::another_roll)}</button>
            </p>
            <p class="row">
                <button type="button" disabled=move || !can.get().0 on:click=move |_| bench.dispatch(Command::Undo)>
                    {say(words::undo)}
                </button>
                <button type="button" disabled=move || !can.get().1 on:click=move |_| bench.dispatch(Command::Redo)>
                    {say(words::redo)}
                </button>
                <button type="button" disabled=move || !edited() on:click=move |_| bench.dispatch(Command::Reset)>
                    {say(words::reset)}
                </button>
            </p>
        </section>
    }
}
