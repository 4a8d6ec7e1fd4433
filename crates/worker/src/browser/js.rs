//! The browser's side, see `js/`.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/channel.js")]
extern "C" {
    pub(super) fn listen(handler: &Closure<dyn FnMut(JsValue)>);
    pub(super) fn post(message: &Array);
    pub(super) async fn turn();
    pub(super) async fn rest(milliseconds: f64);
    #[wasm_bindgen(js_name = prepareLastWords)]
    pub(super) fn prepare_last_words(header: Uint8Array);
    #[wasm_bindgen(js_name = memoryExhausted)]
    pub(super) fn memory_exhausted();
}

// The other files import it by its place: here it is named, so that it is put beside them.
#[wasm_bindgen(module = "/js/services.js")]
extern "C" {
    pub(super) fn now() -> f64;
}

#[wasm_bindgen(module = "/js/gpu.js")]
extern "C" {
    #[wasm_bindgen(js_name = findAdapter, catch)]
    pub(super) async fn find_adapter() -> Result<JsValue, JsValue>;
    pub(super) fn prepare(
        subgroups: u32,
        on_pipeline: &Closure<dyn Fn()>,
        on_lost: &Closure<dyn Fn(String)>,
        on_out_of_memory: &Closure<dyn Fn(String)>,
    );

    /// What `findAdapter` knows of an adapter.
    pub(super) type Facts;
    #[wasm_bindgen(method, getter)]
    pub(super) fn vendor(this: &Facts) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn architecture(this: &Facts) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn device(this: &Facts) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn description(this: &Facts) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn fallback(this: &Facts) -> bool;
    #[wasm_bindgen(method, getter)]
    pub(super) fn buffer(this: &Facts) -> Option<f64>;
}

#[wasm_bindgen(module = "/js/streams.js")]
extern "C" {
    #[wasm_bindgen(js_name = openFile)]
    pub(super) fn open_file(file: &JsValue) -> Source;
    #[wasm_bindgen(js_name = openUrl, catch)]
    pub(super) async fn open_url(url: &str) -> Result<Source, JsValue>;
    #[wasm_bindgen(js_name = openKept, catch)]
    pub(super) async fn open_kept(name: &str) -> Result<Source, JsValue>;
    #[wasm_bindgen(js_name = fetchText, catch)]
    pub(super) async fn fetch_text(url: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = isKept, catch)]
    pub(super) async fn is_kept(name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    pub(super) async fn keep(
        name: &str,
        total: f64,
        pull: &Closure<dyn FnMut() -> Option<Uint8Array>>,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    pub(super) async fn forget(name: &str) -> Result<JsValue, JsValue>;

    /// A source of bytes.
    pub(super) type Source;
    #[wasm_bindgen(method, catch)]
    pub(super) async fn read(this: &Source) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method)]
    pub(super) fn cancel(this: &Source);
    #[wasm_bindgen(method, getter)]
    pub(super) fn done(this: &Source) -> f64;
    #[wasm_bindgen(method, getter)]
    pub(super) fn total(this: &Source) -> Option<f64>;

    /// Why a source failed.
    pub(super) type Trouble;
    #[wasm_bindgen(method, getter)]
    pub(super) fn kind(this: &Trouble) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn message(this: &Trouble) -> Option<String>;
}
