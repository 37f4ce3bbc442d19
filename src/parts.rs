//! Small controls used on both pages: one choice of several, a switch, a drawn symbol.
//! They know neither scenario nor simulator.

use std::sync::Arc;

use leptos::prelude::*;

use crate::preferences::{Text, text};

/// One option of a [`segmented`] choice.
pub struct Choice {
    /// What it is called, in the language of the moment.
    pub label: Text,
    /// Whether it is chosen.
    pub chosen: Box<dyn Fn() -> bool + Send>,
    /// Chooses it.
    pub choose: Box<dyn Fn()>,
}

/// One choice of a few, as a row of radio buttons. `name` is the group's; unique on the page.
pub fn segmented(name: &str, legend: impl IntoAny, legend_class: &'static str, choices: Vec<Choice>) -> AnyView {
    let option = |Choice { label, chosen, choose }| {
        view! {
            <label class="segment">
                <input type="radio" name=name.to_owned() prop:checked=chosen on:change=move |_| choose() />
                <span>{label}</span>
            </label>
        }
        .into_any()
    };
    let options: Vec<_> = choices.into_iter().map(option).collect();
    view! {
        <fieldset class="segmented">
            <legend class=legend_class>{legend.into_any()}</legend>
            <div class="segments">{options}</div>
        </fieldset>
    }
    .into_any()
}

/// On or off.
pub fn switch(label: Text, on: Arc<dyn Fn() -> bool + Send + Sync>, on_switch: Box<dyn Fn(bool)>) -> AnyView {
    let shown = Arc::clone(&on);
    view! {
        <button
            type="button"
            class="switch"
            role="switch"
            aria-checked=text(move || shown().to_string())
            aria-label=label
            on:click=move |_| on_switch(!untrack(|| on()))
        >
            <span class="switch-knob" aria-hidden="true"></span>
        </button>
    }
    .into_any()
}

/// A drawn symbol; the button around it has the words. `path` is its outline on a 16 × 16 grid.
pub fn icon(path: &'static str) -> AnyView {
    view! { <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d=path></path></svg> }
        .into_any()
}

/// Outlines of symbols.
pub mod icons {
    /// A triangle.
    pub const PLAY: &str = "M4 2.5v11l9-5.5z";
    /// Two bars.
    pub const PAUSE: &str = "M4 2.5h3v11H4zM9 2.5h3v11H9z";
    /// A triangle against a bar.
    pub const NEXT: &str = "M3.5 3v10l7-5zM11 3h2v10h-2z";
    /// The same, backwards.
    pub const PREVIOUS: &str = "M12.5 3v10l-7-5zM3 3h2v10H3z";
    /// A bar and two triangles.
    pub const RESTART: &str = "M2 3h2v10H2zM9.5 3v10L4.5 8zM14.5 3v10l-5-5z";
    /// Half a disc.
    pub const THEME: &str = "M8 1.5a6.5 6.5 0 1 0 0 13zM8 1.5a6.5 6.5 0 0 1 0 13v-1.2a5.3 5.3 0 0 0 0-10.6z";
}
