//! The part of the address after `#`: reading it, writing it, hearing of changes.
//! What an address means is `intake`'s business.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event};

/// The address follows so long after the last act: writing it costs a browser more than showing the act.
const DELAY_MS: u32 = 250;

/// A hash on its way into the address.
struct Coming {
    hash: String,
    /// What the address was then: where the reader has gone elsewhere since, it must not follow.
    from: String,
    /// Writes it; dropped, it does not.
    _timeout: Timeout,
}

thread_local! {
    static COMING: RefCell<Option<Coming>> = const { RefCell::new(None) };
}

fn written() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The hash, with its `#`, as it is or is about to be.
pub fn hash() -> String {
    let coming = COMING.with_borrow(|coming| coming.as_ref().map(|coming| coming.hash.clone()));
    coming.unwrap_or_else(written)
}

/// The whole address with another hash.
pub fn link(hash: &str) -> String {
    let here = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let base = here.split_once('#').map_or(here.as_str(), |(base, _)| base);
    format!("{base}{hash}")
}

/// Goes to a hash as if the reader had followed a link: what was about to be written is, first.
pub fn go(hash: &str) {
    write();
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(hash);
    }
}

/// Replaces the hash once no other has come for a moment, without a new entry in the history and without an event.
pub fn replace_soon(hash: String) {
    let coming = Coming { hash, from: written(), _timeout: Timeout::new(DELAY_MS, write) };
    COMING.set(Some(coming));
}

fn write() {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let (Some(coming), Some(history)) = (COMING.take(), history)
        && coming.from == written()
    {
        // Sandboxed frames may refuse; the address then simply stays as it is.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&coming.hash));
    }
}

/// Calls back whenever the reader goes to another hash.
pub fn on_change(mut callback: impl FnMut(String) + 'static) {
    // Who follows a link and comes back must find what was there.
    listen("click", |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| target.closest("a[href]").is_ok_and(|link| link.is_some())) {
            write();
        }
    });
    listen("hashchange", move |_| {
        COMING.take();
        callback(written());
    });
}

fn listen(event: &str, callback: impl FnMut(Event) + 'static) {
    let listener = Closure::<dyn FnMut(Event)>::new(callback);
    if let Some(window) = web_sys::window() {
        let capture = true;
        let listener = listener.as_ref().unchecked_ref();
        let _ = window.add_event_listener_with_callback_and_bool(event, listener, capture);
    }
    // Routes are heard as long as the page lives.
    listener.forget();
}
