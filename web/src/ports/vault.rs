//! Trained weights that the browser keeps for the next visit.
//!
//! Nothing waits for it, and where the browser has no IndexedDB, forbids it or has no room, the
//! answer is "not here". Every visit has an entry of its own, so that tabs never write over each
//! other's; a tab that is loaded again finds its own by what the tab remembers.

use filtro_app::{BUDGET, Unkept};
use filtro_ui::services::{self, Shelf};
use js_sys::{Array, ArrayBuffer, Date, Math, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbFactory;

/// Where the tab remembers its entry.
const ENTRY: &str = "filtro.weights.1";

#[wasm_bindgen(module = "/js/vault.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn find(
        factory: &IdbFactory,
        structure: &str,
        before: Option<String>,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn keep(
        factory: &IdbFactory,
        mine: &str,
        structure: &str,
        record: Uint8Array,
        bytes: JsValue,
        budget: f64,
    ) -> Result<JsValue, JsValue>;
}

/// This visit's name among the entries.
pub fn entry() -> String {
    format!("{}-{}", Date::now(), Math::random())
}

/// What was kept of a network of this structure: what was learnt, and the weights' bytes.
pub async fn recall(structure: &str) -> Option<(Vec<u8>, ArrayBuffer)> {
    let before = services::read(Shelf::Tab, ENTRY);
    let found = find(&services::databases()?, structure, before).await.ok()?;
    let [record, bytes] = found.dyn_into::<Array>().ok()?.to_vec().try_into().ok()?;
    Some((record.dyn_into::<Uint8Array>().ok()?.to_vec(), bytes.dyn_into().ok()?))
}

/// Keeps weights, in the place of those that this visit has kept before; none: they are not to
/// come back.
///
/// # Errors
/// Why they are not kept.
pub async fn store(
    entry: &str,
    structure: &str,
    record: &[u8],
    bytes: Option<ArrayBuffer>,
) -> Result<(), Unkept> {
    let factory = services::databases().ok_or(Unkept::NoStore)?;
    let size = bytes.as_ref().map_or(0, ArrayBuffer::byte_length);
    let bytes = bytes.map_or(JsValue::UNDEFINED, JsValue::from);
    let record = Uint8Array::from(record);
    match keep(&factory, entry, structure, record, bytes, BUDGET as f64).await {
        Ok(kept) if kept.is_truthy() => {
            // Without it the newest of this structure is found.
            services::write(Shelf::Tab, ENTRY, entry).unwrap_or_default();
            Ok(())
        }
        Ok(_) => Err(Unkept::TooLarge(size.into())),
        Err(_) => Err(Unkept::NoStore),
    }
}
