//! How much of the time axis is seen at once: all of it, or a longer axis behind a window that scrolls, with a small map
//! of the whole above it. What lies on the axis is `tracks`'s business.

use leptos::prelude::*;
use sts_atlas_sim::SimTime;
use sts_atlas_words as words;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, MouseEvent};

use crate::bench::{Bench, bench};
use crate::lab::tracks::{between, flags, length, percent, playhead, ribbon, ribbon_bars, share, ticks};
use crate::parts::{icons, symbol_button};
use crate::platform::document;
use crate::preferences::{follow, maybe, part, text};
use crate::tag::tag;

/// The window never shows less than this, in microseconds: ten minutes.
const LEAST_SEEN: u64 = 600_000_000;
/// Nor is the axis ever longer than so many windows.
const MOST_WINDOWS: u32 = 64;

const WINDOW: &str = "time-window";
const TRACKS: &str = "time-tracks";
const SEEN: &str = "time-seen";

/// How many windows long the axis is; a power of two.
#[derive(Clone, Copy)]
pub struct TimeWindow(RwSignal<u32>);

impl TimeWindow {
    /// One that shows all.
    pub fn new() -> Self {
        Self(RwSignal::new(1))
    }

    fn most(bench: Bench) -> u32 {
        let fits = |windows: &u32| *windows == 1 || length(bench) / u64::from(*windows) >= LEAST_SEEN;
        (0..)
            .map(|doublings| 1 << doublings)
            .take_while(fits)
            .take_while(|&windows| windows <= MOST_WINDOWS)
            .last()
            .unwrap_or(1)
    }

    /// Twice as long an axis, or half as long, around the moment shown.
    fn lengthen(self, bench: Bench, longer: bool) {
        let now = self.0.get_untracked();
        let windows = if longer { now * 2 } else { now / 2 };
        self.0.set(windows.clamp(1, Self::most(bench)));
        self.apply(bench);
    }

    fn apply(self, bench: Bench) {
        let windows = self.0.get_untracked();
        if let Some(tracks) = html(TRACKS) {
            let _ = tracks.style().set_property("width", &format!("{}%", windows * 100));
        }
        scroll_to(bench.moment.get_untracked(), bench, 2);
        mark_seen();
    }
}

fn html(id: &str) -> Option<HtmlElement> {
    document::by_id(id)?.dyn_into().ok()
}

/// Scrolls so that a moment stands at so many parts of the window's width.
fn scroll_to(at: SimTime, bench: Bench, part_of_window: i32) {
    let Some(window) = document::by_id(WINDOW) else { return };
    let at = at.0 as f64 / length(bench) as f64 * f64::from(window.scroll_width());
    window.set_scroll_left(at as i32 - window.client_width() / part_of_window);
}

/// Has each move of a pointer beyond an edge of the window pull the axis along; how far it is scrolled then, in pixels.
pub fn pull_along(x: i32) -> i32 {
    let Some(window) = document::by_id(WINDOW) else { return 0 };
    let edges = window.get_bounding_client_rect();
    let beyond = (x - edges.right() as i32).max(0) + (x - edges.left() as i32).min(0);
    window.set_scroll_left(window.scroll_left() + beyond);
    window.scroll_left()
}

/// Keeps the moment shown inside the window, if it was: who has scrolled elsewhere looks there.
fn keep_in_sight(before: SimTime, now: SimTime, bench: Bench) {
    let Some(window) = document::by_id(WINDOW) else { return };
    let (left, seen, whole) = (window.scroll_left(), window.client_width(), window.scroll_width());
    let is_in_sight = |at: SimTime| {
        let at = (at.0 as f64 / length(bench) as f64 * f64::from(whole)) as i32;
        (left..=left + seen).contains(&at)
    };
    if is_in_sight(before) && !is_in_sight(now) {
        scroll_to(now, bench, 8);
    }
}

/// Draws on the small map what the window shows.
fn mark_seen() {
    let (Some(window), Some(seen)) = (document::by_id(WINDOW), html(SEEN)) else { return };
    let [left, shown, whole] =
        [window.scroll_left(), window.client_width(), window.scroll_width()].map(|pixels| pixels.max(0) as u64);
    let _ = seen.style().set_property("left", &share(left, whole));
    let _ = seen.style().set_property("width", &share(shown, whole));
}

/// Buttons that lengthen and shorten the axis.
pub fn lengthen_buttons(time_window: TimeWindow) -> Vec<AnyView> {
    let bench = bench();
    let is_most = move || time_window.0.get() >= TimeWindow::most(bench);
    let is_least = move || time_window.0.get() <= 1;
    let unless = |is_so: bool| if is_so { "true" } else { "false" }.to_owned();
    vec![
        symbol_button(words::zoom_in_time, icons::PLUS, move || time_window.lengthen(bench, true))
            .live("aria-disabled", text(move || unless(is_most())))
            .view(),
        symbol_button(words::zoom_out_time, icons::MINUS, move || time_window.lengthen(bench, false))
            .live("aria-disabled", text(move || unless(is_least())))
            .view(),
    ]
}

/// The axis, with a small map of the whole above it where only a part is seen.
pub fn time_axis(time_window: TimeWindow) -> Vec<AnyView> {
    let bench = bench();
    let before = StoredValue::new(SimTime::START);
    follow(Box::new(move || {
        let now = bench.moment.get();
        let before = before.try_update_value(|before| std::mem::replace(before, now));
        if time_window.0.get_untracked() > 1 {
            keep_in_sight(before.unwrap_or(now), now, bench);
        }
    }));
    let ticks = move || ticks(bench, time_window.0.get().into()).into_any();
    let ticks = tag("div").class("ticks mono").set("aria-hidden", "true").part(part(ticks)).view();
    let tracks = tag("div").class("tracks").set("id", TRACKS).holds_all(vec![flags(), playhead(), ribbon(), ticks]);
    let window = tag("div")
        .class("time-window")
        .set("id", WINDOW)
        .set("tabindex", "0")
        .set("role", "region")
        .label(words::time_axis)
        .on("scroll", |_| mark_seen())
        .child(tracks);
    vec![maybe(move || (time_window.0.get() > 1).then(|| small_map(bench))).into_any(), window.view()]
}

/// The whole scenario, small: requests, faults, the moment, and what the window shows. For pointers only: the window
/// scrolls by keys, too, and follows the playhead.
fn small_map(bench: Bench) -> AnyView {
    // Once it is there; from then on whenever the window is scrolled.
    follow(Box::new(mark_seen));
    let faults = move || {
        let windows = bench.snapshot.with(|snapshot| {
            snapshot.faults.iter().flat_map(|fault| fault.windows.iter().copied()).collect::<Vec<_>>()
        });
        let bars = windows
            .into_iter()
            .map(|window| between(bench, tag("span").class("small-fault"), window.start, window.end).view());
        bars.collect::<Vec<_>>().into_any()
    };
    let now = tag("span").class("small-now").style("left", text(move || percent(bench, bench.moment.get())));
    let map = tag("div").class("small-map").set("aria-hidden", "true");
    let map = map.holds(ribbon_bars()).part(part(faults)).child(tag("span").set("id", SEEN)).child(now);
    map.on("pointerdown", go_there).on("pointermove", go_there).view()
}

/// Brings the window to where a pressed pointer is.
fn go_there(event: Event) {
    let Some(pointer) = event.dyn_ref::<MouseEvent>().filter(|pointer| pointer.buttons() & 1 == 1) else { return };
    let map = event.current_target().and_then(|map| map.dyn_into::<Element>().ok());
    let (Some(map), Some(window)) = (map, document::by_id(WINDOW)) else { return };
    let at =
        (f64::from(pointer.client_x()) - map.get_bounding_client_rect().left()) / f64::from(map.client_width().max(1));
    window.set_scroll_left((at * f64::from(window.scroll_width())) as i32 - window.client_width() / 2);
}
