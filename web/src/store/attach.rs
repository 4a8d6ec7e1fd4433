//! What goes along with commands and comes along with reports: large things, which never pass
//! through the state.

use super::Store;
use crate::ports::picture;
use crate::slots::{MapsData, Seen, Thumbnail};
use filtro_app::Attach;
use filtro_protocol::{Command, Report, Request};
use js_sys::{ArrayBuffer, Float32Array, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

impl Store {
    /// Sends a command with what goes along.
    pub(super) fn send(&self, command: Command, attach: Attach) {
        let (command, attachments) = match (command, attach) {
            (Command::Classify { crop, width, height }, Attach::Picture) => {
                let cut = self.slots.picture.get().and_then(|found| picture::cut(&found, crop));
                match cut {
                    Some((pixels, width, height, crop)) => {
                        (Command::Classify { width, height, crop }, vec![pixels])
                    }
                    // Nothing to show: the worker says that the bytes are missing.
                    None => (Command::Classify { crop, width, height }, Vec::new()),
                }
            }
            (command, Attach::Files) => {
                let files = self.data_files.borrow().iter().map(JsValue::from).collect();
                (command, files)
            }
            (command, Attach::Weights(id)) => (command, self.weights.copy(id)),
            (command, Attach::WeightsFile) => (command, self.weights.copy_file()),
            (command, _) => (command, Vec::new()),
        };
        let seq = self.ledger.borrow_mut().send(&command);
        let request = Request { seq, command };
        let port = self.port.borrow().clone();
        if let Some(port) = port {
            port.send(&request, &attachments);
        }
    }

    /// Puts what came beside a report where it is drawn from.
    pub(super) fn keep(&self, report: &Report, attachments: Vec<JsValue>) {
        let mut attachments = attachments.into_iter();
        match report {
            Report::Telemetry(telemetry) => self.slots.live.set(*telemetry),
            Report::Checkpoint { .. } => self.weights.arrive(attachments.next()),
            Report::Maps(info) => {
                let current = self.state.borrow().document.generation;
                if info.generation != current {
                    return;
                }
                let [activations, filters] = [(); 2].map(|()| floats(attachments.next()));
                let input = bytes(attachments.next());
                self.slots.maps.set(MapsData { info: info.clone(), activations, filters, input });
            }
            Report::Samples { set, ids, labels, shape } => {
                let of = self.state.borrow().data.summary.as_ref().map(|summary| summary.id);
                if of != Some(*set) {
                    return;
                }
                let pixels = bytes(attachments.next());
                let shape = shape.map(|size| size as usize);
                let size = shape.iter().product::<usize>().max(1);
                let mut all = self.slots.thumbnails.get().map(|all| (*all).clone());
                let map = &mut all.get_or_insert_default().0;
                for ((id, label), pixels) in ids.iter().zip(labels).zip(pixels.chunks_exact(size)) {
                    let thumbnail = Thumbnail { label: *label, shape, pixels: pixels.to_vec() };
                    map.insert(*id, Rc::new(thumbnail));
                }
                self.slots.thumbnails.set(all.unwrap_or_default());
            }
            Report::Classified { prediction, shape } => {
                let pixels = bytes(attachments.next());
                let shape = shape.map(|size| size as usize);
                self.slots.seen.set(Seen { shape, pixels, prediction: prediction.clone() });
            }
            _ => {}
        }
    }
}

fn bytes(attachment: Option<JsValue>) -> Vec<u8> {
    let buffer = attachment.and_then(|value| value.dyn_into::<ArrayBuffer>().ok());
    buffer.map(|buffer| Uint8Array::new(&buffer).to_vec()).unwrap_or_default()
}

fn floats(attachment: Option<JsValue>) -> Vec<f32> {
    let buffer = attachment.and_then(|value| value.dyn_into::<ArrayBuffer>().ok());
    buffer.map(|buffer| Float32Array::new(&buffer).to_vec()).unwrap_or_default()
}
