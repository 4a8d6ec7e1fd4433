//! The bytes of trained weights: those of the present network, those that undo can bring back, and
//! those of a file. The state knows of them by name and size.

use crate::ports::{files, vault};
use filtro_app::{Unkept, WeightsId};
use js_sys::ArrayBuffer;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

/// The bytes.
pub struct Weights {
    /// What this visit's are called where the browser keeps them.
    entry: String,
    held: RefCell<Vec<(WeightsId, ArrayBuffer)>>,
    /// They came with a checkpoint, or out of the browser's store, and have no name yet.
    arriving: RefCell<Option<ArrayBuffer>>,
    /// Of the file that was opened last.
    file: RefCell<Option<ArrayBuffer>>,
}

impl Weights {
    /// None yet.
    pub fn new() -> Self {
        Self {
            entry: vault::entry(),
            held: RefCell::default(),
            arriving: RefCell::default(),
            file: RefCell::default(),
        }
    }

    /// Bytes have come; the state says next what they are.
    pub fn arrive(&self, bytes: Option<JsValue>) {
        *self.arriving.borrow_mut() = bytes.and_then(|bytes| bytes.dyn_into().ok());
    }

    /// What has come last is these weights.
    pub fn hold(&self, id: WeightsId) {
        if let Some(bytes) = self.arriving.borrow_mut().take() {
            let mut held = self.held.borrow_mut();
            held.retain(|(other, _)| *other != id);
            held.push((id, bytes));
        }
    }

    /// They are of no use any more.
    pub fn drop(&self, id: WeightsId) {
        self.held.borrow_mut().retain(|(other, _)| *other != id);
    }

    fn get(&self, id: WeightsId) -> Option<ArrayBuffer> {
        self.held.borrow().iter().find(|(other, _)| *other == id).map(|(_, bytes)| bytes.clone())
    }

    /// A copy to be sent away: the buffer that is sent is gone, and may be needed again.
    pub fn copy(&self, id: WeightsId) -> Vec<JsValue> {
        self.get(id).map(|bytes| bytes.slice(0).into()).into_iter().collect()
    }

    /// A copy of the file that was opened last.
    pub fn copy_file(&self) -> Vec<JsValue> {
        let file = self.file.borrow();
        file.as_ref().map(|bytes| bytes.slice(0).into()).into_iter().collect()
    }

    /// A file was opened.
    pub fn open(&self, bytes: ArrayBuffer) {
        *self.file.borrow_mut() = Some(bytes);
    }

    /// Hands weights to the person.
    pub fn save(&self, name: &str, id: WeightsId) {
        if let Some(bytes) = self.get(id) {
            // Refused only where the page has no document any more.
            files::save(name, "application/octet-stream", &bytes).unwrap_or_default();
        }
    }

    /// Has the browser keep weights for the next visit.
    pub fn keep(
        &self,
        id: Option<WeightsId>,
        structure: String,
        record: Vec<u8>,
    ) -> impl Future<Output = Result<(), Unkept>> + use<> {
        let (entry, bytes) = (self.entry.clone(), id.and_then(|id| self.get(id)));
        async move { vault::store(&entry, &structure, &record, bytes).await }
    }
}
