//! Files out of the page and into it: to the reader's downloads, to the clipboard, to the printer, and from the reader.
//! What is in them is the caller's business; nothing leaves the device.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlCanvasElement, HtmlElement, Url};

/// A file is kept ready so long.
const KEPT_MS: u32 = 10_000;

/// Offers bytes as a file; does nothing where the browser forbids it.
pub fn save(name: &str, kind: &str, bytes: &[u8]) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(bytes));
    if let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts, &options)
        && let Ok(url) = Url::create_object_url_with_blob(&blob)
    {
        follow(name, &url);
        // Some browsers read it only after this task.
        Timeout::new(KEPT_MS, move || {
            let _ = Url::revoke_object_url(&url);
        })
        .forget();
    }
}

fn follow(name: &str, url: &str) -> Option<()> {
    let link = web_sys::window()?.document()?.create_element("a").ok()?;
    link.set_attribute("href", url).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_into::<HtmlElement>().ok()?.click();
    Some(())
}

/// Saves canvases that lie over each other as one picture, on a ground of this color.
pub fn save_picture(name: &str, ground: &str, layers: &[HtmlCanvasElement]) -> Option<()> {
    let first = layers.first()?;
    let all: HtmlCanvasElement = web_sys::window()?.document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    all.set_width(first.width());
    all.set_height(first.height());
    let context: web_sys::CanvasRenderingContext2d = all.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_fill_style_str(ground);
    context.fill_rect(0.0, 0.0, f64::from(all.width()), f64::from(all.height()));
    for layer in layers {
        context.draw_image_with_html_canvas_element(layer, 0.0, 0.0).ok()?;
    }
    follow(name, &all.to_data_url().ok()?)
}

/// Puts a text on the clipboard; whether that worked.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into());
    // Not there in an insecure context, forbidden in many frames.
    if !clipboard.is_ok_and(|clipboard: JsValue| clipboard.is_object()) {
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

/// The bytes of a file that the reader chose or dropped.
pub async fn read(file: &web_sys::File) -> Option<Vec<u8>> {
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

/// Opens the browser's dialog for printing.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}
