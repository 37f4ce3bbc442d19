//! Bars of faults under a pointer: an end is moved by its end, the whole by its middle; let go, that is one act.
//! Whoever uses no pointer types the same times; what a window may be is the player's business.

use std::rc::Rc;

use leptos::prelude::*;
use sts_atlas_facts::Micros;
use sts_atlas_player::Command;
use sts_atlas_sim::{FaultWindow, SimTime};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, PointerEvent};

use crate::bench::Bench;
use crate::lab::tracks::share;
use crate::tag::Tag;

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
    from_x: f64,
    /// Microseconds a pixel stands for.
    per_pixel: f64,
    fault: u16,
    window: usize,
    /// All windows of the fault, as they were.
    before: Vec<FaultWindow>,
}

/// Gives a bar what a drag has to know of it.
pub fn movable(bar: Tag, fault: u16, window: usize) -> Tag {
    bar.set_to("data-bar", format!("{fault}.{window}"))
}

/// Has bars in an element follow a pointer.
pub fn move_bars(element: Tag, bench: Bench) -> Tag {
    let drag: StoredValue<Option<Rc<Drag>>, LocalStorage> = StoredValue::new_local(None);
    let length = bench.scenario().map_or(1, |scenario| scenario.length.0);
    let follow = move |event: &Event, let_go: bool| {
        let (Some(event), Some(held)) = (event.dyn_ref::<PointerEvent>(), drag.get_value()) else { return };
        if event.pointer_id() != held.pointer {
            return;
        }
        let moved = held.moved(f64::from(event.client_x()), length);
        if let_go {
            drag.set_value(None);
            if moved != held.before {
                bench.dispatch(Command::SetFaultWindows { fault: held.fault, windows: moved });
            }
        } else {
            held.show(moved[held.window], length);
        }
    };
    element
        .on("pointerdown", move |event| {
            if drag.with_value(Option::is_none) {
                drag.set_value(take(bench, &event, length).map(Rc::new));
            }
        })
        .on("pointermove", move |event| follow(&event, false))
        .on("pointerup", move |event| follow(&event, true))
        .on("pointercancel", move |_| {
            if let Some(held) = drag.get_value() {
                held.show(held.before[held.window], length);
            }
            drag.set_value(None);
        })
}

/// Takes the bar under a pointer.
fn take(bench: Bench, event: &Event, length: u64) -> Option<Drag> {
    let (pointer, target) = (event.dyn_ref::<PointerEvent>()?, event.target()?.dyn_into::<Element>().ok()?);
    let bar: HtmlElement = target.closest("[data-bar]").ok()??.dyn_into().ok()?;
    let name = bar.get_attribute("data-bar")?;
    let (fault, window) = name.split_once('.')?;
    let (fault, window) = (fault.parse().ok()?, window.parse().ok()?);
    let before = bench.windows_now(fault);
    before.get(window).filter(|_| pointer.button() == 0)?;
    let (at, box_of_bar) = (f64::from(pointer.client_x()), bar.get_bounding_client_rect());
    let held = if at - box_of_bar.left() < END_PIXELS {
        Held::Start
    } else if box_of_bar.right() - at < END_PIXELS {
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
        from_x: at,
        per_pixel: length as f64 / f64::from(track.max(1)),
        fault,
        window,
        before,
    })
}

impl Drag {
    /// All windows, with the pointer at another place.
    fn moved(&self, x: f64, length: u64) -> Vec<FaultWindow> {
        let shift = ((x - self.from_x) * self.per_pixel) as i64;
        let mut windows = self.before.clone();
        if shift.unsigned_abs() < MINUTE / 2 {
            return windows;
        }
        let to = |at: SimTime, most: u64| {
            let at = at.0.min(length).saturating_add_signed(shift);
            SimTime(((at + MINUTE / 2) / MINUTE * MINUTE).min(most))
        };
        let window = &mut windows[self.window];
        let FaultWindow { start, end } = *window;
        match self.held {
            Held::Start => window.start = to(start, end.0.min(length) - MINUTE.min(end.0.min(length))),
            Held::End => {
                let end = to(end, length).max(start.plus(Micros(MINUTE)));
                window.end = if end.0 >= length { SimTime::NEVER } else { end };
            }
            Held::Whole => {
                window.start = to(start, length - MINUTE.min(length));
                if end != SimTime::NEVER {
                    window.end = window.start.plus(end.since(start));
                }
            }
        }
        windows
    }

    /// Shows the bar where it would be; nothing is played before it is let go.
    fn show(&self, window: FaultWindow, length: u64) {
        let style = self.bar.style();
        let _ = style.set_property("left", &share(window.start.0, length));
        let _ = style.set_property("right", &share(length - window.end.0.min(length), length));
    }
}
