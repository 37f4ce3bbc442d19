//! What part of the map is looked at: one look for both worlds, moved by pointer, buttons and keys alike.
//! What a view shows is stage's business; nothing of it is in a recording.

use leptos::prelude::*;
use sts_atlas_stage::{Meridian, Point, View, Viewport};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent, WheelEvent};

use crate::preferences::flag;
use crate::site::site;
use crate::tag::Tag;

/// One press zooms by so much.
const STEP: f32 = 1.5;
/// One press moves by so much of the viewport.
const PRESS: f32 = 0.2;

/// A drag: whose finger, where it began, and what was shown then.
#[derive(Clone, Copy)]
struct Drag {
    pointer: i32,
    from: [i32; 2],
    view: View,
}

/// The look of this page; cheap to copy.
#[derive(Clone, Copy)]
pub struct Look {
    /// What the reader chose; nothing: what the page shows by itself.
    chosen: RwSignal<Option<View>>,
    /// What is shown, and how large the maps are.
    seen: StoredValue<Option<(Viewport, View)>>,
    /// The drag that is going on.
    drag: StoredValue<Option<Drag>>,
}

impl Look {
    /// As the page shows itself.
    pub fn new() -> Self {
        Self { chosen: RwSignal::new(None), seen: StoredValue::new(None), drag: StoredValue::new(None) }
    }

    /// What the reader chose; reading it follows its changes.
    pub fn chosen(self) -> Option<View> {
        self.chosen.get()
    }

    /// As the page shows itself again.
    pub fn reset(self) {
        if self.chosen.get_untracked().is_some() {
            self.chosen.set(None);
        }
    }

    /// Remembers what is shown.
    pub fn saw(self, viewport: Viewport, view: View) {
        self.seen.set_value(Some((viewport, view)));
    }

    /// Looks elsewhere, from where it looks now.
    pub fn change(self, change: impl FnOnce(Viewport, View) -> View) {
        let Some((viewport, view)) = self.seen.get_value() else { return };
        let next = change(viewport, view);
        if next != view {
            // Two changes before the next picture add up.
            self.saw(viewport, next);
            self.chosen.set(Some(next));
        }
    }

    /// Nearer.
    pub fn nearer(self) {
        self.change(|viewport, view| view.zoomed(viewport, STEP, middle(viewport)));
    }

    /// Further away.
    pub fn further(self) {
        self.change(|viewport, view| view.zoomed(viewport, 1.0 / STEP, middle(viewport)));
    }

    /// A press to the right and down; −1, 0 or 1 each.
    pub fn press(self, right: f32, down: f32) {
        self.change(|viewport, view| {
            view.panned(viewport, -right * PRESS * viewport.width, -down * PRESS * viewport.height)
        });
    }

    /// The whole world, around the same meridian.
    pub fn whole_world(self) {
        self.change(|_, view| View::world(view.meridian));
    }

    /// Around the other ocean.
    pub fn other_ocean(self) {
        self.change(|viewport, view| {
            let other = match view.meridian {
                Meridian::Pacific => Meridian::Atlantic,
                Meridian::Atlantic => Meridian::Pacific,
            };
            view.around(viewport, other)
        });
    }

    /// Has a pointer move what an element shows: a drag moves, the wheel zooms while control is held.
    pub fn follow_pointer(self, element: Tag) -> Tag {
        element
            // A finger moves a near map; on a whole one it scrolls the page.
            .flag("near", flag(move || self.chosen().is_some_and(|view| !view.is_world())))
            .on("pointerdown", move |event| self.begin(&event))
            .on("pointermove", move |event| self.drag(&event))
            .on("pointerup", move |_| self.drag.set_value(None))
            .on("pointercancel", move |_| self.drag.set_value(None))
            .on("wheel", move |event| self.wheel(&event))
    }

    fn begin(self, event: &Event) {
        let (Some(event), Some((_, view))) = (event.dyn_ref::<PointerEvent>(), self.seen.get_value()) else { return };
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let on_button =
            target.as_ref().is_some_and(|target| target.closest("button").is_ok_and(|found| found.is_some()));
        // A whole map has nowhere to go, and a finger on it scrolls the page.
        if on_button || view.is_world() || event.button() != 0 {
            return;
        }
        let from = [event.client_x(), event.client_y()];
        self.drag.set_value(Some(Drag { pointer: event.pointer_id(), from, view }));
        let _ = target.map(|target| target.set_pointer_capture(event.pointer_id()));
    }

    fn drag(self, event: &Event) {
        let (Some(event), Some(drag)) = (event.dyn_ref::<PointerEvent>(), self.drag.get_value()) else { return };
        if event.pointer_id() == drag.pointer {
            let moved = [event.client_x() - drag.from[0], event.client_y() - drag.from[1]].map(|pixels| pixels as f32);
            self.change(|viewport, _| drag.view.panned(viewport, moved[0], moved[1]));
        }
    }

    fn wheel(self, event: &Event) {
        let Some(event) = event.dyn_ref::<WheelEvent>() else { return };
        if !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        event.prevent_default();
        // What is under the pointer may be a button with a corner of its own.
        let Some(figure) = event.current_target().and_then(|figure| figure.dyn_into::<Element>().ok()) else { return };
        let corner = figure.get_bounding_client_rect();
        let at = Point::new(
            (f64::from(event.client_x()) - corner.left()) as f32,
            (f64::from(event.client_y()) - corner.top()) as f32,
        );
        let factor = if event.delta_y() < 0.0 { 1.15 } else { 1.0 / 1.15 };
        self.change(|viewport, view| view.zoomed(viewport, factor, at));
    }
}

fn middle(viewport: Viewport) -> Point {
    Point::new(viewport.width / 2.0, viewport.height / 2.0)
}

/// The look of this page.
pub fn look() -> Look {
    site().look
}
