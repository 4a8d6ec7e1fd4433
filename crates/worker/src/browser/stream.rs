//! Bytes from a source of `js/streams.js`.

use super::js::{Source, Trouble};
use crate::host::{Stream, StreamError};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

/// A source; dropping it gives it up.
pub struct WebStream(Source);

impl WebStream {
    pub(super) const fn new(source: Source) -> Self {
        Self(source)
    }
}

impl Drop for WebStream {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

impl Stream for WebStream {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, StreamError> {
        let chunk = self.0.read().await.map_err(|trouble| error(&trouble))?;
        Ok(chunk.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec))
    }

    fn done(&self) -> u64 {
        self.0.done() as u64
    }

    fn total(&self) -> Option<u64> {
        self.0.total().map(|total| total as u64)
    }
}

/// What a thrown value says.
pub(super) fn message(thrown: &JsValue) -> String {
    let trouble: &Trouble = thrown.unchecked_ref();
    let text = thrown.as_string();
    text.unwrap_or_else(|| {
        if thrown.is_object() { trouble.message().unwrap_or_default() } else { String::new() }
    })
}

/// What a thrown value of `js/streams.js` means.
pub(super) fn error(thrown: &JsValue) -> StreamError {
    let trouble: &Trouble = thrown.unchecked_ref();
    let kind = if thrown.is_object() { trouble.kind() } else { None };
    match kind.as_deref() {
        Some("missing") => StreamError::Missing(message(thrown)),
        _ => StreamError::Unreadable(message(thrown)),
    }
}
