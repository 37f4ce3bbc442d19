//! The timeline: play, pause, step, scrub, tempo, fault bars, flags and ribbon.
//! What a command does is the player's business.

use leptos::prelude::*;
use sts_atlas_facts::UtcInstant;
use sts_atlas_player::{Command, FaultView, Tempo};
use sts_atlas_sim::SimTime;
use sts_atlas_words as words;
use sts_atlas_words::Lang;
use wasm_bindgen::JsValue;
use web_sys::Event;

use crate::acts::StepBy;
use crate::bench::{Bench, bench};
use crate::lab::drag::{movable, move_bars};
use crate::lab::pieces::{changes_of, shown_at};
use crate::lab::shown;
use crate::parts::{button, icon, icons, symbol_button};
use crate::platform::document;
use crate::preferences::{Message, lang, maybe, part, text};
use crate::tag::{Tag, tag};

/// Whole seconds on the slider.
const SECOND: u64 = 1_000_000;

fn start(bench: Bench) -> UtcInstant {
    bench.scenario().map_or(UtcInstant(0), |scenario| scenario.start)
}

fn length(bench: Bench) -> u64 {
    bench.scenario().map_or(1, |scenario| scenario.length.0)
}

/// Share of the scenario, as a percentage for a style.
fn percent(bench: Bench, at: SimTime) -> String {
    share(at.0, length(bench))
}

/// Share of a length, as a percentage for a style.
pub fn share(part: u64, whole: u64) -> String {
    let permyriad = part.min(whole) * 10_000 / whole.max(1);
    format!("{}.{:02}%", permyriad / 100, permyriad % 100)
}

/// Play or pause.
pub fn play_button() -> AnyView {
    let bench = bench();
    let playing = move || bench.snapshot.with(|snapshot| snapshot.playing);
    let label = move || if playing() { words::pause(lang()) } else { words::play(lang()) };
    button(move || bench.dispatch(if untrack(playing) { Command::Pause } else { Command::Play }))
        .class("play")
        .live("aria-label", text(label))
        .live("title", text(label))
        .part(part(move || icon(if playing() { icons::PAUSE } else { icons::PLAY })))
        .view()
}

/// The playhead as a slider over bars that show when faults hold.
pub fn playhead() -> AnyView {
    let bench = bench();
    let seconds = move || (bench.moment.get().0 / SECOND).to_string();
    let spoken = move || {
        let now = start(bench).plus_micros(bench.moment.get().0);
        words::both(lang(), words::utc(lang(), words::clock(now)), relation(bench))
    };
    let seek = move |event: Event| {
        if let Ok(second) = event_target_value(&event).parse::<u64>() {
            bench.dispatch(Command::Seek(SimTime(second * SECOND)));
        }
    };
    let slider = tag("input")
        .set("type", "range")
        .set("min", "0")
        .set_to("max", (length(bench) / SECOND).to_string())
        .set("step", "1")
        .property("value", Box::new(move || JsValue::from_str(&seconds())))
        .label(words::playhead)
        .live("aria-valuetext", text(spoken))
        .on("input", seek);
    tag("div").class("playhead").holds(fault_bars()).child(slider).view()
}

/// Lanes for which there is room, and the height of one in pixels; more share the room without names.
const LANES: usize = 4;
const LANE_HEIGHT: usize = 15;

/// A lane per fault that holds at some time, so that bars never cover each other.
fn fault_bars() -> AnyView {
    let bench = bench();
    let faults = changes_of(|_, snapshot| snapshot.faults.clone());
    let lanes = move || {
        let held = shown_at(faults, |_, snapshot| snapshot.faults.clone());
        let held = held.into_iter().filter(|fault| !fault.windows.is_empty());
        held.map(|fault| lane(bench, lang(), &fault)).collect::<Vec<_>>().into_any()
    };
    // As high with one lane as with all: what breaks must not move the maps.
    let height = bench.scenario().map_or(0, |scenario| scenario.faults.len().clamp(2, LANES) * LANE_HEIGHT);
    let bars = tag("div").class("fault-bars").set("aria-hidden", "true");
    // The door plays its scene as written.
    let bars = if bench.in_lab() { move_bars(bars, bench) } else { bars };
    bars.style("height", text(move || format!("{height}px"))).part(part(lanes)).view()
}

fn lane(bench: Bench, lang: Lang, fault: &FaultView) -> AnyView {
    let title = bench.with_player(|player| words::fault_title(lang, player.recording(), fault.index));
    let title = title.unwrap_or_default();
    let bars: Vec<_> = fault
        .windows
        .iter()
        .enumerate()
        .map(|(index, window)| {
            let right = SimTime(length(bench).saturating_sub(window.end.0.min(length(bench))));
            let (left, right) = (percent(bench, window.start), percent(bench, right));
            between(movable(tag("span").class("fault-bar"), fault.index, index), left, right)
                .child(tag("span").class("fault-bar-title").written(title.clone()))
                .view()
        })
        .collect();
    tag("div").class("fault-lane").holds_all(bars).view()
}

/// Gives an element its place on the time axis.
fn between(element: Tag, left: String, right: String) -> Tag {
    element.style("left", text(move || left.clone())).style("right", text(move || right.clone()))
}

/// Where the moment lies in relation to the first fault.
fn relation(bench: Bench) -> String {
    let now = bench.moment.get();
    let first =
        bench.snapshot.with(|snapshot| snapshot.faults.iter().flat_map(|fault| fault.windows.iter().copied()).min());
    match first {
        None => words::no_fault(lang()),
        Some(window) if now < window.start => words::before_fault(lang(), minutes(window.start.since(now))),
        Some(window) if now < window.end => words::into_fault(lang(), minutes(now.since(window.start))),
        Some(window) => words::after_fault(lang(), minutes(now.since(window.end))),
    }
}

fn minutes(span: sts_atlas_facts::Micros) -> String {
    words::span_minutes(lang(), span.0 / 60_000_000)
}

/// The moment in UTC, in the reader's time, and in relation to the fault.
pub fn clock() -> AnyView {
    let bench = bench();
    let now = move || start(bench).plus_micros(bench.moment.get().0);
    let fine = move || !bench.snapshot.with(|snapshot| snapshot.tempo.is_coarse());
    let utc = move || words::utc(lang(), if fine() { words::clock_millis(now()) } else { words::clock(now()) });
    let local = move || {
        let offset = document::zone_offset_minutes(now().0 as f64 / 1_000.0);
        let there = UtcInstant(now().0 + offset * 60_000_000);
        words::local(lang(), words::clock_minutes(there))
    };
    tag("p")
        .class("clock")
        .child(tag("time").class("mono").set("data-metric", "utc").says(text(utc)))
        .child(tag("small").says(text(move || words::both(lang(), relation(bench), local()))))
        .view()
}

/// The bench's timeline.
pub fn timeline() -> AnyView {
    let bench = bench();
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
        .part(maybe(move || pending().then(waiting)));
    let tracks = tag("div").class("tracks").holds_all(vec![flags(), playhead(), ribbon(), ticks()]);
    tag("section").class("lab-timeline").label(words::timeline).child(transport).holds(clock()).child(tracks).view()
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

fn flags() -> AnyView {
    let bench = bench();
    let flags = bench.scenario().map(|scenario| scenario.flags.clone()).unwrap_or_default();
    let ends = flags.iter().skip(1).map(|next| next.at).chain([SimTime(length(bench))]).collect::<Vec<_>>();
    let items = flags.into_iter().zip(ends).map(|(flag, end)| {
        let time = words::clock_minutes(start(bench).plus_micros(flag.at.0));
        let right = SimTime(length(bench).saturating_sub(end.0));
        let (at, content) = (flag.at, flag.text);
        let title = content.clone();
        let time = move || if flag.approximate { words::about_time(lang(), &time) } else { time.clone() };
        let go = button(move || bench.dispatch(Command::Seek(at)))
            .live("title", text(move || lang().text(&title)))
            .says(text(move || words::flag(lang(), time(), lang().text(&content))));
        between(tag("li"), percent(bench, at), percent(bench, right)).child(go).view()
    });
    tag("ul").class("flags").holds_all(items.collect()).view()
}

/// Half hours under the tracks.
fn ticks() -> AnyView {
    let bench = bench();
    let half_hour = 30 * 60 * SECOND;
    let step = half_hour * (length(bench) / half_hour).div_ceil(8).max(1);
    let ticks = (0..).map(|index| index * step).take_while(|&at| at <= length(bench)).map(|at| {
        let time = words::clock_minutes(start(bench).plus_micros(at));
        let left = percent(bench, SimTime(at));
        tag("span").style("left", text(move || left.clone())).written(time).view()
    });
    tag("div").class("ticks mono").set("aria-hidden", "true").holds_all(ticks.collect()).view()
}

fn ribbon() -> AnyView {
    let bench = bench();
    let path = move |failed: bool| {
        bench.snapshot.track();
        let world = bench.shown_world();
        bench.with_player(|player| ribbon_path(player.history(world), length(bench), failed)).unwrap_or_default()
    };
    let totals = move || {
        let (succeeded, failed) = shown(|world, _| {
            let sum = |read: fn(&sts_atlas_player::RequestTotals) -> u64| world.requests.iter().map(read).sum::<u64>();
            (sum(|totals| totals.succeeded), sum(|totals| totals.failed))
        });
        words::ribbon(lang(), words::grouped(succeeded), words::grouped(failed))
    };
    view! {
        <svg class="ribbon" viewBox="0 0 1000 40" preserveAspectRatio="none" role="img" aria-label=text(totals)>
            <path class="ribbon-ok" d=text(move || path(false))></path>
            <path class="ribbon-failed" d=text(move || path(true))></path>
        </svg>
    }
    .into_any()
}

/// One bar per bucket: successes from the bottom, failures on top of them.
fn ribbon_path(history: &sts_atlas_player::History, length: u64, failed: bool) -> String {
    use std::fmt::Write as _;
    let most = history.buckets().iter().map(|bucket| bucket.succeeded + bucket.failed).max().unwrap_or(1).max(1);
    let width = history.width().0 * 1_000 / length.max(1);
    let mut path = String::new();
    for (index, bucket) in history.buckets().iter().enumerate() {
        let left = index as u64 * history.width().0 * 1_000 / length.max(1);
        let low = bucket.succeeded * 40 / most;
        let high = (bucket.succeeded + bucket.failed) * 40 / most;
        let (bottom, top) = if failed { (40 - low, 40 - high) } else { (40, 40 - low) };
        if top < bottom {
            let bar = width.saturating_sub(1).max(1);
            // Writing to a string cannot fail.
            let _ = write!(path, "M{left} {bottom}h{bar}V{top}h-{bar}z");
        }
    }
    path
}
