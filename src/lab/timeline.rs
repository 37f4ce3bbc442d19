//! The timeline: play, pause, step, tempo, dead time, and the time axis.
//! What a command does is the player's business, what lies on the axis that of `tracks`.

use leptos::prelude::*;
use sts_atlas_player::{Command, Tempo};
use sts_atlas_words as words;
use wasm_bindgen::JsValue;
use web_sys::Event;

use crate::acts::StepBy;
use crate::bench::{Bench, bench};
use crate::lab::clock::clock;
use crate::lab::time_window::{TimeWindow, lengthen_buttons, time_axis};
use crate::parts::{button, icon, icons, symbol_button};
use crate::preferences::{Message, lang, maybe, part, text};
use crate::tag::tag;

/// Play or pause.
pub fn play_button() -> AnyView {
    let bench = bench();
    let playing = move || bench.snapshot.with(|snapshot| snapshot.playing);
    let label = move || if playing() { words::pause(lang()) } else { words::play(lang()) };
    button(move || bench.dispatch(if bench.is_playing() { Command::Pause } else { Command::Play }))
        .class("play")
        .live("aria-label", text(label))
        .live("title", text(label))
        .part(part(move || icon(if playing() { icons::PAUSE } else { icons::PLAY })))
        .view()
}

/// The bench's timeline.
pub fn timeline() -> AnyView {
    let (bench, time_window) = (bench(), TimeWindow::new());
    let pending = move || bench.snapshot.with(|snapshot| snapshot.pending);
    let waiting = || tag("p").class("hint").set("role", "status").word(words::catching_up).view();
    let step = move |message: Message, path, act: fn(Bench)| symbol_button(message, path, move || act(bench));
    let transport = tag("div")
        .class("transport")
        .child(step(words::restart, icons::RESTART, Bench::restart))
        .child(step(words::step_back, icons::PREVIOUS, Bench::step_back))
        .holds(play_button())
        .child(step(words::step_forward, icons::NEXT, Bench::step_forward))
        .holds(tempo_choice())
        .holds(step_choice())
        .holds(skip_button())
        .holds_all(lengthen_buttons(time_window))
        .part(maybe(move || pending().then(waiting)));
    let axis = tag("div").class("time-axis").holds_all(time_axis(time_window));
    tag("section").class("lab-timeline").label(words::timeline).child(transport).holds(clock()).child(axis).view()
}

/// Whether dead time is skipped.
fn skip_button() -> AnyView {
    let bench = bench();
    let skips = move || bench.snapshot.with(|snapshot| snapshot.skips_dead_time);
    symbol_button(words::skip_dead_time, icons::SKIP, move || {
        let skips = bench.with_player(|player| player.skipped_dead_time().0) == Some(true);
        bench.dispatch(Command::SkipDeadTime(!skips));
    })
    .live("aria-pressed", text(move || skips().to_string()))
    .view()
}

fn tempo_choice() -> AnyView {
    let bench = bench();
    let selected = move || bench.snapshot.with(|snapshot| snapshot.tempo);
    // A program may set another tempo than a reader can.
    let other = move || {
        let tempo = selected();
        let option = || tag("option").set("selected", "").written(words::tempo_stop(lang(), tempo)).view();
        (!Tempo::STOPS.contains(&tempo)).then(option)
    };
    let options = Tempo::STOPS.into_iter().enumerate().map(|(index, stop)| {
        tag("option")
            .set_to("value", index.to_string())
            .property("selected", Box::new(move || JsValue::from_bool(selected() == stop)))
            .says(text(move || words::tempo_stop(lang(), stop)))
            .view()
    });
    let choose = move |event: Event| {
        let stop = event_target_value(&event).parse::<usize>().ok().and_then(|index| Tempo::STOPS.get(index).copied());
        if let Some(stop) = stop {
            bench.dispatch(Command::SetTempo(stop));
        }
    };
    tag("select")
        .class("tempo")
        .label(words::tempo_label)
        .on("change", choose)
        .holds_all(options.collect())
        .part(maybe(other))
        .view()
}

/// How far a step goes.
fn step_choice() -> AnyView {
    let bench = bench();
    let names: [Message; 4] =
        [words::step_by_tempo, words::step_by_packet, words::step_by_request, words::step_by_state];
    let options = StepBy::ALL.into_iter().zip(names).enumerate().map(|(index, (step, name))| {
        tag("option")
            .set_to("value", index.to_string())
            .property("selected", Box::new(move || JsValue::from_bool(bench.step_by.get() == step)))
            .word(name)
            .view()
    });
    let choose = move |event: Event| {
        let index = event_target_value(&event).parse::<usize>().ok();
        index.and_then(|index| StepBy::ALL.get(index)).iter().for_each(|step| bench.step_by.set(**step));
    };
    tag("select").class("tempo").label(words::step_by).on("change", choose).holds_all(options.collect()).view()
}
