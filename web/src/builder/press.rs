//! A press that may become a drag.

use filtro_app::{DragEvent, Dragged, Event};
use filtro_ui::dom::{call, target};
use web_sys::Element;
use yew::prelude::*;

/// The pointer went down on something that can be dragged.
pub fn press(event: &PointerEvent, what: Dragged, send: &Callback<Event>) {
    let target: Option<Element> = target(event);
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
