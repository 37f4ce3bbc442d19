//! Small controls used on both pages: one choice of several, a switch, a player's button row, a world's badge.
//! They know neither scenario nor simulator.

use leptos::prelude::*;

use crate::preferences::text;

/// One option of a [`Segmented`] choice.
#[derive(Clone)]
pub struct Choice<T: Clone + 'static> {
    /// What it stands for.
    pub value: T,
    /// What it is called, in the language of the moment.
    pub label: Signal<String>,
}

/// One choice of a few, as a row of radio buttons.
#[component]
pub fn Segmented<T>(
    /// Name of the group; unique on the page.
    #[prop(into)]
    name: String,
    /// What is chosen.
    #[prop(into)]
    legend: Signal<String>,
    /// Whether the legend is for screen readers only.
    #[prop(optional)]
    hide_legend: bool,
    choices: Vec<Choice<T>>,
    #[prop(into)] selected: Signal<T>,
    on_choose: impl Fn(T) + Clone + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let options = choices.into_iter().map(|choice| {
        let (value, on_choose) = (choice.value.clone(), on_choose.clone());
        let is_selected = {
            let value = value.clone();
            move || selected.get() == value
        };
        view! {
            <label class="segment">
                <input
                    type="radio"
                    name=name.clone()
                    prop:checked=is_selected
                    on:change=move |_| on_choose(value.clone())
                />
                <span>{choice.label}</span>
            </label>
        }
    });
    view! {
        <fieldset class="segmented">
            <legend class:visually-hidden=hide_legend>{legend}</legend>
            <div class="segments">{options.collect_view()}</div>
        </fieldset>
    }
}

/// On or off.
#[component]
pub fn Switch(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on: Signal<bool>,
    on_switch: impl Fn(bool) + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="switch"
            role="switch"
            aria-checked=text(move || on.get().to_string())
            aria-label=label
            on:click=move |_| on_switch(!on.get_untracked())
        >
            <span class="switch-knob" aria-hidden="true"></span>
        </button>
    }
}

/// A drawn symbol; the button around it has the words.
#[component]
pub fn Icon(
    /// Outline on a 16 × 16 grid.
    path: &'static str,
) -> impl IntoView {
    view! { <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d=path></path></svg> }
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
