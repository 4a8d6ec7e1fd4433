//! Dragging by pointer: window listeners for as long as the pointer is down, and what follows it.

use crate::frame::Painter;
use crate::text::use_text;
use crate::view::model::name_of_dragged;
use crate::view::popup::call;
use filtro_app::{Drag, DragEvent, Dragged, Event, Gap, Source};
use filtro_net::{Lane, Network, NodeId, Place};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Pixels from the edge of the canvas within which a drag scrolls it.
const EDGE: f64 = 48.0;
/// Pixels that it scrolls with each frame.
const SCROLL: f64 = 14.0;
/// Gaps farther than this from the pointer's height, in pixels, are none that it points at.
const NEAR: f64 = 200.0;
/// Milliseconds that a carried thing rests on a folded part until that opens.
const REST: u32 = 600;

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

pub(super) fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// The elements that a selector finds in `root`.
pub(super) fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// The rows of the network, or the parts that a long one has its rows in, one below the other.
pub(super) const ROWS: &str = ".canvas > .lane > *";

/// The rows in a part. To measure one of them lays out all of its part, if that is off the screen.
pub(super) fn rows_within(part: &Element) -> Option<Vec<Element>> {
    part.class_list().contains("lane-part").then(|| all(part, ":scope > li"))
}

/// Those of `rows` that are near the height `y`. They stand below each other, so that the first
/// near one is found without measuring all.
fn near(rows: Vec<Element>, y: f64) -> impl Iterator<Item = Element> {
    let first = rows.partition_point(|row| row.get_bounding_client_rect().bottom() < y - NEAR);
    let is_near = move |row: &Element| row.get_bounding_client_rect().top() <= y + NEAR;
    rows.into_iter().skip(first).take_while(is_near)
}

/// The gaps near the height `y` as they are on the screen now.
fn gaps(y: f64) -> Vec<Gap> {
    let network = document().and_then(|document| document.get_element_by_id("network"));
    let Some(network) = network else { return Vec::new() };
    let rows = near(all(&network, ROWS), y).flat_map(|row| match rows_within(&row) {
        Some(rows) => near(rows, y).collect(),
        None => vec![row],
    });
    let found = rows.flat_map(|row| all(&row, "[data-gap]"));
    found.filter_map(|gap| measure(&gap, y)).collect()
}

/// A gap is the line in its middle; that of an empty lane is met everywhere in the lane.
fn measure(gap: &Element, pointer: f64) -> Option<Gap> {
    let place = place_of(&gap.id())?;
    let area = gap.get_bounding_client_rect();
    let middle = f64::midpoint(area.top(), area.bottom());
    let alone = gap.get_attribute("data-gap").is_some_and(|sort| sort == "alone");
    let y = if alone { pointer.clamp(area.top(), area.bottom().max(area.top())) } else { middle };
    Some(Gap { place, left: area.left(), right: area.right(), y })
}

/// The pointer went down on something that can be dragged.
pub fn press(event: &PointerEvent, what: Dragged, send: &Callback<Event>) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let on = |selector: &str| {
        target.as_ref().is_some_and(|target| target.closest(selector).is_ok_and(|e| e.is_some()))
    };
    let from_palette = what.nodes().is_empty();
    // Buttons and fields on a card keep their presses; a finger drags by the grip and scrolls by
    // everything else.
    let by_finger = event.pointer_type() == "touch";
    if event.button() != 0
        || !from_palette && on("button, input, select, a, .menu")
        || !from_palette && by_finger && !on(".card-grip")
    {
        return;
    }
    unmark();
    let at = [f64::from(event.client_x()), f64::from(event.client_y())];
    send.emit(Event::Drag(DragEvent::Press { what, at }));
}

/// No text is marked any more: the browser would drag it instead of what was pressed.
fn unmark() {
    let selection = web_sys::window().and_then(|window| call(&window, "getSelection"));
    if let Some(selection) = selection {
        call(&selection, "removeAllRanges");
    }
}

/// Scrolls the canvas when the pointer is near its edge; whether it did.
fn scroll_at_edge(y: f64) -> bool {
    let Some(area) = document().and_then(|document| document.get_element_by_id("canvas-scroll"))
    else {
        return false;
    };
    let bounds = area.get_bounding_client_rect();
    let by = if y < bounds.top() + EDGE {
        -SCROLL
    } else if y > bounds.bottom() - EDGE {
        SCROLL
    } else {
        return false;
    };
    let before = area.scroll_top();
    area.set_scroll_top(before + by as i32);
    area.scroll_top() != before
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
    let name = name_of_dragged(what, &props.network, text.lang);
    let out = *target == filtro_app::Target::Out && !what.nodes().is_empty();
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

/// Opens the folded part that a carried thing rests on.
#[derive(Default)]
struct Opener {
    /// Its button's key, and the time that is running.
    over: RefCell<Option<(String, Timeout)>>,
}

impl Opener {
    fn moved(&self, at: [f64; 2]) {
        let over = document()
            .and_then(|document| document.element_from_point(at[0] as f32, at[1] as f32))
            .and_then(|element| element.closest(".card.folded, .stage").ok()?)
            .and_then(|part| part.query_selector("[data-fold][aria-expanded=false]").ok()?)
            .and_then(|button| button.dyn_into::<HtmlElement>().ok());
        let key = over.as_ref().and_then(|button| button.get_attribute("data-fold"));
        let now = self.over.borrow().as_ref().map(|(key, _)| key.clone());
        if key != now {
            let start = |(key, button): (String, HtmlElement)| {
                (key, Timeout::new(REST, move || button.click()))
            };
            *self.over.borrow_mut() = key.zip(over).map(start);
        }
    }
}

/// Where a pointer was seen last. The gaps are measured once a frame, however often it moves.
struct Follower {
    /// Not yet told.
    at: Cell<Option<[f64; 2]>>,
    send: Callback<Event>,
    painter: OnceCell<Rc<Painter>>,
    opener: Opener,
}

impl Follower {
    fn new(send: Callback<Event>) -> Rc<Self> {
        let new = Rc::new(Self {
            at: Cell::new(None),
            send,
            painter: OnceCell::new(),
            opener: Opener::default(),
        });
        let weak = Rc::downgrade(&new);
        new.painter.get_or_init(|| {
            Painter::new(move || {
                if let Some(follower) = weak.upgrade() {
                    follower.frame();
                }
            })
        });
        new
    }

    fn moved(&self, at: [f64; 2]) {
        self.at.set(Some(at));
        if let Some(painter) = self.painter.get() {
            painter.request_first();
        }
    }

    fn frame(&self) {
        let Some(at) = self.at.get() else { return };
        let scrolled = scroll_at_edge(at[1]);
        self.opener.moved(at);
        self.tell();
        // At the edge it goes on without a movement.
        if scrolled {
            self.moved(at);
        }
    }

    fn tell(&self) {
        if let Some(at) = self.at.take() {
            self.send.emit(Event::Drag(DragEvent::Move { at, gaps: gaps(at[1]) }));
        }
    }
}

fn listen(send: &Callback<Event>) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let active = EventListenerOptions::enable_prevent_default();
    let follower = Follower::new(send.clone());
    let on = |name: &'static str, act: fn(&web_sys::Event, &Follower) -> Option<DragEvent>| {
        let (send, follower) = (send.clone(), Rc::clone(&follower));
        EventListener::new_with_options(&window, name, active, move |event| {
            if let Some(drag) = act(event, &follower) {
                send.emit(Event::Drag(drag));
            }
        })
    };
    vec![
        on("pointermove", |event, follower| {
            let event = event.dyn_ref::<PointerEvent>()?;
            event.prevent_default();
            follower.moved([f64::from(event.client_x()), f64::from(event.client_y())]);
            None
        }),
        on("pointerup", |_, follower| {
            follower.tell();
            Some(DragEvent::Drop)
        }),
        on("pointercancel", |_, _| Some(DragEvent::Cancel)),
        on("keydown", |event, _| {
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
