//! Files that the page fetches. What is asked for once more, or later than something else, makes
//! the answer to what was asked before of no use.

use super::Store;
use crate::ports::fetch;
use crate::slots::Template;
use crate::templates::Index;
use filtro_app::{Event, Topic};
use filtro_net::file;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Where a template's file is, relative to the page.
fn address(name: &str) -> String {
    format!("templates/{name}.json")
}

impl Store {
    /// Fetches a template to be opened.
    pub(super) fn fetch_document(self: &Rc<Self>, name: String) {
        let (store, number) = (Rc::clone(self), self.begin(Topic::Document));
        spawn_local(async move {
            let text = fetch::text(&address(&name)).await;
            if store.is_newest(Topic::Document, number) {
                store.dispatch(Event::Fetched { name, text });
            }
        });
    }

    /// Fetches the list of templates, unless it is here or on its way.
    pub fn fetch_index(self: &Rc<Self>) {
        if matches!(self.slots.index.get().as_deref(), Some(Index::Here(_) | Index::Waiting)) {
            return;
        }
        self.slots.index.set(Index::Waiting);
        let store = Rc::clone(self);
        spawn_local(async move {
            let text = fetch::text("templates/index.json").await;
            store.slots.index.set(Index::of(text));
        });
    }

    /// Fetches a template to make a smaller network of it.
    pub fn fetch_template(self: &Rc<Self>, name: String) {
        let (store, number) = (Rc::clone(self), self.begin(Topic::Other));
        self.slots.template.set(Template { name: name.clone(), number, network: None });
        spawn_local(async move {
            let text = fetch::text(&address(&name)).await;
            let network =
                text.and_then(|text| file::from_json(&text).map_err(|error| error.to_string()));
            let asked = store.slots.template.get();
            if asked.is_some_and(|asked| asked.number == number) {
                let network = Some(network.map(Rc::new));
                store.slots.template.set(Template { name, number, network });
            }
        });
    }
}
