//! Files beside the page.

use super::js_text;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, Url};

/// The text of a file at an address relative to the page, or why it did not come, in the
/// browser's words.
pub async fn text(path: &str) -> Result<String, String> {
    fetch(path).await.map_err(|error| js_text(&error))
}

async fn fetch(path: &str) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let base = window.document().and_then(|document| document.base_uri().ok().flatten());
    let url = Url::new_with_base(path, &base.unwrap_or_default())?.href();
    let response: Response = JsFuture::from(window.fetch_with_str(&url)).await?.dyn_into()?;
    if !response.ok() {
        let words = format!("{} ({})", response.status_text(), response.status());
        return Err(js_sys::Error::new(words.trim()).into());
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or(JsValue::NULL)
}
