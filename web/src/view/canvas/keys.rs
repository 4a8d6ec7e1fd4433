//! Presses and keys on the canvas: heard once for all cards, and told apart by the ids of elements.

use super::focus::{focus_neighbour, target, walk_focus};
use super::pointer::press;
use filtro_app::{DragEvent, Dragged, Event};
use filtro_net::{Edit, NodeId};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// The node of a card's element.
fn node_of(element: &Element) -> Option<NodeId> {
    element.id().strip_prefix("node-")?.parse().ok().map(NodeId)
}

/// The innermost card around what an event is about.
fn card_of(event: &web_sys::Event) -> Option<NodeId> {
    let element: Element = event.target()?.dyn_into().ok()?;
    node_of(&element.closest(".card[tabindex]").ok()??)
}

/// A click chooses a card, unless it was on a menu.
pub(super) fn clicks(onselect: Callback<NodeId>) -> Callback<MouseEvent> {
    Callback::from(move |event: MouseEvent| {
        let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let on_menu = element.is_some_and(|e| e.closest(".menu").is_ok_and(|menu| menu.is_some()));
        if let Some(id) = card_of(&event).filter(|_| !on_menu) {
            onselect.emit(id);
        }
    })
}

/// A press on a card may become a drag.
pub(super) fn presses(send: Callback<Event>) -> Callback<PointerEvent> {
    Callback::from(move |event: PointerEvent| {
        if let Some(id) = card_of(&event) {
            press(&event, Dragged::Node(id), &send);
        }
    })
}

/// Keys of the canvas: a drag's while there is one, else those of the focused card. The keys of a
/// card's buttons are theirs, but for the arrows.
pub(super) fn keys(
    dragging: bool,
    onselect: Callback<NodeId>,
    send: Callback<Event>,
) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() {
            return;
        }
        let own = target(&event).and_then(|element| node_of(&element));
        let act = if dragging {
            while_dragging(&event).map(Event::Drag)
        } else if let Some(id) = own {
            match (event.key().as_str(), event.alt_key()) {
                ("Enter", false) => {
                    event.prevent_default();
                    return onselect.emit(id);
                }
                (key, alt) => of_card(id, key, alt),
            }
        } else {
            None
        };
        if let Some(act) = act {
            event.prevent_default();
            event.stop_propagation();
            if let Event::Edit(Edit::Remove { id }) = act {
                focus_neighbour(id);
            }
            send.emit(act);
        } else if !dragging && !event.alt_key() {
            match event.key().as_str() {
                "ArrowDown" => walk_focus(&event, true),
                "ArrowUp" => walk_focus(&event, false),
                _ => {}
            }
        }
    })
}

fn while_dragging(event: &KeyboardEvent) -> Option<DragEvent> {
    if event.alt_key() {
        return None;
    }
    match event.key().as_str() {
        "ArrowDown" | "ArrowRight" => Some(DragEvent::Next { down: true }),
        "ArrowUp" | "ArrowLeft" => Some(DragEvent::Next { down: false }),
        " " | "Enter" => Some(DragEvent::Drop),
        "Escape" => Some(DragEvent::Cancel),
        _ => None,
    }
}

/// What a key does with the focused card.
fn of_card(id: NodeId, key: &str, alt: bool) -> Option<Event> {
    match (key, alt) {
        (" ", false) => Some(Event::Drag(DragEvent::PickUp(Dragged::Node(id)))),
        ("ArrowUp", true) => Some(Event::Shift { id, up: true }),
        ("ArrowDown", true) => Some(Event::Shift { id, up: false }),
        ("d" | "D", false) => Some(Event::Edit(Edit::Duplicate { id })),
        ("Delete" | "Backspace", false) => Some(Event::Edit(Edit::Remove { id })),
        _ => None,
    }
}
