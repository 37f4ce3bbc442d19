//! What the reader's device asks for.
//! What the app makes of it is not decided here.

/// Whether the reader wants less motion.
pub fn prefers_reduced_motion() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

/// Whether the page is as narrow as a phone.
pub fn is_narrow() -> bool {
    matches("(max-width: 43.75em)")
}

fn matches(query: &str) -> bool {
    web_sys::window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|list| list.matches())
}
