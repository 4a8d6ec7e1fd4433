//! The Web Worker: fetched with progress, started, spoken to, replaced.
//!
//! The page fetches and compiles the engine's wasm itself, so that it can show how far the
//! download is, and so that a restart takes no second download: the compiled module is handed to
//! each new worker.

use super::download;
use filtro_protocol::{Reply, Report, Request, decode, encode};
use js_sys::{Array, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker};
use yew::Callback;

/// What the port hears.
pub enum WorkerNews {
    /// The engine's code is arriving.
    Loading {
        /// Bytes here.
        done: u64,
        /// Bytes in all, where the server says so.
        total: Option<u64>,
    },
    /// A report with its attachments, and the number of the request that it answers.
    Report(u32, Box<Report>, Vec<JsValue>),
    /// The code could not be fetched, compiled or started.
    NotLoaded(String),
    /// The worker's own error event: it is dead or as good as dead.
    Crashed(String),
    /// A message that this page cannot read: another version.
    Unreadable(String),
}

struct Running {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(web_sys::Event)>,
    _on_garbled: Closure<dyn FnMut(MessageEvent)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}

/// The page's end of the channel.
pub struct WorkerPort {
    listener: Callback<WorkerNews>,
    running: RefCell<Option<Running>>,
    module: RefCell<Option<JsValue>>,
    /// Counts spawns: a download that ends after a newer spawn is forgotten.
    life: Cell<u32>,
}

impl WorkerPort {
    /// A port without a worker.
    pub fn new(listener: Callback<WorkerNews>) -> Rc<Self> {
        Rc::new(Self {
            listener,
            running: RefCell::default(),
            module: RefCell::default(),
            life: Cell::new(0),
        })
    }

    /// Ends the worker, if any, and starts a fresh one. It speaks first: `Ready`.
    pub fn spawn(self: &Rc<Self>) {
        self.terminate();
        let life = self.life.get();
        let port = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let known = port.module.borrow().clone();
            let module = match known {
                Some(module) => Ok(module),
                None => {
                    let asking = Rc::clone(&port);
                    download::engine(move |done, total| {
                        asking.tell(life, WorkerNews::Loading { done, total });
                    })
                    .await
                }
            };
            let started = module.and_then(|module| {
                *port.module.borrow_mut() = Some(module.clone());
                if port.life.get() == life { port.start(&module) } else { Ok(()) }
            });
            if let Err(error) = started {
                port.tell(life, WorkerNews::NotLoaded(super::js_text(&error)));
            }
        });
    }

    /// News of a start, unless there was another since.
    fn tell(&self, life: u32, news: WorkerNews) {
        if self.life.get() == life {
            self.listener.emit(news);
        }
    }

    /// Ends the worker at once.
    pub fn terminate(&self) {
        self.life.set(self.life.get() + 1);
        self.running.borrow_mut().take();
    }

    /// Sends a request; `attachments` that can be moved are moved.
    pub fn send(&self, request: &Request, attachments: &[JsValue]) {
        let running = self.running.borrow();
        let Some(running) = running.as_ref() else { return };
        if let Err(error) = post(&running.worker, request, attachments) {
            self.listener.emit(WorkerNews::Crashed(super::js_text(&error)));
        }
    }

    fn start(&self, module: &JsValue) -> Result<(), JsValue> {
        let worker = download::worker()?;
        let listener = self.listener.clone();
        let on_message = Closure::new(move |event: MessageEvent| listener.emit(read(&event)));
        let listener = self.listener.clone();
        let on_error = Closure::new(move |event: web_sys::Event| {
            event.prevent_default();
            // Where the script itself does not arrive, the event has no words.
            let words = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
            let words = words.unwrap_or_else(|| "the engine's script did not arrive".to_owned());
            listener.emit(WorkerNews::Crashed(words));
        });
        let listener = self.listener.clone();
        let on_garbled = Closure::new(move |_: MessageEvent| {
            listener.emit(WorkerNews::Unreadable("message error".to_owned()));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_garbled.as_ref().unchecked_ref()));
        worker.post_message(module)?;
        *self.running.borrow_mut() = Some(Running {
            worker,
            _on_message: on_message,
            _on_error: on_error,
            _on_garbled: on_garbled,
        });
        Ok(())
    }
}

fn post(worker: &Worker, request: &Request, attachments: &[JsValue]) -> Result<(), JsValue> {
    let header = encode(request).map_err(|error| JsValue::from_str(&error.to_string()))?;
    let header = Uint8Array::from(header.as_slice());
    let moved = Array::of1(&header.buffer());
    let message = Array::of1(&header);
    for attachment in attachments {
        message.push(attachment);
        if attachment.is_instance_of::<js_sys::ArrayBuffer>() {
            moved.push(attachment);
        }
    }
    worker.post_message_with_transfer(&message, &moved)
}

fn read(event: &MessageEvent) -> WorkerNews {
    let parts: Vec<JsValue> = match event.data().dyn_into::<Array>() {
        Ok(parts) => parts.to_vec(),
        Err(other) => return WorkerNews::Unreadable(super::js_text(&other)),
    };
    let mut parts = parts.into_iter();
    let Some(Ok(header)) = parts.next().map(JsCast::dyn_into::<Uint8Array>) else {
        return WorkerNews::Unreadable("no header".to_owned());
    };
    match decode::<Reply>(&header.to_vec()) {
        Ok(reply) => WorkerNews::Report(reply.seq, Box::new(reply.report), parts.collect()),
        Err(error) => WorkerNews::Unreadable(error.to_string()),
    }
}
