//! Files out of the page and into it: to the reader's downloads, to the clipboard, to the printer, and from the reader.
//! What is in them is the caller's business; nothing leaves the device.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, HtmlImageElement, Url};

use super::document;

/// Pixels of a saved picture for each pixel of the page, so that it can be shown larger.
const SHARPNESS: u32 = 2;
/// A file is kept ready so long.
const KEPT_MS: u32 = 10_000;

/// Offers bytes as a file; does nothing where the browser forbids it.
pub fn save(name: &str, kind: &str, bytes: &[u8]) {
    if let Some(url) = address(kind, bytes) {
        let _ = follow(name, &url);
    }
}

/// An address under which bytes can be had for a while.
fn address(kind: &str, bytes: &[u8]) -> Option<String> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let kept = url.clone();
    // Some browsers read it only after this task.
    Timeout::new(KEPT_MS, move || {
        let _ = Url::revoke_object_url(&kept);
    })
    .forget();
    Some(url)
}

fn follow(name: &str, url: &str) -> Option<()> {
    let link = web_sys::window()?.document()?.create_element("a").ok()?;
    link.set_attribute("href", url).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_into::<HtmlElement>().ok()?.click();
    Some(())
}

/// A canvas of its own, all of one color.
fn blank(width: u32, height: u32, ground: &str) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas = document::canvas()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_fill_style_str(ground);
    context.fill_rect(0.0, 0.0, f64::from(width), f64::from(height));
    Some((canvas, context))
}

/// Saves canvases that lie over each other as one picture, on a ground of this color.
pub fn save_picture(name: &str, ground: &str, layers: &[HtmlCanvasElement]) -> Option<()> {
    let first = layers.first()?;
    let (all, context) = blank(first.width(), first.height(), ground)?;
    for layer in layers {
        context.draw_image_with_html_canvas_element(layer, 0.0, 0.0).ok()?;
    }
    follow(name, &all.to_data_url().ok()?)
}

/// Saves a drawing (SVG) of this size in CSS pixels as a picture, on a ground of this color.
pub async fn save_drawing(name: &str, ground: &str, drawing: &str, (width, height): (u32, u32)) -> Option<()> {
    let url = address("image/svg+xml", drawing.as_bytes())?;
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&url);
    JsFuture::from(image.decode()).await.ok()?;
    let (canvas, context) = blank(width * SHARPNESS, height * SHARPNESS, ground)?;
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).ok()?;
    follow(name, &canvas.to_data_url().ok()?)
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
