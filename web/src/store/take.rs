//! Files that a person gives: each goes where it belongs, or is answered.

use super::Store;
use crate::ports::files::{self, FileKind};
use crate::ports::picture::{self, PictureError};
use filtro_app::{Event, PictureTrouble, Topic};
use js_sys::ArrayBuffer;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::File;

/// Takes all files of a kind.
type Taker = fn(&Rc<Store>, Vec<File>);

/// Who takes which files.
const TAKERS: [(FileKind, Taker); 5] = [
    (FileKind::Data, Store::take_data),
    (FileKind::Network, Store::take_networks),
    // Behind the networks: weights are of the one that is open.
    (FileKind::Weights, Store::take_all_weights),
    (FileKind::Picture, Store::take_pictures),
    (FileKind::Other, Store::answer_unknown),
];

impl Store {
    /// Takes files that were dropped, pasted or picked to where they belong.
    pub fn take_files(self: &Rc<Self>, all: Vec<File>) {
        let mut left: Vec<(FileKind, File)> =
            all.into_iter().map(|f| (files::kind_of(&f), f)).collect();
        for (kind, take) in TAKERS {
            let (own, others) = left.into_iter().partition::<Vec<_>, _>(|(of, _)| *of == kind);
            left = others;
            if !own.is_empty() {
                take(self, own.into_iter().map(|(_, file)| file).collect());
            }
        }
    }

    /// Takes files as what they are given for, whatever their names.
    pub fn take(self: &Rc<Self>, kind: FileKind, all: Vec<File>) {
        if let Some((_, take)) = TAKERS.iter().find(|(of, _)| *of == kind) {
            take(self, all);
        }
    }

    /// Takes files as a data set, whatever their names.
    fn take_data(self: &Rc<Self>, all: Vec<File>) {
        let names = all.iter().map(File::name).collect();
        *self.data_files.borrow_mut() = all;
        self.dispatch(Event::Files { names });
    }

    /// Takes files as pictures, whatever their names: the first is shown, the others are at hand.
    fn take_pictures(self: &Rc<Self>, all: Vec<File>) {
        let new: Vec<(u32, File)> =
            all.into_iter().map(|file| (self.begin(Topic::Other), file)).collect();
        let named = new.iter().map(|(id, file)| (*id, file.name())).collect();
        let first = new.first().map(|(id, _)| *id);
        self.pictures.borrow_mut().extend(new);
        self.dispatch(Event::Pictures(named));
        let tray = Rc::clone(&self.state().tray);
        self.pictures.borrow_mut().retain(|(id, _)| tray.iter().any(|(kept, _)| kept == id));
        if let Some(first) = first {
            self.show_picture(first);
        }
    }

    /// Shows a picture of the tray.
    pub fn show_picture(self: &Rc<Self>, id: u32) {
        let found = self.pictures.borrow().iter().find(|(of, _)| *of == id).cloned();
        let Some((_, file)) = found else { return };
        let (store, number) = (Rc::clone(self), self.begin(Topic::Picture));
        wasm_bindgen_futures::spawn_local(async move {
            let decoded = picture::decode(&file).await;
            // Another was chosen meanwhile: neither this one nor its trouble is wanted any more.
            if !store.is_newest(Topic::Picture, number) {
                return;
            }
            let trouble = match decoded {
                Ok(decoded) => {
                    let (width, height) = (decoded.width, decoded.height);
                    store.slots.picture.set(decoded);
                    return store.dispatch(Event::Picture { id, width, height });
                }
                Err(PictureError::TooLarge) => PictureTrouble::TooLarge(file.name()),
                Err(PictureError::Undecodable) => PictureTrouble::Undecodable(file.name()),
            };
            store.pictures.borrow_mut().retain(|(other, _)| *other != id);
            store.dispatch(Event::PictureFailed(id, trouble));
            // Of several the next is shown.
            let next = store.pictures.borrow().last().map(|(id, _)| *id);
            if let (None, Some(next)) = (store.state().picture.size, next) {
                store.show_picture(next);
            }
        });
    }

    /// Takes files as networks: one can be open.
    fn take_networks(self: &Rc<Self>, all: Vec<File>) {
        let mut all = all.into_iter();
        if let Some(file) = all.next() {
            self.take_network(file);
        }
        let names = names(all);
        if !names.is_empty() {
            self.dispatch(Event::NotOpened { names });
        }
    }

    /// Takes a file as a network.
    fn take_network(self: &Rc<Self>, file: File) {
        let (store, number) = (Rc::clone(self), self.begin(Topic::Document));
        self.dispatch(Event::Opening);
        wasm_bindgen_futures::spawn_local(async move {
            let text = files::text(&file).await;
            if store.is_newest(Topic::Document, number) {
                store.dispatch(match text {
                    Ok(text) => Event::Open { text },
                    Err(_) => Event::Unknown { name: file.name() },
                });
            }
        });
    }

    /// Takes files as trained weights: one can be in force.
    fn take_all_weights(self: &Rc<Self>, all: Vec<File>) {
        let mut all = all.into_iter();
        if let Some(file) = all.next() {
            self.take_weights(file);
        }
        let names = names(all);
        if !names.is_empty() {
            self.dispatch(Event::NotOpened { names });
        }
    }

    /// Takes a file as trained weights.
    fn take_weights(self: &Rc<Self>, file: File) {
        let (store, number) = (Rc::clone(self), self.begin(Topic::Weights));
        wasm_bindgen_futures::spawn_local(async move {
            let bytes = wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await;
            if !store.is_newest(Topic::Weights, number) {
                return;
            }
            let name = file.name();
            store.dispatch(match bytes.and_then(|bytes| bytes.dyn_into::<ArrayBuffer>()) {
                Ok(bytes) => {
                    store.weights.open(bytes);
                    Event::Weights { name }
                }
                Err(_) => Event::Unknown { name },
            });
        });
    }

    fn answer_unknown(self: &Rc<Self>, all: Vec<File>) {
        self.dispatch(Event::Unknown { name: names(all) });
    }
}

fn names(all: impl IntoIterator<Item = File>) -> String {
    all.into_iter().map(|file| file.name()).collect::<Vec<_>>().join(", ")
}
