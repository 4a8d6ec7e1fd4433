//! Zooming the canvas: the wheel, and keeping in place what is looked at.

use super::look::{Act, Look};
use super::pointer::{ROWS, all, document, rows_within};
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, WheelEvent};
use yew::prelude::*;

/// The element that scrolls.
pub(super) fn scroller() -> Option<Element> {
    document()?.get_element_by_id("canvas-scroll")
}

/// Something on the canvas, and how high on the screen it was.
#[derive(Clone, PartialEq)]
struct Anchor {
    element: Element,
    top: f64,
}

/// The first row that is wholly on the screen.
fn anchor() -> Option<Anchor> {
    let scroller = scroller()?;
    let top = scroller.get_bounding_client_rect().top();
    let mut rows = all(&scroller, ROWS);
    let part = rows.partition_point(|row| row.get_bounding_client_rect().bottom() <= top);
    if let Some(within) = rows.get(part).and_then(rows_within) {
        rows = within;
    }
    let first = rows.partition_point(|row| row.get_bounding_client_rect().top() < top);
    // Of a part that ends on the screen's first row, that one.
    let element = rows.get(first).or(rows.last())?.clone();
    let top = element.get_bounding_client_rect().top();
    Some(Anchor { element, top })
}

/// Keeps the row at the top of the screen in its place when `look` changes the rows' sizes.
#[hook]
pub(super) fn use_steady_view(look: &Look) {
    let kept = use_mut_ref(|| None::<(Look, Option<Anchor>)>);
    // Measured before the page changes.
    let before = {
        let mut kept = kept.borrow_mut();
        let changed = kept.as_ref().is_some_and(|(old, _)| old != look);
        *kept = Some((look.clone(), if changed { anchor() } else { None }));
        kept.as_ref().and_then(|(_, anchor)| anchor.clone())
    };
    use_effect(move || {
        let Some(Anchor { element, top }) = before.filter(|anchor| anchor.element.is_connected())
        else {
            return;
        };
        if let Some(scroller) = scroller() {
            let moved = element.get_bounding_client_rect().top() - top;
            scroller.set_scroll_top(scroller.scroll_top() + moved as i32);
        }
    });
}

/// Ctrl and the wheel, or a pinch on a touch pad, zoom the canvas instead of the page.
#[hook]
pub(super) fn use_wheel(look: UseReducerDispatcher<Look>) {
    use_effect_with((), move |()| {
        let active = EventListenerOptions::enable_prevent_default();
        let listener = scroller().map(|scroller| {
            EventListener::new_with_options(&scroller, "wheel", active, move |event| {
                let Some(wheel) = event.dyn_ref::<WheelEvent>() else { return };
                if wheel.ctrl_key() && wheel.delta_y() != 0.0 {
                    event.prevent_default();
                    look.dispatch(Act::Step { larger: wheel.delta_y() < 0.0 });
                }
            })
        });
        move || drop(listener)
    });
}

/// The size at which the whole network is on the screen, in percent.
pub(super) fn fitting(now: u16) -> Option<u16> {
    let scroller = scroller()?;
    let canvas = scroller.query_selector(".canvas").ok()??;
    let (area, room) = (canvas.get_bounding_client_rect(), scroller.client_height());
    let fits = f64::from(now) * f64::from(room) / area.height().max(1.0);
    Some(fits.floor().clamp(1.0, 100.0) as u16)
}
