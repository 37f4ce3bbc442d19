//! The document around the app: language, theme, title, focus.
//! Nothing of the app's own markup is touched.

use wasm_bindgen::JsCast;

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

fn root() -> Option<web_sys::HtmlElement> {
    document()?.document_element()?.dyn_into().ok()
}

/// An attribute of the root element, as `boot.js` set it before the first paint.
pub fn root_attribute(name: &str) -> Option<String> {
    root()?.get_attribute(name)
}

/// Sets an attribute of the root element.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute(name, value);
    }
}

/// Takes an attribute off the root element.
pub fn remove_root_attribute(name: &str) {
    if let Some(root) = root() {
        let _ = root.remove_attribute(name);
    }
}

/// A canvas that is not in the page.
pub fn canvas() -> Option<web_sys::HtmlCanvasElement> {
    document()?.create_element("canvas").ok()?.dyn_into().ok()
}

/// An element by its id.
pub fn by_id(id: &str) -> Option<web_sys::Element> {
    document()?.get_element_by_id(id)
}

/// The element that has the focus.
pub fn focused() -> Option<web_sys::Element> {
    document()?.active_element()
}

/// All elements of the page that a selector names.
pub fn all(selector: &str) -> Vec<web_sys::Element> {
    document().and_then(|document| document.document_element()).map_or_else(Vec::new, |root| inside(&root, selector))
}

/// All elements inside another one that a selector names.
pub fn inside(element: &web_sys::Element, selector: &str) -> Vec<web_sys::Element> {
    let found = element.query_selector_all(selector).ok();
    let found = found.map(|list| (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok()).collect());
    found.unwrap_or_default()
}

/// Puts an object on the page's global scope, for programs.
pub fn offer(name: &str, object: &js_sys::Object) {
    if let Some(window) = web_sys::window() {
        let _ = js_sys::Reflect::set(&window, &name.into(), object);
    }
}

/// Sets the page's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Takes an element off the page.
pub fn remove(id: &str) {
    if let Some(element) = by_id(id) {
        element.remove();
    }
}

/// Shows the page from its top.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Moves the focus to an element.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The value of a style token such as `--ink`, as it holds in the current theme.
pub fn style_token(name: &str) -> String {
    let style = root().and_then(|root| web_sys::window()?.get_computed_style(&root).ok().flatten());
    style.and_then(|style| style.get_property_value(name).ok()).unwrap_or_default().trim().to_owned()
}

/// How much larger than usual the reader's browser is set to show text.
pub fn text_scale() -> f32 {
    // The style sheet makes the root's size ten pixels unless the browser is set otherwise.
    // Our own way of reading numbers would weigh 13 KB.
    let pixels = js_sys::Number::parse_float(&style_token("font-size"));
    if pixels > 0.0 { pixels as f32 / 10.0 } else { 1.0 }
}

/// Device pixels per CSS pixel.
pub fn pixel_ratio() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// Minutes the reader's clock is ahead of UTC at a moment given in milliseconds since 1970.
pub fn zone_offset_minutes(unix_ms: f64) -> i64 {
    -js_sys::Date::new(&unix_ms.into()).get_timezone_offset() as i64
}
