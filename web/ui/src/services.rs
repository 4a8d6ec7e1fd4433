//! What a browser may not have, may refuse or may run out of, asked in one place.
//!
//! Site data may be blocked, a store may be full, an old browser lacks a part. Every answer here is
//! "not here" (`None`, or an error that says why) instead of an exception, which would leave a
//! blank page. `cargo xtask rules` keeps other files from asking the browser by themselves.

use js_sys::{Array, Function, Object, Promise, Reflect, WebAssembly};
use std::cell::OnceCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BroadcastChannel, DomException, HtmlImageElement, IdbFactory, ImageBitmap,
    IntersectionObserver, Performance, ResizeObserver, Response, Storage, Url, Window, Worker,
    WorkerOptions, WorkerType,
};

/// Where short texts are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// For all tabs, from visit to visit.
    Browser,
    /// For this tab, while it is open.
    Tab,
}

/// Why a text is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The browser keeps nothing for this page.
    Missing,
    /// It has no room left.
    Full,
}

fn storage(shelf: Shelf) -> Option<Storage> {
    let window = web_sys::window()?;
    let found = match shelf {
        Shelf::Browser => window.local_storage(),
        Shelf::Tab => window.session_storage(),
    };
    found.ok().flatten()
}

/// Whether the browser keeps anything for this page from visit to visit: it says so, and gives back
/// what it was given. A store that is only full does.
pub fn keeps() -> bool {
    const PROBE: &str = "filtro.probe";
    match write(Shelf::Browser, PROBE, "1") {
        Ok(()) => {
            let kept = read(Shelf::Browser, PROBE).is_some();
            remove(Shelf::Browser, PROBE);
            kept
        }
        Err(why) => why == NotKept::Full,
    }
}

/// The text under `key`; `None` where there is none, or no store.
pub fn read(shelf: Shelf, key: &str) -> Option<String> {
    storage(shelf)?.get_item(key).ok().flatten()
}

/// Keeps a text under `key`.
pub fn write(shelf: Shelf, key: &str, text: &str) -> Result<(), NotKept> {
    let storage = storage(shelf).ok_or(NotKept::Missing)?;
    storage.set_item(key, text).map_err(|thrown| {
        let name = thrown.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
        if name.to_ascii_lowercase().contains("quota") { NotKept::Full } else { NotKept::Missing }
    })
}

/// Forgets what is under `key`.
pub fn remove(shelf: Shelf, key: &str) {
    if let Some(storage) = storage(shelf) {
        // Where nothing can be forgotten, nothing was kept.
        storage.remove_item(key).unwrap_or_default();
    }
}

/// All keys that begin with `start`.
pub fn keys(shelf: Shelf, start: &str) -> Vec<String> {
    let Some(storage) = storage(shelf) else { return Vec::new() };
    let count = storage.length().unwrap_or_default();
    let all = (0..count).filter_map(|index| storage.key(index).ok().flatten());
    all.filter(|key| key.starts_with(start)).collect()
}

/// The databases of this page. Opening one may fail all the same: its errors are events and
/// rejected requests.
#[allow(dead_code, reason = "for the store of trained weights")]
pub fn databases() -> Option<IdbFactory> {
    web_sys::window()?.indexed_db().ok().flatten()
}

/// A line to the page's other tabs.
pub fn channel(name: &str) -> Option<BroadcastChannel> {
    BroadcastChannel::new(name).ok()
}

/// Follows sizes of elements.
pub fn resize_observer(heard: &Function) -> Option<ResizeObserver> {
    ResizeObserver::new(heard).ok()
}

/// Follows which elements are on the screen.
pub fn sight_observer(heard: &Function) -> Option<IntersectionObserver> {
    IntersectionObserver::new(heard).ok()
}

/// Decodes a picture, upright.
pub async fn bitmap(file: &Blob) -> Option<ImageBitmap> {
    let window = web_sys::window()?;
    let promise: Promise = window.create_image_bitmap_with_blob(file).ok()?.unchecked_into();
    if let Ok(bitmap) = JsFuture::from(promise).await {
        return bitmap.dyn_into().ok();
    }
    // Firefox makes no bitmap of a JPEG file that begins with Exif, as those of cameras do, and no
    // browser makes one of an SVG file. An element shows both.
    let url = Url::create_object_url_with_blob(file).ok()?;
    let shown = shown(&window, &url).await;
    Url::revoke_object_url(&url).ok();
    shown
}

/// The picture at an address as an element shows it, upright.
async fn shown(window: &Window, url: &str) -> Option<ImageBitmap> {
    let element = HtmlImageElement::new().ok()?;
    element.set_src(url);
    let decoded: Promise = element.decode().unchecked_into();
    JsFuture::from(decoded).await.ok()?;
    let promise = window.create_image_bitmap_with_html_image_element(&element).ok()?;
    let promise: Promise = promise.unchecked_into();
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// A worker that runs the ES module at `script`.
pub fn worker(script: &str) -> Result<Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(script, &options)
}

/// Compiles WebAssembly, while it arrives where the browser can.
pub async fn compile(code: Response) -> Result<JsValue, JsValue> {
    let assembly: Object = part("WebAssembly")
        .and_then(|found| found.dyn_into().ok())
        .ok_or_else(|| js_sys::Error::new("no WebAssembly"))?;
    let streams = Reflect::has(&assembly, &"compileStreaming".into())?;
    let compiling = if streams {
        let arriving: Promise = Promise::resolve(&code).unchecked_into();
        WebAssembly::compile_streaming(&arriving)
    } else {
        let bytes: js_sys::Object = JsFuture::from(code.array_buffer()?).await?.dyn_into()?;
        WebAssembly::compile(&bytes)
    };
    JsFuture::from(compiling).await
}

/// Whether the window is as a media query says; no where there are none.
pub fn media(query: &str) -> bool {
    let found = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
    found.is_some_and(|found| found.matches())
}

/// Languages that the person reads, the best first.
pub fn languages() -> Vec<String> {
    let found = part("navigator")
        .and_then(|navigator| Reflect::get(&navigator, &"languages".into()).ok())
        .and_then(|all| all.dyn_into::<Array>().ok());
    found.iter().flat_map(Array::iter).filter_map(|tag| tag.as_string()).collect()
}

/// Milliseconds since the page opened; 0 where there is no clock.
pub fn now() -> f64 {
    thread_local! {
        static CLOCK: OnceCell<Option<Performance>> = const { OnceCell::new() };
    }
    CLOCK.with(|clock| {
        let found = clock.get_or_init(|| part("performance")?.dyn_into().ok());
        found.as_ref().map_or(0.0, Performance::now)
    })
}

/// A part of the browser by its name.
fn part(name: &str) -> Option<JsValue> {
    let window: Window = web_sys::window()?;
    let found = Reflect::get(&window, &JsValue::from_str(name)).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}
