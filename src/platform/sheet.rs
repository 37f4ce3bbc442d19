//! Pieces of HTML of our own in the document: written anew without losing the reader's place, read as forms, printed.
//! What is in them is not known here.

use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, UrlSearchParams};

use super::document::{by_id, focused, inside, remove_root_attribute, root_attribute, set_root_attribute};

/// Attributes of the root element that say what is printed, and in which colors.
const PRINT: &str = "data-print";
const THEME: &str = "data-theme";

/// What keeps its place when the inside of an element is written anew.
const KEPT: &str = "summary, button, a, input, select, textarea, [tabindex]";

/// Writes the inside of an element anew from HTML of our own; folds that were open stay open, and the focus stays.
pub fn replace_inside(element: &Element, html: &str) {
    let open: Vec<bool> = inside(element, "details").iter().map(|fold| fold.has_attribute("open")).collect();
    let active = focused();
    let focused = inside(element, KEPT).iter().position(|kept| Some(kept) == active.as_ref());
    let typed =
        active.filter(|_| focused.is_some()).filter(is_typed_into).and_then(|field| read(&field, "value").as_string());
    element.set_inner_html(html);
    for (fold, open) in inside(element, "details").iter().zip(open) {
        let _ = fold.toggle_attribute_with_force("open", open);
    }
    let again = focused.and_then(|index| inside(element, KEPT).into_iter().nth(index));
    let again = again.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    again.iter().for_each(|element| {
        let _ = element.focus();
        if let Some(typed) = typed.as_ref().filter(|_| is_typed_into(element)) {
            let _ = js_sys::Reflect::set(element, &"value".into(), &typed.into());
        }
    });
}

fn read(element: &Element, name: &str) -> JsValue {
    js_sys::Reflect::get(element, &name.into()).unwrap_or_default()
}

/// Whether letters go into an element.
fn is_typed_into(element: &Element) -> bool {
    element.matches("textarea, input:not([type=checkbox])") == Ok(true)
}

/// Does something once the click that ends a press has been heard.
pub fn after_click(act: impl FnOnce() + 'static) {
    Timeout::new(0, act).forget();
}

/// How wide an element is, in CSS pixels, or will be once it is shown.
pub fn room(element: &Element) -> u32 {
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
pub fn filled(form: &Element) -> Option<String> {
    let pairs = UrlSearchParams::new().ok()?;
    for field in inside(form, "[name]") {
        let is_box = field.get_attribute("type").as_deref() == Some("checkbox");
        if !is_box || read(&field, "checked").is_truthy() {
            pairs.append(&field.get_attribute("name")?, &read(&field, "value").as_string()?);
        }
    }
    Some(pairs.to_string().into())
}

/// Prints a piece of HTML of our own instead of the page, dark on white.
pub fn print_only(id: &str, html: &str) {
    let Some(paper) = by_id(id) else { return };
    paper.set_inner_html(html);
    let theme = root_attribute(THEME).unwrap_or_default();
    set_root_attribute(PRINT, id);
    set_root_attribute(THEME, "light");
    super::files::print();
    set_root_attribute(THEME, &theme);
    remove_root_attribute(PRINT);
}
