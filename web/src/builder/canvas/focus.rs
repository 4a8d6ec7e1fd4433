//! Where the focus is on the canvas, and where it goes.

use super::carried::Carried;
use super::tree::Tree;
use crate::builder::focus::{focus_network, selection_drawn};
use crate::shared::Shared;
use filtro_app::Dragged;
use filtro_net::NodeId;
use filtro_ui::dom::{active, all_of_page, document, focus, focus_id, is_focus_lost, target};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

/// All that is focused as a card, from the input on.
const CARDS: &str = "#network .card[tabindex], #network .end-button";

/// Moves the focus to the next card, or the one before.
pub(super) fn walk_focus(event: &KeyboardEvent, down: bool) {
    let target: Option<HtmlElement> = target(event);
    let cards: Vec<HtmlElement> = all_of_page(CARDS);
    let Some(here) = cards.iter().position(|card| Some(card) == target.as_ref()) else { return };
    let next = if down { here.checked_add(1) } else { here.checked_sub(1) };
    if let Some(card) = next.and_then(|next| cards.get(next)) {
        event.prevent_default();
        focus(card);
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
            came.set(target::<Element>(event).map(|target| node_of(&target)));
        }),
        // What takes the press takes the focus behind it, and is heard of above, unless it has it.
        EventListener::new_with_options(&document, "pointerdown", early, move |event| {
            let active = active();
            let pressed: Option<Node> = target(event);
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
        if selected != selection {
            selection_drawn();
        }
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
