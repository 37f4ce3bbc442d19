//! Buttons that move the maps: nearer, further, to all sides, the whole world, around the other ocean.
//! What they lead to is `look`'s business.

use leptos::prelude::*;
use sts_atlas_words as words;

use crate::look::{Look, look};
use crate::parts::{icons, symbol_button};
use crate::preferences::Message;
use crate::tag::tag;

/// What a button is called, its symbol, and what it does.
type Control = (Message, &'static str, fn(Look));

/// The buttons, for both maps.
pub fn view_controls() -> AnyView {
    let look = look();
    let controls: [Control; 8] = [
        (words::zoom_in, icons::PLUS, Look::nearer),
        (words::zoom_out, icons::MINUS, Look::further),
        (words::whole_world, icons::WHOLE, Look::whole_world),
        (words::look_west, icons::LEFT, |look| look.press(-1.0, 0.0)),
        (words::look_north, icons::UP, |look| look.press(0.0, -1.0)),
        (words::look_south, icons::DOWN, |look| look.press(0.0, 1.0)),
        (words::look_east, icons::RIGHT, |look| look.press(1.0, 0.0)),
        (words::other_ocean, icons::TURN, Look::other_ocean),
    ];
    let buttons = controls.map(|(message, path, act)| symbol_button(message, path, move || act(look)).view());
    tag("div").class("view-controls").set("role", "group").label(words::view_controls).holds_all(buttons.into()).view()
}
