//! Keys of the bench, in one table: what it says is what the handler does and what the help lists.
//! They act only while the focus is in the bench, never while a text is typed, and none of them is a bare letter.

use leptos::prelude::*;
use sts_atlas_player::Command;
use sts_atlas_words as words;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

use crate::bench::Bench;
use crate::look::Look;
use crate::preferences::Message;
use crate::tag::tag;

/// One key, with what is held down beside it.
struct Key {
    /// What it writes or does, as the browser names it, whatever the layout of the keyboard; letters in lower case.
    key: &'static str,
    /// As a reader names it.
    name: &'static str,
    control: bool,
    shift: bool,
    /// What it does, in words.
    says: Message,
    act: fn(Bench, Look),
}

const fn key(
    key: &'static str,
    name: &'static str,
    [control, shift]: [bool; 2],
    says: Message,
    act: fn(Bench, Look),
) -> Key {
    Key { key, name, control, shift, says, act }
}

const SHIFT: [bool; 2] = [false, true];
const CONTROL: [bool; 2] = [true, false];
const BOTH: [bool; 2] = [true, true];

const KEYS: [Key; 14] = [
    key("Enter", "Shift + Enter", SHIFT, words::play_or_pause, play_or_pause),
    key("ArrowRight", "Shift + →", SHIFT, words::step_forward, |bench, _| bench.step_forward()),
    key("ArrowLeft", "Shift + ←", SHIFT, words::step_back, |bench, _| bench.step_back()),
    key("Home", "Shift + Home", SHIFT, words::restart, |bench, _| bench.restart()),
    key("z", "Ctrl + Z", CONTROL, words::undo, |bench, _| bench.dispatch(Command::Undo)),
    key("z", "Ctrl + Shift + Z", BOTH, words::redo, |bench, _| bench.dispatch(Command::Redo)),
    key("y", "Ctrl + Y", CONTROL, words::redo, |bench, _| bench.dispatch(Command::Redo)),
    key("PageUp", "Shift + Page Up", SHIFT, words::zoom_in, |_, look| look.nearer()),
    key("PageDown", "Shift + Page Down", SHIFT, words::zoom_out, |_, look| look.further()),
    key("End", "Shift + End", SHIFT, words::whole_world, |_, look| look.whole_world()),
    key("ArrowLeft", "Ctrl + ←", CONTROL, words::look_west, |_, look| look.press(-1.0, 0.0)),
    key("ArrowRight", "Ctrl + →", CONTROL, words::look_east, |_, look| look.press(1.0, 0.0)),
    key("ArrowUp", "Ctrl + ↑", CONTROL, words::look_north, |_, look| look.press(0.0, -1.0)),
    key("ArrowDown", "Ctrl + ↓", CONTROL, words::look_south, |_, look| look.press(0.0, 1.0)),
];

fn play_or_pause(bench: Bench, _: Look) {
    bench.dispatch(if bench.is_playing() { Command::Pause } else { Command::Play });
}

/// Does what a key stands for.
pub fn press(bench: Bench, look: Look, event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    if event.alt_key() || means_something_else(event) {
        return;
    }
    // On a Mac the command key is what control is elsewhere, but not with arrows: they go back and forward.
    let is_arrow = event.key().starts_with("Arrow");
    let held = (event.ctrl_key() || (event.meta_key() && !is_arrow), event.shift_key());
    let pressed = event.key();
    let is_it = |key: &&Key| key.key.eq_ignore_ascii_case(&pressed) && (key.control, key.shift) == held;
    if let Some(key) = KEYS.iter().find(is_it) {
        event.prevent_default();
        (key.act)(bench, look);
    }
}

/// Whether the focus is where keys write, or on a link, which the browser opens in other ways with them.
fn means_something_else(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target() else { return false };
    let input = target.dyn_ref::<HtmlInputElement>();
    let writes = input.is_some_and(|input| !matches!(input.type_().as_str(), "range" | "radio" | "checkbox"));
    writes || target.dyn_ref::<Element>().is_some_and(|element| matches!(element.tag_name().as_str(), "A" | "TEXTAREA"))
}

/// The help: every key with what it does.
pub fn keyboard_help() -> AnyView {
    let rows = KEYS.iter().map(|key| {
        let name = tag("dt").child(tag("kbd").written(key.name.to_owned()));
        tag("div").child(name).child(tag("dd").word(key.says)).view()
    });
    tag("details")
        .class("keyboard-help")
        .child(tag("summary").word(words::keyboard_help))
        .child(tag("p").class("hint").word(words::keyboard_help_hint))
        .child(tag("dl").holds_all(rows.collect()))
        .view()
}
