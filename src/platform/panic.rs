//! A panic is our mistake, never a blank page: it shows a readable screen that keeps the link.
//! Nothing else is handled here: expected errors never panic.

use wasm_bindgen::JsCast;

/// From now on a panic shows the page's own message, with a link to the current state.
pub fn show_on_page() {
    std::panic::set_hook(Box::new(|info| {
        let text = info.to_string();
        web_sys::console::error_1(&text.as_str().into());
        // Nothing may panic in here: whatever is missing is skipped.
        let _ = show(&text);
    }));
}

fn show(text: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let panel = document.get_element_by_id("panic")?.dyn_into::<web_sys::HtmlElement>().ok()?;
    panel.set_hidden(false);
    let link = document.get_element_by_id("panic-link")?;
    link.set_attribute("href", &super::address::hash()).ok()?;
    document.get_element_by_id("panic-detail")?.set_text_content(Some(text));
    Some(())
}
