//! Small controls used on both pages: buttons, one choice of several, a switch, a drawn symbol.
//! They know neither scenario nor simulator.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::preferences::{Flag, Message, Text, say, text};
use crate::tag::{Tag, tag};

/// A button that says what it does.
pub fn button(run: impl FnMut() + 'static) -> Tag {
    tag("button").set("type", "button").on_click(run)
}

/// A button that shows a symbol and has its words as its name and as a tooltip.
pub fn symbol_button(message: Message, path: &'static str, run: impl FnMut() + 'static) -> Tag {
    button(run).label(message).live("title", text(say(message))).holds(icon(path))
}

/// One option of a [`segmented`] choice.
pub struct Choice {
    /// What it is called, in the language of the moment.
    pub label: Text,
    /// Whether it is chosen.
    pub chosen: Flag,
    /// Chooses it.
    pub choose: Box<dyn Fn()>,
}

/// One choice of a few, as a row of radio buttons. `name` is the group's; unique on the page.
pub fn segmented(name: &str, legend: Text, legend_class: &'static str, choices: Vec<Choice>) -> AnyView {
    let option = |Choice { label, chosen, choose }| {
        let input = tag("input")
            .set("type", "radio")
            .set_to("name", name.to_owned())
            .property("checked", Box::new(move || JsValue::from_bool(chosen())))
            .on("change", move |_| choose());
        tag("label").class("segment").child(input).child(tag("span").says(label)).view()
    };
    let options: Vec<_> = choices.into_iter().map(option).collect();
    tag("fieldset")
        .class("segmented")
        .child(tag("legend").class(legend_class).says(legend))
        .child(tag("div").class("segments").holds_all(options))
        .view()
}

/// On or off.
pub fn switch(label: Text, on: Arc<dyn Fn() -> bool + Send + Sync>, on_switch: Box<dyn Fn(bool)>) -> AnyView {
    let shown = Arc::clone(&on);
    button(move || on_switch(!untrack(|| on())))
        .class("switch")
        .set("role", "switch")
        .live("aria-checked", text(move || shown().to_string()))
        .live("aria-label", label)
        .child(tag("span").class("switch-knob").set("aria-hidden", "true"))
        .view()
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
    /// Two triangles.
    pub const SKIP: &str = "M2 3v10l6-5zM8 3v10l6-5z";
    /// A bar and two triangles.
    pub const RESTART: &str = "M2 3h2v10H2zM9.5 3v10L4.5 8zM14.5 3v10l-5-5z";
    /// A cross.
    pub const PLUS: &str = "M7 3h2v4h4v2H9v4H7V9H3V7h4z";
    /// A bar.
    pub const MINUS: &str = "M3 7h10v2H3z";
    /// Four corners.
    pub const WHOLE: &str = "M2 2h4v1.8H3.8V6H2zM10 2h4v4h-1.8V3.8H10zM2 10h1.8v2.2H6V14H2zM12.2 10H14v4h-4v-1.8h2.2z";
    /// A triangle.
    pub const LEFT: &str = "M10.5 3v10L4.5 8z";
    /// A triangle.
    pub const UP: &str = "M3 10.5h10L8 4.5z";
    /// A triangle.
    pub const DOWN: &str = "M3 5.5h10L8 11.5z";
    /// A triangle.
    pub const RIGHT: &str = "M5.5 3v10l6-5z";
    /// Two arrows, one each way.
    pub const TURN: &str = "M10.5 2 14 5.2l-3.5 3.2V6.1H2V4.3h8.5zM5.5 7.6v2.3H14v1.8H5.5V14L2 10.8z";
    /// Half a disc.
    pub const THEME: &str = "M8 1.5a6.5 6.5 0 1 0 0 13zM8 1.5a6.5 6.5 0 0 1 0 13v-1.2a5.3 5.3 0 0 0 0-10.6z";
}
