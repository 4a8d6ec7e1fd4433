//! Where the focus is on the canvas, and where it goes.

use super::Carried;
use super::pointer::document;
use filtro_app::Dragged;
use filtro_net::NodeId;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Brings an element into view, with as little movement as possible; whether there is one.
pub(super) fn reveal(id: &str) -> bool {
    scroll(id, web_sys::ScrollLogicalPosition::Nearest)
}

/// Brings an element into the middle of the view; whether there is one.
pub(super) fn centre(id: &str) -> bool {
    scroll(id, web_sys::ScrollLogicalPosition::Center)
}

fn scroll(id: &str, to: web_sys::ScrollLogicalPosition) -> bool {
    let found = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = &found {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(to);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
    found.is_some()
}

/// Sends the focus to the canvas, so that its keys are heard.
pub fn focus_network() {
    // The first that there is; an empty network has the input alone.
    let places = [".card.selected[tabindex]", ".card[tabindex]", ".end-button"];
    let card = document().and_then(|document| {
        let find = |place| document.query_selector(&format!("#network {place}")).ok().flatten();
        places.into_iter().find_map(find)
    });
    focus(card.and_then(|card| card.dyn_into().ok()).as_ref());
}

/// The same once what has just happened is on the screen.
pub fn focus_network_later() {
    gloo_timers::callback::Timeout::new(0, focus_network).forget();
}

/// Shows a node in the middle of the view and sends the focus there, once it is on the page: a long
/// network grows over some frames, and what is around the node unfolds.
pub fn focus_node_later(id: NodeId) {
    attempt(id, 40);
}

fn attempt(id: NodeId, left: u32) {
    gloo_timers::callback::Timeout::new(30, move || {
        let shown = [format!("node-{}", id.0), format!("row-{}", id.0)];
        match shown.iter().find(|element| centre(element)) {
            Some(element) => focus_id(element),
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
        gloo_timers::callback::Timeout::new(delay, || {
            let active = document().and_then(|document| document.active_element());
            if active.is_none_or(|element| element.tag_name() == "BODY") {
                focus_network();
            }
        })
        .forget();
    }
}

fn cards() -> Vec<HtmlElement> {
    let found = document().and_then(|document| {
        document.query_selector_all("#network .card[tabindex], #network .end-button").ok()
    });
    let Some(found) = found else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// Moves the focus to the next card, or the one before.
pub(super) fn walk_focus(event: &KeyboardEvent, down: bool) {
    let target = target(event);
    let cards = cards();
    let Some(here) = cards.iter().position(|card| Some(card) == target.as_ref()) else { return };
    let next = if down { here.checked_add(1) } else { here.checked_sub(1) };
    if let Some(card) = next.and_then(|next| cards.get(next)) {
        event.prevent_default();
        focus(Some(card));
    }
}

/// The focus must not be lost with a card that is deleted.
pub(super) fn focus_neighbour(id: NodeId) {
    let cards = cards();
    let id = format!("node-{}", id.0);
    let Some(here) = cards.iter().position(|card| card.id() == id) else { return };
    // What is selected with it goes too, and so does what is inside of it.
    let with = cards.get(here).is_some_and(|card| card.class_list().contains("selected"));
    let gone = |card: &&HtmlElement| {
        let own = |card: &web_sys::Element| {
            card.id() == id || with && card.class_list().contains("selected")
        };
        let mut around = Some(web_sys::Element::from((*card).clone()));
        while let Some(card) = around {
            if own(&card) {
                return true;
            }
            around = card.parent_element().and_then(|up| up.closest(".card").ok().flatten());
        }
        false
    };
    let behind = cards.iter().skip(here).find(|card| !gone(card));
    focus(behind.or_else(|| cards.iter().take(here).rev().find(|card| !gone(card))));
}

/// What an event is about: events are delegated, so that the current target says nothing.
pub(super) fn target(event: &web_sys::Event) -> Option<HtmlElement> {
    event.target()?.dyn_into().ok()
}

fn focus(element: Option<&HtmlElement>) {
    if let Some(element) = element {
        // Focus is refused by detached elements only.
        element.focus().unwrap_or_default();
    }
}

/// A card has the focus.
pub(super) fn remember(focused: &Rc<RefCell<Option<String>>>) -> Callback<FocusEvent> {
    let focused = Rc::clone(focused);
    Callback::from(move |event: FocusEvent| {
        let id = target(&event).map(|target| target.id()).filter(|id| id.starts_with("node-"));
        *focused.borrow_mut() = id;
    })
}

/// The focus has gone elsewhere, and the card is still there.
pub(super) fn forget(focused: &Rc<RefCell<Option<String>>>) -> Callback<FocusEvent> {
    let focused = Rc::clone(focused);
    Callback::from(move |event: FocusEvent| {
        if target(&event).is_some_and(|target| target.is_connected()) {
            *focused.borrow_mut() = None;
        }
    })
}

/// A card that is moved in the page loses the focus: it gets it back. So does what was dropped by
/// key.
#[hook]
pub(super) fn use_kept_focus(focused: &Rc<RefCell<Option<String>>>, drag: &Carried) {
    let carried = drag.what.clone().filter(|_| drag.by_keys);
    let before = use_mut_ref(|| None::<Dragged>);
    let focused = Rc::clone(focused);
    use_effect(move || {
        let ended = before.replace(carried.clone()).filter(|_| carried.is_none());
        let lost = || {
            let active = document()?.active_element();
            let nowhere = active.is_none_or(|element| element.tag_name() == "BODY");
            focused.borrow().clone().filter(|_| nowhere)
        };
        match ended {
            Some(what) => match what.nodes().first() {
                Some(id) => focus_id(&format!("node-{}", id.0)),
                None => focus_network(),
            },
            None => {
                if let Some(id) = lost() {
                    focus_id(&id);
                }
            }
        }
    });
}

/// Focuses an element, if it is there.
pub(super) fn focus_id(id: &str) {
    let found = document().and_then(|document| document.get_element_by_id(id));
    focus(found.and_then(|card| card.dyn_into().ok()).as_ref());
}
