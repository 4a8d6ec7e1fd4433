//! Presses and keys on the canvas: heard once for all cards, and told apart by the ids of elements.

use super::focus::walk_focus;
use super::folds::Fold;
use super::look::{Act, Look};
use super::menu::BRANCHES;
use super::tree::Tree;
use crate::builder::focus::{focus_network_if_lost, focus_network_later};
use crate::builder::press::press;
use crate::shared::Shared;
use filtro_app::{DragEvent, Dragged, Event};
use filtro_net::{BlockSort, NodeId};
use filtro_ui::dom::{all, focus_id, target, typing};
use gloo_events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// The node of a card's element.
fn node_of(element: &Element) -> Option<NodeId> {
    element.id().strip_prefix("node-")?.parse().ok().map(NodeId)
}

/// The innermost card around what an event is about.
fn card_of(event: &web_sys::Event) -> Option<NodeId> {
    let element: Element = target(event)?;
    node_of(&element.closest(".card[tabindex]").ok()??)
}

/// The card next to the focused one in its sequence, or the one before.
fn neighbour(event: &KeyboardEvent, down: bool) -> Option<NodeId> {
    let row = target::<Element>(event)?.closest(".lane-node").ok()??;
    let lane = row.closest(".lane").ok()??;
    let rows: Vec<Element> = all(&lane, ":scope > .lane-node, :scope > .lane-part > .lane-node");
    let here = rows.iter().position(|other| *other == row)?;
    let next = if down { here + 1 } else { here.checked_sub(1)? };
    node_of(&rows.get(next)?.query_selector(".card[tabindex]").ok()??)
}

/// What the canvas needs to know to act on what it hears.
#[derive(Clone)]
pub(super) struct Hear {
    pub(super) dragging: bool,
    pub(super) tree: Shared<Tree>,
    pub(super) look: UseReducerDispatcher<Look>,
    pub(super) onselect: Callback<NodeId>,
    pub(super) send: Callback<Event>,
    /// The card that the pointer went down on: pictures that arrive before it goes up move the
    /// cards, and the click is then of what is around both.
    pub(super) pressed: Rc<RefCell<Option<Press>>>,
}

/// Where the pointer went down.
#[derive(Clone, Copy)]
pub(super) struct Press {
    id: NodeId,
    at: [i32; 2],
}

/// Pixels that a pointer moves in a click at most.
const STILL: i32 = 4;

impl Press {
    /// The card, if `click` is the end of this press.
    fn ends(self, click: &MouseEvent) -> Option<NodeId> {
        let [x, y] = self.at;
        let still = (click.client_x() - x).abs().max((click.client_y() - y).abs()) <= STILL;
        // Keys click too, and say so.
        (still && click.detail() > 0).then_some(self.id)
    }
}

impl Hear {
    /// A click folds, or chooses a card, unless it was on a menu.
    pub(super) fn clicks(&self) -> Callback<MouseEvent> {
        let hear = self.clone();
        Callback::from(move |event: MouseEvent| {
            let Some(element) = target::<Element>(&event) else { return };
            let closest = |selector: &str| element.closest(selector).ok().flatten();
            let fold = closest("[data-fold]").and_then(|button| button.get_attribute("data-fold"));
            if let Some(fold) = fold {
                let fold = Fold::from_key(&fold);
                fold.into_iter().for_each(|fold| hear.look.dispatch(Act::Toggle(fold)));
            } else if closest(".menu").is_none()
                && let Some(id) = hear.card(&event)
            {
                if event.shift_key() {
                    hear.send.emit(Event::Extend { from: None, to: id });
                } else if event.ctrl_key() || event.meta_key() {
                    hear.send.emit(Event::Toggle(id));
                } else {
                    hear.onselect.emit(id);
                }
            }
        })
    }

    fn card(&self, click: &MouseEvent) -> Option<NodeId> {
        self.pressed.take().and_then(|press| press.ends(click)).or_else(|| card_of(click))
    }

    /// A press on a card may become a drag.
    pub(super) fn presses(&self) -> Callback<PointerEvent> {
        let (send, pressed) = (self.send.clone(), Rc::clone(&self.pressed));
        Callback::from(move |event: PointerEvent| {
            let at = [event.client_x(), event.client_y()];
            *pressed.borrow_mut() = card_of(&event).map(|id| Press { id, at });
            if let Some(id) = card_of(&event) {
                press(&event, Dragged::Node(id), &send);
            }
        })
    }

    /// Keys of the canvas: a drag's while there is one, else those of the focused card. The keys
    /// of a card's buttons are theirs, but for the arrows.
    pub(super) fn keys(&self) -> Callback<KeyboardEvent> {
        let hear = self.clone();
        Callback::from(move |event: KeyboardEvent| hear.key(&event))
    }

    fn key(&self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() {
            if let Some(zoom) = zoom_of(event) {
                event.prevent_default();
                self.look.dispatch(zoom);
            }
            return;
        }
        let own = target::<Element>(event).and_then(|element| node_of(&element));
        let act = if self.dragging {
            self.while_dragging(event).map(Event::Drag)
        } else if let Some(id) = own {
            match (event.key().as_str(), event.alt_key()) {
                ("Enter", false) => {
                    event.prevent_default();
                    return self.onselect.emit(id);
                }
                ("ArrowUp" | "ArrowDown", false) if event.shift_key() => {
                    let next = neighbour(event, event.key() == "ArrowDown");
                    next.map(|to| Event::Extend { from: Some(id), to })
                }
                ("ArrowLeft" | "ArrowRight", false) => {
                    event.prevent_default();
                    return self.fold(id, event.key() == "ArrowLeft");
                }
                (key, alt) => of_card(id, key, alt),
            }
        } else {
            None
        };
        if let Some(act) = act {
            event.prevent_default();
            event.stop_propagation();
            if let Event::Extend { to, .. } = act {
                focus_id(&format!("node-{}", to.0));
            }
            // The card that is selected afterwards is another one, in another place.
            let moves = matches!(act, Event::Wrap { .. } | Event::Unwrap(_));
            self.send.emit(act);
            if moves {
                focus_network_later();
            }
        } else if !self.dragging && !event.alt_key() {
            match event.key().as_str() {
                "ArrowDown" => walk_focus(event, true),
                "ArrowUp" => walk_focus(event, false),
                _ => {}
            }
        }
    }

    /// Folds or unfolds the block `id`; from elsewhere, folding goes to the block around.
    fn fold(&self, id: NodeId, fold: bool) {
        let path = self.tree.path(id);
        let Some(entry) = self.tree.find(&path) else { return };
        if !entry.lanes.is_empty() && entry.folded != fold {
            self.look.dispatch(Act::Toggle(Fold::Block(id)));
        } else if let (true, Some(around)) = (fold, path.iter().rev().nth(1)) {
            focus_id(&format!("node-{}", around.0));
        }
    }

    fn while_dragging(&self, event: &KeyboardEvent) -> Option<DragEvent> {
        if event.alt_key() {
            return None;
        }
        let next = |down| Some(DragEvent::Next { down, hidden: self.tree.hidden() });
        match event.key().as_str() {
            "ArrowDown" | "ArrowRight" => next(true),
            "ArrowUp" | "ArrowLeft" => next(false),
            " " | "Enter" => Some(DragEvent::Drop),
            "Escape" => Some(DragEvent::Cancel),
            _ => None,
        }
    }
}

/// Ctrl or Cmd and A selects every layer instead of the page's text: where nothing has the focus, or
/// the network or the palette. Fields and panels keep the key.
#[hook]
pub(super) fn use_select_all(send: &Callback<Event>) {
    use_effect_with(send.clone(), |send| {
        let send = send.clone();
        let active = EventListenerOptions::enable_prevent_default();
        let listener = web_sys::window().map(|window| {
            EventListener::new_with_options(&window, "keydown", active, move |event| {
                let Some(press) = event.dyn_ref::<KeyboardEvent>() else { return };
                let asked = (press.ctrl_key() || press.meta_key())
                    && !press.alt_key()
                    && !press.shift_key()
                    && press.key().eq_ignore_ascii_case("a");
                if !asked || press.default_prevented() || typing(press) {
                    return;
                }
                let place: Option<Element> = target(press);
                let ours = |place: &Element| {
                    place
                        .matches("body, html, #network *, #network, .area-palette *")
                        .unwrap_or(false)
                };
                if place.is_none_or(|place| ours(&place)) {
                    event.prevent_default();
                    send.emit(Event::SelectAll);
                    // What is done next by key is done with them.
                    focus_network_if_lost();
                }
            })
        });
        move || drop(listener)
    });
}

/// The zoom keys that browsers have, with Ctrl or Cmd.
fn zoom_of(event: &KeyboardEvent) -> Option<Act> {
    match event.key().as_str() {
        "+" | "=" => Some(Act::Step { larger: true }),
        "-" => Some(Act::Step { larger: false }),
        "0" => Some(Act::Zoom(100)),
        _ => None,
    }
}

/// What a key does with the focused card.
fn of_card(id: NodeId, key: &str, alt: bool) -> Option<Event> {
    match (key, alt) {
        (" ", false) => Some(Event::Drag(DragEvent::PickUp(Dragged::Node(id)))),
        ("ArrowUp", true) => Some(Event::Shift { id, up: true }),
        ("ArrowDown", true) => Some(Event::Shift { id, up: false }),
        ("d" | "D", false) => Some(Event::Duplicate(id)),
        ("w", false) => Some(Event::Wrap { id, into: BlockSort::Residual }),
        ("W", false) => Some(Event::Wrap { id, into: BRANCHES }),
        ("u" | "U", false) => Some(Event::Unwrap(id)),
        ("r" | "R", false) => Some(Event::AskRepeat(Some(id))),
        ("Delete" | "Backspace", false) => Some(Event::Delete(id)),
        _ => None,
    }
}
