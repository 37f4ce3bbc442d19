//! An element's size in CSS pixels, as a signal: to ask the page for it would have everything laid out at once.
//! What is drawn in the element is the caller's business.

use leptos::prelude::*;

use crate::platform::sizes::SizeObserver;
use crate::preferences::follow;
use crate::tag::AnyElement;

/// Keeps a signal at an element's size.
pub fn follow_size(element: NodeRef<AnyElement>, size: RwSignal<(f64, f64)>) {
    let observer = StoredValue::new_local(None::<SizeObserver>);
    follow(Box::new(move || {
        let Some(element) = element.get() else { return };
        observer.set_value(SizeObserver::new(&element, move |width, height| {
            if size.try_get_untracked().is_some_and(|known| known != (width, height)) {
                size.set((width, height));
            }
        }));
    }));
    on_cleanup(move || {
        let _ = observer.try_update_value(Option::take);
    });
}
