//! Fetches the engine with byte progress, compiling while it arrives, and makes its workers.
//!
//! The page's head says where the engine is:
//! `<meta name="filtro-worker" content="SCRIPT" data-wasm="WASM" data-bytes="SIZE">`, with
//! addresses relative to the page. The size is that of the uncompressed code; without it the
//! server's `Content-Length` is taken, where the transfer is not compressed.
//!
//! SCRIPT is `crates/worker/js/worker.js` as an ES module, placed (under a hashed folder or name)
//! beside what `wasm-bindgen --target web` makes of the worker: `filtro-worker.js`,
//! `filtro-worker_bg.wasm` and `snippets/`. The page starts it as a module worker and sends it the
//! compiled `WebAssembly.Module` as its first message.

use filtro_ui::services;
use js_sys::{Function, Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    HtmlMetaElement, ReadableStream, ReadableStreamDefaultReader, Response, ResponseInit, Url,
    Worker,
};

struct Place {
    script: String,
    wasm: String,
    bytes: Option<u64>,
}

fn place() -> Result<Place, JsValue> {
    let missing = || js_sys::Error::new("the page does not name its engine");
    let document = web_sys::window().and_then(|w| w.document()).ok_or_else(missing)?;
    let meta = document
        .query_selector("meta[name=filtro-worker]")?
        .and_then(|e| e.dyn_into::<HtmlMetaElement>().ok())
        .ok_or_else(missing)?;
    let base = document.base_uri()?.unwrap_or_default();
    let absolute = |path: &str| Url::new_with_base(path, &base).map(|url| url.href());
    Ok(Place {
        script: absolute(&meta.content())?,
        wasm: absolute(&meta.get_attribute("data-wasm").ok_or_else(missing)?)?,
        bytes: meta.get_attribute("data-bytes").and_then(|text| text.parse().ok()),
    })
}

/// The engine's compiled module. `progress` hears bytes so far and in all.
pub async fn engine(progress: impl Fn(u64, Option<u64>) + 'static) -> Result<JsValue, JsValue> {
    let place = place()?;
    progress(0, place.bytes);
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response =
        JsFuture::from(window.fetch_with_str(&place.wasm)).await?.dyn_into()?;
    if !response.ok() {
        let text = format!("{} ({})", response.status_text(), response.status());
        return Err(js_sys::Error::new(&text).into());
    }
    let headers = response.headers();
    let length = match headers.get("content-encoding")? {
        None => headers.get("content-length")?.and_then(|text| text.parse().ok()),
        Some(_) => None,
    };
    let total = place.bytes.or(length);
    let body = response.body().ok_or_else(|| js_sys::Error::new("empty answer"))?;
    let counted = counted(body, total, progress)?;
    let init = ResponseInit::new();
    let type_header = Object::new();
    Reflect::set(&type_header, &"content-type".into(), &"application/wasm".into())?;
    init.set_headers(&type_header);
    let response = Response::new_with_opt_readable_stream_and_init(Some(&counted), &init)?;
    services::compile(response).await
}

/// The same stream, with every chunk counted on its way.
fn counted(
    body: ReadableStream,
    total: Option<u64>,
    progress: impl Fn(u64, Option<u64>) + 'static,
) -> Result<ReadableStream, JsValue> {
    let reader: ReadableStreamDefaultReader = body.get_reader().dyn_into()?;
    let source = Object::new();
    let start = Closure::once_into_js(move |controller: JsValue| {
        spawn_local(async move {
            let call = |name: &str, argument: &JsValue| {
                Reflect::get(&controller, &name.into())
                    .and_then(|f| f.dyn_into::<Function>())
                    .and_then(|f| f.call1(&controller, argument))
            };
            let mut done = 0;
            let ended = loop {
                let part = match JsFuture::from(reader.read()).await {
                    Ok(part) => part,
                    Err(error) => break call("error", &error),
                };
                let finished = Reflect::get(&part, &"done".into()).is_ok_and(|d| d.is_truthy());
                let Ok(chunk) = Reflect::get(&part, &"value".into()) else { break Ok(part) };
                if finished {
                    break call("close", &JsValue::UNDEFINED);
                }
                if let Some(bytes) = chunk.dyn_ref::<Uint8Array>() {
                    done += u64::from(bytes.byte_length());
                    progress(done, total);
                }
                if let Err(error) = call("enqueue", &chunk) {
                    break Err(error);
                }
            };
            // The compiler gave up on the stream: its own error is the one that is reported.
            drop(ended);
        });
    });
    Reflect::set(&source, &"start".into(), &start)?;
    ReadableStream::new_with_underlying_source(&source)
}

/// A worker that waits for the compiled module as its first message.
///
/// It is a module worker: the engine's JavaScript imports its own parts by relative addresses.
pub fn worker() -> Result<Worker, JsValue> {
    services::worker(&place()?.script)
}
