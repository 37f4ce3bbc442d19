//! Animation frames: one callback that runs only while it is wanted, and never in a hidden tab.
//! What happens in a frame is the caller's business.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

type Callback = Box<dyn FnMut(f64) -> bool>;
type FrameClosure = Closure<dyn FnMut(f64)>;

/// A frame loop. It starts asleep; `wake` starts it; it sleeps again when its callback says there is no more.
#[derive(Clone)]
pub struct FrameLoop {
    inner: Rc<Inner>,
}

struct Inner {
    /// Called with real milliseconds since the last frame (0 on the first); true while more frames are wanted.
    callback: RefCell<Callback>,
    closure: RefCell<Option<FrameClosure>>,
    pending: Cell<Option<i32>>,
    last_ms: Cell<Option<f64>>,
}

impl FrameLoop {
    /// A loop around a callback, asleep.
    pub fn new(callback: impl FnMut(f64) -> bool + 'static) -> Self {
        let inner = Rc::new(Inner {
            callback: RefCell::new(Box::new(callback)),
            closure: RefCell::new(None),
            pending: Cell::new(None),
            last_ms: Cell::new(None),
        });
        let weak = Rc::downgrade(&inner);
        *inner.closure.borrow_mut() = Some(Closure::new(move |now_ms: f64| {
            if let Some(inner) = weak.upgrade() {
                inner.run(now_ms);
            }
        }));
        let frames = Self { inner };
        frames.sleep_while_hidden();
        frames
    }

    /// Asks for frames until the callback says there is no more.
    pub fn wake(&self) {
        if self.inner.pending.get().is_none() && !is_hidden() {
            self.inner.last_ms.set(None);
            self.inner.request();
        }
    }

    fn sleep_while_hidden(&self) {
        let frames = self.clone();
        let on_change = Closure::<dyn FnMut()>::new(move || {
            if is_hidden() {
                frames.inner.cancel();
            } else {
                frames.wake();
            }
        });
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            let listener = on_change.as_ref().unchecked_ref();
            // Cannot fail for a constant event name; without it only the browser's own throttling is left.
            let _ = document.add_event_listener_with_callback("visibilitychange", listener);
        }
        // The loop lives as long as the page.
        on_change.forget();
    }
}

impl Inner {
    fn request(&self) {
        let (Some(window), closure) = (web_sys::window(), self.closure.borrow()) else { return };
        if let Some(closure) = closure.as_ref() {
            self.pending.set(window.request_animation_frame(closure.as_ref().unchecked_ref()).ok());
        }
    }

    fn cancel(&self) {
        if let (Some(id), Some(window)) = (self.pending.take(), web_sys::window()) {
            let _ = window.cancel_animation_frame(id);
        }
    }

    fn run(&self, now_ms: f64) {
        self.pending.set(None);
        let elapsed_ms = self.last_ms.get().map_or(0.0, |last| (now_ms - last).max(0.0));
        self.last_ms.set(Some(now_ms));
        let more = (self.callback.borrow_mut())(elapsed_ms);
        if more && self.pending.get().is_none() && !is_hidden() {
            self.request();
        }
    }
}

fn is_hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.hidden())
}
