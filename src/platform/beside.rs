//! Files that lie beside the page: fetched from where the page came from, never from elsewhere.
//! Which ones there are and what is in them is not known here.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::document::by_id;

/// The id of the page's link to the style sheet that lies with them.
const LINK: &str = "later";
/// What that style sheet is called.
const STYLES: &str = "sts-atlas-instruments.css";

/// The folder in which such files lie.
pub fn folder() -> Option<String> {
    let address = by_id(LINK)?.get_attribute("href")?;
    address.strip_suffix(STYLES).map(str::to_owned)
}

/// Has the style sheet be fetched, once more where it could not be had, and hold from then on.
pub fn enable_styles() {
    if let Some(link) = by_id(LINK) {
        let _ = link.set_attribute("disabled", "");
        let _ = link.remove_attribute("disabled");
    }
}

/// The bytes of a file; `None` where it cannot be had now.
pub async fn fetch(name: &str) -> Option<Vec<u8>> {
    read(name).await.ok()
}

async fn read(name: &str) -> Result<Vec<u8>, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let folder = folder().ok_or(JsValue::NULL)?;
    let answer = JsFuture::from(window.fetch_with_str(&(folder + name))).await?;
    let answer: Response = answer.dyn_into()?;
    if !answer.ok() {
        return Err(JsValue::NULL);
    }
    let bytes = JsFuture::from(answer.array_buffer()?).await?;
    Ok(js_sys::Uint8Array::new(&bytes).to_vec())
}
