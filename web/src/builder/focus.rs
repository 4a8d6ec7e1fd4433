//! Sending the focus to the network, from wherever.

use filtro_net::NodeId;
use filtro_ui::dom::{centre, first_of_page, focus, focus_id, is_focus_lost};
use gloo_timers::callback::Timeout;
use std::cell::Cell;
use wasm_bindgen::JsCast;

/// Sends the focus to the canvas, so that its keys are heard.
pub fn focus_network() {
    // The first that there is; an empty network has the place to insert at alone.
    let places = [
        ".card.selected[tabindex]",
        ".card[tabindex]",
        ".layer-row[tabindex='0']",
        ".gap button",
        ".end-button",
    ];
    let found = places.iter().find_map(|place| first_of_page(&format!("#network {place}")));
    found.and_then(|found| found.dyn_into().ok()).iter().for_each(focus);
}

/// Milliseconds in which a selection that changes takes the focus along, once that is asked for.
const SOON: f64 = 2000.0;

thread_local! {
    /// Since when the focus waits for the next selection.
    static WAITS: Cell<Option<f64>> = const { Cell::new(None) };
}

/// The same once what has just happened is on the screen, however long drawing it takes.
pub fn focus_network_later() {
    WAITS.set(Some(js_sys::Date::now()));
    Timeout::new(0, focus_network).forget();
}

/// Another selection was drawn: the focus goes there, if it waits for it.
pub fn selection_drawn() {
    if WAITS.take().is_some_and(|since| js_sys::Date::now() - since < SOON) {
        focus_network();
    }
}

/// Shows a node in the middle of the view and sends the focus there, once it is on the page: a long
/// network grows over some frames, and what is around the node unfolds.
pub fn focus_node_later(id: NodeId) {
    attempt(id, 40);
}

fn attempt(id: NodeId, left: u32) {
    Timeout::new(30, move || {
        let shown = [format!("node-{}", id.0), format!("row-{}", id.0)];
        match shown.iter().find(|element| centre(element)) {
            Some(element) => {
                focus_id(element);
            }
            None if left > 0 => attempt(id, left - 1),
            None => {}
        }
    })
    .forget();
}

/// The same where nothing has the focus by then.
pub fn focus_network_if_lost() {
    // The page may change at once, or once more when the network was looked through.
    for delay in [0, 100] {
        Timeout::new(delay, || {
            if is_focus_lost() {
                focus_network();
            }
        })
        .forget();
    }
}
