//! Dragging by pointer: window listeners for as long as the pointer is down, and what follows it.

use super::gap::place_of;
use super::rows::{ROWS, rows_within, scroller};
use crate::names::name_of_dragged;
use crate::shared::Shared;
use filtro_app::{Drag, DragEvent, Event, Gap, Source};
use filtro_net::Network;
use filtro_ui::dom::{all, by_id, document};
use filtro_ui::frame::Painter;
use filtro_ui::use_text;
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

/// Those of `rows` that are near the height `y`. They stand below each other, so that the first
/// near one is found without measuring all.
fn near(rows: Vec<Element>, y: f64) -> impl Iterator<Item = Element> {
    let first = rows.partition_point(|row| row.get_bounding_client_rect().bottom() < y - NEAR);
    let is_near = move |row: &Element| row.get_bounding_client_rect().top() <= y + NEAR;
    rows.into_iter().skip(first).take_while(is_near)
}

/// The gaps near the height `y` as they are on the screen now.
fn gaps(y: f64) -> Vec<Gap> {
    let Some(network) = by_id("network") else { return Vec::new() };
    let rows = near(all(&network, ROWS), y).flat_map(|row| match rows_within(&row) {
        Some(rows) => near(rows, y).collect(),
        None => vec![row],
    });
    let found = rows.flat_map(|row| all::<Element>(&row, "[data-gap]"));
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

/// Scrolls the canvas when the pointer is near its edge; whether it did.
fn scroll_at_edge(y: f64) -> bool {
    let Some(area) = scroller() else { return false };
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
    pub network: Shared<Network>,
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
