//! Hearing of an element's size in CSS pixels.
//! What is drawn in it is the caller's business.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Observes one element until it is dropped.
pub struct SizeObserver {
    observer: web_sys::ResizeObserver,
    _closure: Closure<dyn FnMut()>,
}

impl SizeObserver {
    /// Calls back with width and height now and after every change; `None` where the browser cannot.
    pub fn new(element: &web_sys::Element, mut callback: impl FnMut(f64, f64) + 'static) -> Option<Self> {
        let observed = element.clone();
        let closure = Closure::<dyn FnMut()>::new(move || {
            let rect = observed.get_bounding_client_rect();
            // Whole pixels: two elements of one size never differ by a rounding of the layout.
            callback(rect.width().floor(), rect.height().floor());
        });
        let observer = web_sys::ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _closure: closure })
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
