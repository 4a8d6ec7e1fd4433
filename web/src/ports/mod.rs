//! The page's doors: everything that touches the browser beyond drawing.

pub mod download;
pub mod fetch;
pub mod files;
pub mod panic;
pub mod picture;
pub mod prefs;
pub mod vault;
pub mod visit;
pub mod watchdog;
pub mod worker;

use wasm_bindgen::{JsCast, JsValue};

/// A thrown value in words.
pub fn js_text(value: &JsValue) -> String {
    value
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()))
        .or_else(|| value.as_string())
        .unwrap_or_else(|| format!("{value:?}"))
}
