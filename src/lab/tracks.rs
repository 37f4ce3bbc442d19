//! What lies on the time axis: playhead, bars of faults, posts, success and failure, gaps, and what o'clock it is where.
//! How much of the axis is seen at once is `time_window`'s business, what moves along it the player's.

use leptos::prelude::*;
use sts_atlas_player::{Command, FaultView, Gap, Scenario};
use sts_atlas_sim::SimTime;
use sts_atlas_words as words;
use sts_atlas_words::Lang;
use wasm_bindgen::JsValue;
use web_sys::Event;

use crate::bench::{Bench, bench};
use crate::lab::clock::{has_several_days, minute, spoken};
use crate::lab::drag::{movable, move_bars};
use crate::lab::pieces::{changes_of, shown_at};
use crate::lab::shown;
use crate::parts::button;
use crate::preferences::{lang, maybe, part, text};
use crate::tag::{Tag, tag};

/// Whole seconds on the slider.
const SECOND: u64 = 1_000_000;
const MINUTE: u64 = 60 * SECOND;

/// How long the scenario is, in microseconds.
pub fn length(bench: Bench) -> u64 {
    bench.scenario().map_or(1, |scenario| scenario.length.0)
}

/// Share of the scenario, as a percentage for a style.
pub fn percent(bench: Bench, at: SimTime) -> String {
    share(at.0, length(bench))
}

/// Share of a length, as a percentage for a style.
pub fn share(part: u64, whole: u64) -> String {
    let parts = part.min(whole) * 100_000 / whole.max(1);
    format!("{}.{:03}%", parts / 1_000, parts % 1_000)
}

/// The playhead as a slider over bars that show when faults hold.
pub fn playhead() -> AnyView {
    let bench = bench();
    let seconds = move || (bench.moment.get().0 / SECOND).to_string();
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
        .live("aria-valuetext", text(move || spoken(bench)))
        .on("input", seek);
    tag("div").class("playhead").holds(fault_bars()).child(slider).view()
}

/// Lanes for which there is room, and the height of one in tenths of a rem; more share the room without names.
const LANES: usize = 3;
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
    bars.style("height", text(move || format!("{}.{}rem", height / 10, height % 10))).part(part(lanes)).view()
}

fn lane(bench: Bench, lang: Lang, fault: &FaultView) -> AnyView {
    let title = bench.with_player(|player| words::fault_title(lang, player.recording(), fault.index));
    let title = title.unwrap_or_default();
    let bars: Vec<_> = fault
        .windows
        .iter()
        .enumerate()
        .map(|(index, window)| {
            let bar = movable(tag("span").class("fault-bar"), fault.index, index, title.clone());
            between(bench, bar, window.start, window.end).view()
        })
        .collect();
    tag("div").class("fault-lane").holds_all(bars).view()
}

/// Gives an element its place on the time axis.
pub fn between(bench: Bench, element: Tag, from: SimTime, to: SimTime) -> Tag {
    let rest = SimTime(length(bench).saturating_sub(to.0.min(length(bench))));
    let (left, right) = (percent(bench, from), percent(bench, rest));
    element.style("left", text(move || left.clone())).style("right", text(move || right.clone()))
}

/// Posts, each up to the next.
pub fn flags() -> AnyView {
    let bench = bench();
    let flags = bench.scenario().map(|scenario| scenario.flags.clone()).unwrap_or_default();
    let ends = flags.iter().skip(1).map(|next| next.at).chain([SimTime(length(bench))]).collect::<Vec<_>>();
    let items = flags.into_iter().zip(ends).map(|(flag, end)| {
        let scenario = bench.scenario();
        let time = move || scenario.as_ref().map(|scenario| minute(scenario, flag.at)).unwrap_or_default();
        let (at, content) = (flag.at, flag.text);
        let title = content.clone();
        let time = move || if flag.approximate { words::about_time(lang(), time()) } else { time() };
        let go = button(move || bench.dispatch(Command::Seek(at)))
            .live("title", text(move || lang().text(&title)))
            .says(text(move || words::flag(lang(), time(), lang().text(&content))));
        between(bench, tag("li"), at, end).child(go).view()
    });
    tag("ul").class("flags").holds_all(items.collect()).view()
}

/// Steps between times under the tracks, in minutes; a whole number of each fits into a day.
const TICKS: [u64; 10] = [1, 2, 5, 10, 15, 30, 60, 180, 360, 720];
/// So many ticks there is room for, where the whole scenario is seen.
const MOST_TICKS: u64 = 9;

/// What o'clock it is along the axis. So many times more of it are there as the axis has been lengthened.
pub fn ticks(bench: Bench, lengthened: u64) -> Vec<AnyView> {
    let Some(scenario) = bench.scenario() else { return Vec::new() };
    let (begin, whole) = (scenario.start.0, scenario.length.0);
    let room = MOST_TICKS * lengthened;
    let step = TICKS.into_iter().map(|minutes| minutes * MINUTE).find(|step| whole / step <= room);
    let step = step.unwrap_or(24 * 60 * MINUTE);
    // At full hours and the like, whatever the scenario starts at.
    let first = (step - begin.rem_euclid(step as i64) as u64) % step;
    let ticks = (0..).map(|index| first + index * step).take_while(|&at| at <= whole).map(|at| {
        let (left, label) = (percent(bench, SimTime(at)), tick_label(&scenario, at));
        tag("span").style("left", text(move || left.clone())).written(label).view()
    });
    ticks.collect()
}

/// The time, or the day where one begins.
fn tick_label(scenario: &Scenario, at: u64) -> String {
    let instant = scenario.start.plus_micros(at);
    let begins_day = has_several_days(scenario) && instant.hms() == (0, 0, 0);
    if begins_day { words::day_of_month(lang(), instant.date()) } else { words::clock_minutes(instant) }
}

/// Requests that succeeded and failed, with gaps laid over them.
pub fn ribbon() -> AnyView {
    let totals = move || {
        let (succeeded, failed) = shown(|world, _| {
            let sum = |read: fn(&sts_atlas_player::RequestTotals) -> u64| world.requests.iter().map(read).sum::<u64>();
            (sum(|totals| totals.succeeded), sum(|totals| totals.failed))
        });
        words::ribbon(lang(), words::grouped(succeeded), words::grouped(failed))
    };
    let bars = tag("div").class("ribbon-bars").set("role", "img").live("aria-label", text(totals)).holds(ribbon_bars());
    tag("div").class("ribbon-track").child(bars).holds(gaps()).view()
}

/// The bars alone.
pub fn ribbon_bars() -> AnyView {
    let bench = bench();
    let path = move |failed: bool| {
        bench.snapshot.track();
        let world = bench.shown_world();
        bench.with_player(|player| ribbon_path(player.history(world), length(bench), failed)).unwrap_or_default()
    };
    view! {
        <svg class="ribbon" viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true">
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

/// What was skipped: a break in the tracks, with how long it is where there is room.
fn gaps() -> AnyView {
    let bench = bench();
    let changes = changes_of(|_, snapshot| snapshot.gaps.clone());
    let gap = move |Gap { from, to }: Gap| {
        let says = words::skipped(lang(), words::span(lang(), to.since(from)));
        between(bench, tag("li").class("gap"), from, to)
            .set_to("title", says.clone())
            .child(tag("span").written(says))
            .view()
    };
    let gaps = move || {
        let gaps = shown_at(changes, |_, snapshot| snapshot.gaps.clone());
        let list = || tag("ul").class("gaps").label(words::gaps);
        (!gaps.is_empty()).then(|| list().holds_all(gaps.into_iter().map(gap).collect()).view())
    };
    maybe(gaps).into_any()
}
