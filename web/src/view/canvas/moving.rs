//! Dragging by pointer: window listeners for as long as the pointer is down, and what follows it.

use crate::text::use_text;
use crate::view::model::name_of;
use filtro_app::{Drag, DragEvent, Dragged, Event, Gap, Source};
use filtro_net::{Lane, Network, NodeId, Place};
use gloo_events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Pixels from the edge of the canvas within which a drag scrolls it.
const EDGE: f64 = 48.0;
/// Pixels that it scrolls with each movement.
const SCROLL: f64 = 14.0;

/// Id of the element of a gap; it says which gap it is.
pub(super) fn gap_id(place: Place) -> String {
    match place.lane {
        Lane::Root => format!("gap-{}", place.index),
        Lane::Of { block, lane } => format!("gap-{}-{lane}-{}", block.0, place.index),
    }
}

fn place_of(id: &str) -> Option<Place> {
    let numbers: Vec<usize> =
        id.strip_prefix("gap-")?.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match numbers[..] {
        [index] => Some(Place::root(index)),
        [block, lane, index] => {
            let block = NodeId(u32::try_from(block).ok()?);
            Some(Place { lane: Lane::Of { block, lane }, index })
        }
        _ => None,
    }
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// The gaps as they are on the screen now.
fn gaps() -> Vec<Gap> {
    let found = document().and_then(|document| document.query_selector_all("[data-gap]").ok());
    let Some(found) = found else { return Vec::new() };
    (0..found.length())
        .filter_map(|at| {
            let element: Element = found.item(at)?.dyn_into().ok()?;
            let place = place_of(&element.id())?;
            let area = element.get_bounding_client_rect();
            let y = f64::midpoint(area.top(), area.bottom());
            Some(Gap { place, left: area.left(), right: area.right(), y })
        })
        .collect()
}

/// The pointer went down on something that can be dragged.
pub fn press(event: &PointerEvent, what: Dragged, send: &Callback<Event>) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let on = |selector: &str| {
        target.as_ref().is_some_and(|target| target.closest(selector).is_ok_and(|e| e.is_some()))
    };
    let from_palette = matches!(what, Dragged::New(_));
    // Buttons and fields on a card keep their presses; a finger drags by the grip and scrolls by
    // everything else.
    let by_finger = event.pointer_type() == "touch";
    if event.button() != 0
        || !from_palette && on("button, input, select, a, .menu")
        || !from_palette && by_finger && !on(".card-grip")
    {
        return;
    }
    let at = [f64::from(event.client_x()), f64::from(event.client_y())];
    send.emit(Event::Drag(DragEvent::Press { what, at }));
}

fn scroll_at_edge(y: f64) {
    let Some(area) = document().and_then(|document| document.get_element_by_id("network")) else {
        return;
    };
    let bounds = area.get_bounding_client_rect();
    let by = if y < bounds.top() + EDGE {
        -SCROLL
    } else if y > bounds.bottom() - EDGE {
        SCROLL
    } else {
        return;
    };
    area.set_scroll_top(area.scroll_top() + by as i32);
}

/// Brings an element into view, with as little movement as possible.
pub(super) fn reveal(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
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
    let neighbour = cards.get(here + 1).or_else(|| cards.get(here.checked_sub(1)?));
    focus(neighbour);
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
pub(super) fn use_kept_focus(focused: &Rc<RefCell<Option<String>>>, drag: &Drag) {
    let carried = match drag {
        Drag::Moving { what, source: Source::Keyboard, .. } => Some(what.clone()),
        _ => None,
    };
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
            Some(Dragged::New(_)) => focus_network(),
            Some(Dragged::Node(id)) => focus_id(&format!("node-{}", id.0)),
            None => {
                if let Some(id) = lost() {
                    focus_id(&id);
                }
            }
        }
    });
}

fn focus_id(id: &str) {
    let found = document().and_then(|document| document.get_element_by_id(id));
    focus(found.and_then(|card| card.dyn_into().ok()).as_ref());
}

/// Properties of [`DragLayer`].
#[derive(PartialEq, Properties)]
pub struct DragLayerProps {
    /// The drag.
    pub drag: Drag,
    /// For the name of what is dragged.
    pub network: Rc<Network>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// Listens while a pointer is down, and draws what follows it.
#[component]
pub fn DragLayer(props: &DragLayerProps) -> Html {
    let text = use_text();
    let by_pointer =
        matches!(props.drag, Drag::Pressed { .. } | Drag::Moving { source: Source::Pointer, .. });
    {
        let send = props.send.clone();
        use_effect_with(by_pointer, move |by_pointer| {
            let listeners = by_pointer.then(|| listen(&send));
            move || drop(listeners)
        });
    }
    let Drag::Moving { what, source: Source::Pointer, at, target } = &props.drag else {
        return html! {};
    };
    let name = match what {
        Dragged::New(item) => name_of(item, None, text.lang),
        Dragged::Node(id) => props
            .network
            .find(*id)
            .map_or_else(String::new, |node| name_of(&node.item, node.name.as_deref(), text.lang)),
    };
    let out = *target == filtro_app::Target::Out && matches!(what, Dragged::Node(_));
    html! {
        <div
            class={classes!("drag-ghost", out.then_some("out"))}
            style={format!("translate: {}px {}px", at[0], at[1])}
            aria-hidden="true"
        >
            { name }
            if out {
                <span class="drag-out">{ text.network.drop_to_delete }</span>
            }
        </div>
    }
}

fn listen(send: &Callback<Event>) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let active = EventListenerOptions::enable_prevent_default();
    let on = |name: &'static str, act: fn(&web_sys::Event) -> Option<DragEvent>| {
        let send = send.clone();
        EventListener::new_with_options(&window, name, active, move |event| {
            if let Some(drag) = act(event) {
                send.emit(Event::Drag(drag));
            }
        })
    };
    vec![
        on("pointermove", |event| {
            let event = event.dyn_ref::<PointerEvent>()?;
            event.prevent_default();
            let at = [f64::from(event.client_x()), f64::from(event.client_y())];
            scroll_at_edge(at[1]);
            Some(DragEvent::Move { at, gaps: gaps() })
        }),
        on("pointerup", |_| Some(DragEvent::Drop)),
        on("pointercancel", |_| Some(DragEvent::Cancel)),
        on("keydown", |event| {
            let escape = event.dyn_ref::<KeyboardEvent>()?.key() == "Escape";
            escape.then_some(DragEvent::Cancel)
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_gaps_say_which_they_are() {
        let inner = Place { lane: Lane::Of { block: NodeId(12), lane: 1 }, index: 3 };
        for place in [Place::root(0), Place::root(17), inner] {
            assert_eq!(place_of(&gap_id(place)), Some(place));
        }
        assert_eq!(place_of("gap-1-2"), None);
        assert_eq!(place_of("node-1"), None);
    }
}
