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

/// One callback that runs once what has been drawn is on the screen, so that slower work does not hold it up. In a hidden
/// tab, where nothing is drawn, it runs at once.
#[derive(Clone)]
pub struct AfterPaint(Rc<After>);

struct After {
    callback: Box<dyn Fn()>,
    on_frame: RefCell<Option<Closure<dyn FnMut()>>>,
    on_task: RefCell<Option<Closure<dyn FnMut()>>>,
    asked: Cell<bool>,
}

impl AfterPaint {
    /// With what is to run.
    pub fn new(callback: impl Fn() + 'static) -> Self {
        let after = Rc::new(After {
            callback: Box::new(callback),
            on_frame: RefCell::new(None),
            on_task: RefCell::new(None),
            asked: Cell::new(false),
        });
        let closure = |run: fn(&After)| {
            let weak = Rc::downgrade(&after);
            Some(Closure::<dyn FnMut()>::new(move || weak.upgrade().iter().for_each(|after| run(after))))
        };
        // A frame is painted when its callbacks are done, before the next task.
        *after.on_frame.borrow_mut() = closure(After::ask_for_task);
        *after.on_task.borrow_mut() = closure(After::run);
        Self(after)
    }

    /// Has it run after the next frame, or, where a frame's callback asks, after this one.
    pub fn ask(&self, in_frame: bool) {
        if is_hidden() {
            return self.0.run();
        }
        if self.0.asked.replace(true) {
            return;
        }
        if in_frame { self.0.ask_for_task() } else { self.0.ask_for_frame() }
    }
}

impl After {
    fn run(&self) {
        self.asked.set(false);
        (self.callback)();
    }

    fn ask_for_frame(&self) {
        if let (Some(window), Some(on_frame)) = (web_sys::window(), self.on_frame.borrow().as_ref()) {
            let _ = window.request_animation_frame(on_frame.as_ref().unchecked_ref());
        }
    }

    fn ask_for_task(&self) {
        if let (Some(window), Some(on_task)) = (web_sys::window(), self.on_task.borrow().as_ref()) {
            let _ = window.set_timeout_with_callback(on_task.as_ref().unchecked_ref());
        }
    }
}

fn is_hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.hidden())
}
