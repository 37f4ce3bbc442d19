//! Preferences that outlive a visit.
//! Storage may be forbidden: then nothing is kept, and nothing breaks.

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Keeps a preference, where that is possible.
pub fn keep(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden store only means that the choice is not remembered.
        let _ = storage.set_item(key, value);
    }
}
