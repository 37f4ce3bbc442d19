//! Bars of faults under a pointer: an end is moved by its end, the whole by its middle, and its times are said meanwhile;
//! let go, that is one act.
//! Whoever uses no pointer types the same times; what a window may be is the player's business.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use sts_atlas_facts::Micros;
use sts_atlas_player::{Approximate, Command};
use sts_atlas_sim::{FaultWindow, SimTime};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, PointerEvent};

use crate::bench::Bench;
use crate::lab::faults::window_text;
use crate::lab::time_window::pull_along;
use crate::lab::tracks::share;
use crate::tag::{Tag, tag};

/// So near an end it is the end that moves, in pixels.
const END_PIXELS: f64 = 8.0;
/// Moved bars stand at whole minutes, like typed times.
const MINUTE: u64 = 60_000_000;

/// What part of a bar is held.
#[derive(Clone, Copy)]
enum Held {
    Start,
    End,
    Whole,
}

/// A bar being moved.
struct Drag {
    bar: HtmlElement,
    pointer: i32,
    held: Held,
    /// Where on the axis it was taken, in pixels.
    from_x: i32,
    /// Microseconds a pixel stands for.
    per_pixel: i64,
    fault: u16,
    window: usize,
    /// All windows of the fault, as they were.
    before: Vec<FaultWindow>,
    /// The one of the bar, as it is shown.
    now: Cell<FaultWindow>,
}

/// Gives a bar what a drag has to know of it, and what is written on it.
pub fn movable(bar: Tag, fault: u16, window: usize, title: String) -> Tag {
    let written = tag("span").class("fault-bar-title").written(title.clone());
    bar.set_to("data-bar", format!("{fault}.{window}")).set_to("title", title).child(written)
}

/// Has bars in an element follow a pointer.
pub fn move_bars(element: Tag, bench: Bench) -> Tag {
    let length = bench.scenario().map_or(1, |scenario| scenario.length.0);
    let bars = Bars { bench, drag: StoredValue::new_local(None), length };
    element
        .on("pointerdown", move |event| bars.take(&event))
        .on("pointermove", move |event| bars.follow(&event))
        .on("pointerup", move |event| bars.let_go(&event))
        .on("pointercancel", move |event| bars.put_back(&event))
}

/// The bars of a bench, one of which may be moving.
#[derive(Clone, Copy)]
struct Bars {
    bench: Bench,
    drag: StoredValue<Option<Rc<Drag>>, LocalStorage>,
    /// Of the scenario, in microseconds.
    length: u64,
}

impl Bars {
    fn take(self, event: &Event) {
        if self.drag.with_value(Option::is_none) {
            self.drag.set_value(take(self.bench, event, self.length).map(Rc::new));
        }
    }

    fn follow(self, event: &Event) {
        let Some((x, held)) = self.held(event) else { return };
        let window = held.moved(x + pull_along(x), self.length);
        held.now.set(window);
        held.show(window, self.length);
        held.say(&window_text(self.bench, window, Approximate::default()));
    }

    fn let_go(self, event: &Event) {
        let Some((_, held)) = self.held(event) else { return };
        self.drag.set_value(None);
        held.say(&held.bar.get_attribute("title").unwrap_or_default());
        let mut windows = held.before.clone();
        windows[held.window] = held.now.get();
        if windows != held.before {
            self.bench.dispatch(Command::SetFaultWindows { fault: held.fault, windows });
        }
    }

    /// What the browser takes away from the pointer stays where it was.
    fn put_back(self, event: &Event) {
        let Some((_, held)) = self.held(event) else { return };
        held.now.set(held.before[held.window]);
        held.show(held.now.get(), self.length);
        self.let_go(event);
    }

    /// Where the pointer is that holds a bar, and the bar.
    #[inline(never)]
    fn held(self, event: &Event) -> Option<(i32, Rc<Drag>)> {
        let (pointer, held) = (event.dyn_ref::<PointerEvent>()?, self.drag.get_value()?);
        (pointer.pointer_id() == held.pointer).then(|| (pointer.client_x(), held))
    }
}

/// Takes the bar under a pointer.
fn take(bench: Bench, event: &Event, length: u64) -> Option<Drag> {
    let (pointer, target) = (event.dyn_ref::<PointerEvent>()?, event.target()?.dyn_into::<Element>().ok()?);
    let bar: HtmlElement = target.closest("[data-bar]").ok()??.dyn_into().ok()?;
    let name = bar.get_attribute("data-bar")?;
    let (fault, window) = name.split_once('.')?;
    let (fault, window) = (fault.parse().ok()?, window.parse().ok()?);
    let before = bench.windows_now(fault);
    let now = before.get(window).filter(|_| pointer.button() == 0)?;
    let (at, edges) = (f64::from(pointer.client_x()), bar.get_bounding_client_rect());
    let held = if at - edges.left() < END_PIXELS {
        Held::Start
    } else if edges.right() - at < END_PIXELS {
        Held::End
    } else {
        Held::Whole
    };
    let track = bar.parent_element()?.client_width();
    // A pointer that cannot be held still moves the bar while it is over it.
    let _ = bar.set_pointer_capture(pointer.pointer_id());
    Some(Drag {
        bar,
        pointer: pointer.pointer_id(),
        held,
        from_x: pointer.client_x() + pull_along(pointer.client_x()),
        per_pixel: length as i64 / i64::from(track.max(1)),
        fault,
        window,
        now: Cell::new(*now),
        before,
    })
}

impl Drag {
    /// The bar's window, with the pointer at another place.
    fn moved(&self, x: i32, length: u64) -> FaultWindow {
        let shift = i64::from(x - self.from_x) * self.per_pixel;
        let mut window = self.before[self.window];
        if shift.unsigned_abs() < MINUTE / 2 {
            return window;
        }
        let to = |at: SimTime, most: u64| {
            let at = at.0.min(length).saturating_add_signed(shift);
            SimTime(((at + MINUTE / 2) / MINUTE * MINUTE).min(most))
        };
        let FaultWindow { start, end } = window;
        match self.held {
            Held::Start => window.start = to(start, end.0.min(length) - MINUTE.min(end.0.min(length))),
            Held::End => {
                let end = to(end, length).max(start.plus(Micros(MINUTE)));
                window.end = if end.0 >= length { SimTime::NEVER } else { end };
            }
            // Its length stays, and so does its end, which would be none at the end of the scenario.
            Held::Whole => {
                let lasts = if end == SimTime::NEVER { 0 } else { end.since(start).0 };
                window.start = to(start, length.saturating_sub(lasts + MINUTE));
                if lasts > 0 {
                    window.end = window.start.plus(Micros(lasts));
                }
            }
        }
        window
    }

    /// Writes on the bar, in the very text that it has: its view goes on with that one.
    fn say(&self, text: &str) {
        if let Some(title) = self.bar.first_element_child().and_then(|title| title.first_child()) {
            title.set_text_content(Some(text));
        }
    }

    /// Shows the bar where it would be; nothing is played before it is let go.
    fn show(&self, window: FaultWindow, length: u64) {
        let style = self.bar.style();
        let _ = style.set_property("left", &share(window.start.0, length));
        let _ = style.set_property("right", &share(length - window.end.0.min(length), length));
    }
}
