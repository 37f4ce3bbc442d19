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

/// What the page's head says under a name.
pub fn meta(name: &str) -> Option<String> {
    document()?.query_selector(&format!("meta[name={name}]")).ok()??.get_attribute("content")
}

/// Sets an attribute of the root element.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute(name, value);
    }
}

/// All elements of the page that a selector names.
pub fn all(selector: &str) -> Vec<web_sys::Element> {
    document().and_then(|document| document.document_element()).map_or_else(Vec::new, |root| inside(&root, selector))
}

/// All elements inside another one that a selector names.
fn inside(element: &web_sys::Element, selector: &str) -> Vec<web_sys::Element> {
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
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
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
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The value of a style token such as `--ink`, as it holds in the current theme.
pub fn style_token(name: &str) -> String {
    let style = root().and_then(|root| web_sys::window()?.get_computed_style(&root).ok().flatten());
    style.and_then(|style| style.get_property_value(name).ok()).unwrap_or_default().trim().to_owned()
}

/// Device pixels per CSS pixel.
pub fn pixel_ratio() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// Minutes the reader's clock is ahead of UTC at a moment given in milliseconds since 1970.
pub fn zone_offset_minutes(unix_ms: f64) -> i64 {
    -js_sys::Date::new(&unix_ms.into()).get_timezone_offset() as i64
}

/// What keeps its place when the inside of an element is written anew.
const KEPT: &str = "summary, button, a, input, select, textarea, [tabindex]";

/// Writes the inside of an element anew from HTML of our own; folds that were open stay open, and the focus stays.
pub fn replace_inside(element: &web_sys::Element, html: &str) {
    let open: Vec<bool> = inside(element, "details").iter().map(|fold| fold.has_attribute("open")).collect();
    let active = document().and_then(|document| document.active_element());
    let focused = inside(element, KEPT).iter().position(|kept| Some(kept) == active.as_ref());
    let typed =
        active.filter(|_| focused.is_some()).filter(is_typed_into).and_then(|field| read(&field, "value").as_string());
    element.set_inner_html(html);
    for (fold, open) in inside(element, "details").iter().zip(open) {
        let _ = fold.toggle_attribute_with_force("open", open);
    }
    let again = focused.and_then(|index| inside(element, KEPT).into_iter().nth(index));
    let again = again.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    again.iter().for_each(|element| {
        let _ = element.focus();
        if let Some(typed) = typed.as_ref().filter(|_| is_typed_into(element)) {
            let _ = js_sys::Reflect::set(element, &"value".into(), &typed.into());
        }
    });
}

fn read(element: &web_sys::Element, name: &str) -> wasm_bindgen::JsValue {
    js_sys::Reflect::get(element, &name.into()).unwrap_or_default()
}

/// Whether letters go into an element.
fn is_typed_into(element: &web_sys::Element) -> bool {
    element.matches("textarea, input:not([type=checkbox])") == Ok(true)
}

/// How wide an element is, in CSS pixels, or will be once it is shown.
pub fn room(element: &web_sys::Element) -> u32 {
    let mut at = Some(element.clone());
    while let Some(element) = at {
        if element.client_width() > 0 {
            return element.client_width().unsigned_abs();
        }
        at = element.parent_element();
    }
    0
}

/// The fields of a form as a browser writes them into an address.
pub fn filled(form: &web_sys::Element) -> Option<String> {
    let pairs = web_sys::UrlSearchParams::new().ok()?;
    for field in inside(form, "[name]") {
        let is_box = field.get_attribute("type").as_deref() == Some("checkbox");
        if !is_box || read(&field, "checked").is_truthy() {
            pairs.append(&field.get_attribute("name")?, &read(&field, "value").as_string()?);
        }
    }
    Some(pairs.to_string().into())
}

/// Prints a piece of HTML of our own instead of the page.
pub fn print_only(id: &str, html: &str) {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else { return };
    element.set_inner_html(html);
    set_root_attribute("data-print", id);
    super::files::print();
    if let Some(root) = root() {
        let _ = root.remove_attribute("data-print");
    }
}
