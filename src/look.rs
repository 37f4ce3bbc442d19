//! What part of the map is looked at: one look for both worlds, moved by pointer, buttons and keys alike.
//! What a view shows is stage's business; nothing of it is in a recording.

use leptos::prelude::*;
use sts_atlas_stage::{Meridian, Point, View, Viewport};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent, WheelEvent};

use crate::site::site;
use crate::tag::Tag;

/// One press zooms by so much.
const STEP: f32 = 1.5;
/// One press moves by so much of the viewport.
const PRESS: f32 = 0.2;

/// The look of this page; cheap to copy.
#[derive(Clone, Copy)]
pub struct Look {
    /// What the reader chose; nothing: what the page shows by itself.
    chosen: RwSignal<Option<View>>,
    /// What is shown, and how large the maps are.
    seen: StoredValue<Option<(Viewport, View)>>,
    /// Where a drag began, and what was shown then.
    drag: StoredValue<Option<(f64, f64, View)>>,
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
        self.drag.set_value(Some((event.client_x().into(), event.client_y().into(), view)));
        let _ = target.map(|target| target.set_pointer_capture(event.pointer_id()));
    }

    fn drag(self, event: &Event) {
        let (Some(event), Some((x, y, from))) = (event.dyn_ref::<PointerEvent>(), self.drag.get_value()) else {
            return;
        };
        let moved = [f64::from(event.client_x()) - x, f64::from(event.client_y()) - y].map(|pixels| pixels as f32);
        self.change(|viewport, _| from.panned(viewport, moved[0], moved[1]));
    }

    fn wheel(self, event: &Event) {
        let Some(event) = event.dyn_ref::<WheelEvent>() else { return };
        if !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        event.prevent_default();
        let at = Point::new(event.offset_x() as f32, event.offset_y() as f32);
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
