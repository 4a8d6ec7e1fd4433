//! The world as a Web Worker has it.

mod js;
mod stream;

use crate::device;
use crate::host::{Adapter, Attachment, Host, Incoming, Place, StreamError};
use crate::inbox::{Envelope, Inbox};
use crate::session::Session;
use filtro_protocol::{Compiled, Failure, PROTOCOL, Reply, Report, decode, encode};
use filtro_run::pace::Every;
use js_sys::{Array, ArrayBuffer, Float32Array, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use stream::WebStream;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Identifies the build; the page compares it with its own.
pub const BUILD: &str = match option_env!("FILTRO_BUILD_ID") {
    Some(build) => build,
    None => env!("CARGO_PKG_VERSION"),
};

/// Subgroup size announced for adapters that compute on the processor, see `js/gpu.js`.
const SOFTWARE_SUBGROUPS: u32 = 32;
/// Milliseconds between two counts of pipelines.
const COMPILING_INTERVAL: f64 = 100.0;

/// Starts the worker: last words first, then the handler, then `Ready`, then the session.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        send(Report::Failed(Failure::Panic(panic.to_string())));
    }));
    if let Ok(header) = header(Report::Failed(Failure::OutOfMemory(String::new()))) {
        js::prepare_last_words(header);
    }
    let inbox = Rc::<Inbox<JsValue>>::default();
    let receiver = Rc::clone(&inbox);
    let handler = Closure::new(move |data: JsValue| match read(&data) {
        Ok(envelope) => receiver.push(envelope),
        Err(message) => send(Report::Failed(Failure::Refused(message))),
    });
    js::listen(&handler);
    handler.forget();
    send(Report::Ready { protocol: PROTOCOL, build: BUILD.to_owned() });
    wasm_bindgen_futures::spawn_local(Session::new(WebHost::default(), inbox).run());
}

/// To be called when an allocation fails.
pub fn memory_exhausted() {
    js::memory_exhausted();
}

fn header(report: Report) -> Result<Uint8Array, filtro_protocol::CodecError> {
    encode(&Reply { seq: 0, report }).map(|header| Uint8Array::from(header.as_slice()))
}

/// Sends a report that answers nothing.
fn send(report: Report) {
    if let Ok(header) = header(report) {
        js::post(&Array::of1(&header));
    }
}

fn read(data: &JsValue) -> Result<Envelope<JsValue>, String> {
    let parts = data.dyn_ref::<Array>().ok_or("expected an array of header and attachments")?;
    let header = parts.get(0);
    let header = header.dyn_ref::<Uint8Array>().ok_or("expected header bytes")?;
    let request = decode(&header.to_vec()).map_err(|error| error.to_string())?;
    let incoming = |part: JsValue| match part.dyn_ref::<ArrayBuffer>() {
        Some(buffer) => Incoming::Bytes(Uint8Array::new(buffer).to_vec()),
        None => Incoming::File(part),
    };
    Ok(Envelope { request, attachments: parts.iter().skip(1).map(incoming).collect() })
}

/// The browser.
#[derive(Clone, Default)]
pub struct WebHost {
    /// Handlers that live as long as the GPU device.
    handlers: Rc<RefCell<Option<Handlers>>>,
}

struct Handlers {
    pipeline: Closure<dyn Fn()>,
    lost: Closure<dyn Fn(String)>,
    out_of_memory: Closure<dyn Fn(String)>,
    software: bool,
}

impl Handlers {
    fn new(software: bool) -> Self {
        let (count, every) = (Cell::new(0), Cell::new(Every::new(COMPILING_INTERVAL)));
        let pipeline = move || {
            count.set(count.get() + 1);
            let mut due = every.get();
            if due.due(js::now()) {
                send(Report::Compiling(Compiled { pipelines: count.get() }));
            }
            every.set(due);
        };
        let failed = |failure: fn(String) -> Failure| {
            Closure::new(move |message| send(Report::Failed(failure(message))))
        };
        Self {
            pipeline: Closure::new(pipeline),
            lost: failed(Failure::DeviceLost),
            out_of_memory: failed(Failure::OutOfMemory),
            software,
        }
    }
}

impl Host for WebHost {
    type File = JsValue;
    type Stream = WebStream;

    fn now(&self) -> f64 {
        js::now()
    }

    fn post(&self, reply: &Reply, attachments: Vec<Attachment>) {
        let Ok(header) = encode(reply) else { return };
        let message = Array::of1(&Uint8Array::from(header.as_slice()));
        for attachment in attachments {
            let buffer = match attachment {
                Attachment::Bytes(bytes) => Uint8Array::from(bytes.as_slice()).buffer(),
                Attachment::Floats(values) => Float32Array::from(values.as_slice()).buffer(),
            };
            message.push(&buffer);
        }
        js::post(&message);
    }

    async fn turn(&self) {
        js::turn().await;
    }

    async fn rest(&self, milliseconds: f64) {
        js::rest(milliseconds).await;
    }

    fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        wasm_bindgen_futures::spawn_local(task);
    }

    async fn adapter(&self) -> Adapter {
        match js::find_adapter().await {
            Ok(found) if found.is_undefined() => Adapter::NoWebGpu,
            Ok(found) if !found.is_null() => {
                let facts: js::Facts = found.unchecked_into();
                let part = Option::unwrap_or_default;
                let name = device::name(
                    &part(facts.vendor()),
                    &part(facts.architecture()),
                    &part(facts.device()),
                    &part(facts.description()),
                );
                let software = facts.fallback() || device::is_software(&name);
                *self.handlers.borrow_mut() = Some(Handlers::new(software));
                let buffer = facts.buffer().map(|bytes| bytes as u64);
                Adapter::Found { name, software, buffer }
            }
            _ => Adapter::None,
        }
    }

    async fn gpu(&self) -> Result<filtro_engine::Device, filtro_engine::EngineError> {
        if let Some(handlers) = &*self.handlers.borrow() {
            let subgroups = if handlers.software { SOFTWARE_SUBGROUPS } else { 0 };
            let Handlers { pipeline, lost, out_of_memory, .. } = handlers;
            js::prepare(subgroups, pipeline, lost, out_of_memory);
        }
        filtro_engine::gpu_device().await
    }

    async fn open(&self, place: Place<JsValue>) -> Result<WebStream, StreamError> {
        let source = match place {
            Place::File(file) => Ok(js::open_file(&file)),
            Place::Url(url) => js::open_url(&url).await,
            Place::Kept(name) => js::open_kept(name).await,
        };
        source.map(WebStream::new).map_err(|error| stream::error(&error))
    }

    async fn text(&self, url: &str) -> Option<String> {
        js::fetch_text(url).await.ok()?.as_string()
    }

    async fn is_kept(&self, name: &'static str) -> bool {
        js::is_kept(name).await.is_ok_and(|kept| kept.is_truthy())
    }

    async fn keep(
        &self,
        name: &'static str,
        total: u64,
        mut pieces: impl FnMut() -> Option<Vec<u8>> + 'static,
    ) -> Result<(), String> {
        let pull = Closure::new(move || pieces().map(|piece| Uint8Array::from(piece.as_slice())));
        js::keep(name, total as f64, &pull).await.map(drop).map_err(|error| stream::message(&error))
    }

    async fn forget(&self, name: &'static str) {
        // Where there is no store, there is nothing to forget.
        drop(js::forget(name).await);
    }
}
