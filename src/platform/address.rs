//! The part of the address after `#`: reading it, writing it, hearing of changes.
//! What an address means is `intake`'s business.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

/// The address follows so long after the last act: writing it costs a browser more than showing the act.
const DELAY_MS: u32 = 250;

thread_local! {
    /// What is to be written, and what waits to write it.
    static COMING: RefCell<Option<(String, Timeout)>> = const { RefCell::new(None) };
}

/// The hash, with its `#`, as it is or is about to be.
pub fn hash() -> String {
    let coming = COMING.with_borrow(|coming| coming.as_ref().map(|(hash, _)| hash.clone()));
    coming.or_else(|| web_sys::window()?.location().hash().ok()).unwrap_or_default()
}

/// Replaces the hash once no other has come for a moment, without a new entry in the history and without an event.
pub fn replace_soon(hash: String) {
    let timeout = Timeout::new(DELAY_MS, write);
    COMING.set(Some((hash, timeout)));
}

fn write() {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let (Some((hash, _)), Some(history)) = (COMING.take(), history) {
        // Sandboxed frames may refuse; the address then simply stays as it is.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&hash));
    }
}

/// Calls back whenever the reader goes to another hash.
pub fn on_change(mut callback: impl FnMut(String) + 'static) {
    listen("hashchange", move || {
        // Where the reader goes counts, not where the last act was about to lead.
        COMING.take();
        callback(hash());
    });
    // A reload comes back to what was seen last.
    listen("pagehide", write);
}

fn listen(event: &str, callback: impl FnMut() + 'static) {
    let listener = Closure::<dyn FnMut()>::new(callback);
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    }
    // Routes are heard as long as the page lives.
    listener.forget();
}
