//! Where the focus is on the canvas, and where it goes.

use super::Carried;
use super::pointer::document;
use super::tree::{Shared, Tree};
use filtro_app::Dragged;
use filtro_net::NodeId;
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
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
    // The first that there is; an empty network has the place to insert at alone.
    let places = [
        ".card.selected[tabindex]",
        ".card[tabindex]",
        ".layer-row[tabindex='0']",
        ".gap button",
        ".end-button",
    ];
    let card = document().and_then(|document| {
        let find = |place| document.query_selector(&format!("#network {place}")).ok().flatten();
        places.into_iter().find_map(find)
    });
    focus(card.and_then(|card| card.dyn_into().ok()).as_ref());
}

/// The same once what has just happened is on the screen.
pub fn focus_network_later() {
    Timeout::new(0, focus_network).forget();
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

/// Whether nothing has the focus.
pub fn is_focus_lost() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_none_or(|element| element.tag_name() == "BODY")
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

/// What had the focus last: a card or something on it, or something else. None once the pointer
/// went down on nothing: the focus was given up on purpose.
type Spot = Rc<Cell<Option<Option<NodeId>>>>;

/// The card that an element is on, or the row of the table that it is in.
fn node_of(element: &Element) -> Option<NodeId> {
    let card = element.closest("[id^='node-'], [id^='row-']").ok()??;
    card.id().split_once('-')?.1.parse().ok().map(NodeId)
}

/// Remembers what has the focus.
fn follow(spot: &Spot) -> Vec<EventListener> {
    let Some(document) = document() else { return Vec::new() };
    let (came, given_up) = (Rc::clone(spot), Rc::clone(spot));
    let early = EventListenerOptions::run_in_capture_phase();
    vec![
        EventListener::new(&document, "focusin", move |event| {
            came.set(target(event).map(|target| node_of(&target)));
        }),
        // What takes the press takes the focus behind it, and is heard of above, unless it has it.
        EventListener::new_with_options(&document, "pointerdown", early, move |event| {
            let active = self::document().and_then(|document| document.active_element());
            let pressed = event.target().and_then(|target| target.dyn_into::<Node>().ok());
            let keeps =
                |active: &Element| active.tag_name() != "BODY" && active.contains(pressed.as_ref());
            if !active.as_ref().is_some_and(keeps) {
                given_up.set(None);
            }
        }),
    ]
}

/// The focus does not get lost with what had it: a card that was moved in the page gets it back;
/// from one that is gone it goes to the next in its sequence, else to the one before, else to the
/// block around. What was dropped by key has it. `selection` stands for what had it elsewhere, such
/// as in the panel of the selected layer.
#[hook]
pub(super) fn use_kept_focus(
    tree: &Shared<Tree>,
    opened: u32,
    selection: Option<NodeId>,
    drag: &Carried,
) {
    let spot: Rc<Spot> = use_memo((), |()| Spot::default());
    {
        let spot = Rc::clone(&spot);
        use_effect_with((), move |()| {
            let listeners = follow(&spot);
            move || drop(listeners)
        });
    }
    let known = use_mut_ref(|| (tree.clone(), opened, selection));
    let now = (tree.clone(), opened, selection);
    let carried = drag.what.clone().filter(|_| drag.by_keys);
    let carried_before = use_mut_ref(|| None::<Dragged>);
    use_effect(move || {
        // Replaced here and not while drawing: of several drawings in a row one has an effect.
        let (old, before, selected) = known.replace(now);
        // Equal ids in two documents say nothing.
        let same = before == opened;
        let ended = carried_before.replace(carried.clone()).filter(|_| carried.is_none());
        if let Some(what) = ended {
            let moved = what.nodes().first();
            if !moved.is_some_and(|id| focus_node(*id)) {
                focus_network();
            }
        }
        let Some(had) = spot.get().filter(|_| is_focus_lost()) else { return };
        let gone = had.or(selected).filter(|_| same);
        let heirs = gone.map(|id| old.heirs(id)).unwrap_or_default();
        let give = move || {
            if is_focus_lost() && !heirs.iter().any(|id| focus_node(*id)) {
                focus_network();
            }
        };
        give();
        // What is drawn beside the canvas may take the focus along a moment later.
        Timeout::new(0, give).forget();
    });
}

/// Focuses the card or row of a node; whether there is one.
fn focus_node(id: NodeId) -> bool {
    ["node", "row"].into_iter().any(|sort| focus_id(&format!("{sort}-{}", id.0)))
}

/// Focuses an element, if it is there; whether it is.
pub(super) fn focus_id(id: &str) -> bool {
    let found = document().and_then(|document| document.get_element_by_id(id));
    let found = found.and_then(|card| card.dyn_into().ok());
    focus(found.as_ref());
    found.is_some()
}
