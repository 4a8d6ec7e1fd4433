//! Where a popup goes: beside its button, always within the window. It is in the browser's top
//! layer, so that nothing that scrolls or is passed over cuts it off.

use crate::dom::call;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::NodeRef;

/// Pixels between a popup and the window's edge.
const MARGIN: f64 = 8.0;
/// Pixels between a popup and its button.
const SPACE: f64 = 4.0;
/// Where there is less room than this on both sides of the button, the popup covers it.
const LEAST: f64 = 160.0;

/// Which of a popup's and its button's edges are in line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Where they begin.
    #[default]
    Start,
    /// Their middles.
    Middle,
    /// Where they end.
    End,
}

/// An area on the screen in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Area {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// The area of a popup of this size, which scrolls where it is higher than its area.
fn fit(button: Area, [width, height]: [f64; 2], window: [f64; 2], align: Align) -> Area {
    let [wide, high] = window;
    let width = width.min(wide - 2.0 * MARGIN);
    let over = button.left + button.width - width;
    let left = match align {
        Align::Start => button.left,
        Align::Middle => f64::midpoint(button.left, over),
        Align::End => over,
    };
    let left = left.min(wide - MARGIN - width).max(MARGIN);
    let below = button.top + button.height + SPACE;
    let rooms = [high - MARGIN - below, button.top - SPACE - MARGIN];
    let [under, above] = rooms;
    let height = height.min(high - 2.0 * MARGIN);
    let (top, height) = if height <= under || under >= above && under >= LEAST {
        (below, height.min(under))
    } else if height <= above || above >= LEAST {
        let height = height.min(above);
        (button.top - SPACE - height, height)
    } else {
        (below, height)
    };
    // The button itself may be out of the window: it scrolls.
    Area { left, top: top.min(high - MARGIN - height).max(MARGIN), width, height }
}

fn area(element: &Element) -> Area {
    let area = element.get_bounding_client_rect();
    Area { left: area.left(), top: area.top(), width: area.width(), height: area.height() }
}

fn place(button: &Element, popup: &HtmlElement, align: Align) {
    let Some(root) = button.owner_document().and_then(|document| document.document_element())
    else {
        return;
    };
    let style = popup.style();
    let set = |name: &str, value: &str| {
        // Refused only where the declaration is read-only; ours is not.
        style.set_property(name, value).unwrap_or_default();
    };
    set("max-block-size", "");
    let own = area(popup);
    // What stands in a zoomed canvas is zoomed with it.
    let scale = own.width / f64::from(popup.offset_width()).max(1.0);
    let window = [f64::from(root.client_width()), f64::from(root.client_height())];
    let Area { left, top, height, .. } = fit(area(button), [own.width, own.height], window, align);
    for (name, value) in [("left", left), ("top", top), ("max-block-size", height)] {
        set(name, &format!("{}px", value / scale.max(0.01)));
    }
}

/// Shows a popup beside its button, and keeps it there for as long as what is returned lives.
pub fn show(button: &NodeRef, popup: &NodeRef, align: Align) -> Vec<EventListener> {
    let (Some(window), Some(button), Some(popup)) =
        (web_sys::window(), button.cast::<Element>(), popup.cast::<HtmlElement>())
    else {
        return Vec::new();
    };
    // A browser without a top layer shows it as it is.
    call(&popup, "showPopover");
    place(&button, &popup, align);
    let early = EventListenerOptions::run_in_capture_phase();
    ["scroll", "resize"]
        .map(|name| {
            let (button, popup) = (button.clone(), popup.clone());
            EventListener::new_with_options(&window, name, early, move |event| {
                let on = event.target().and_then(|target| target.dyn_into::<Node>().ok());
                if !popup.contains(on.as_ref()) {
                    place(&button, &popup, align);
                }
            })
        })
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WINDOW: [f64; 2] = [1366.0, 768.0];

    fn button(left: f64, top: f64) -> Area {
        Area { left, top, width: 24.0, height: 24.0 }
    }

    #[test]
    fn it_stands_below_its_button_in_line_with_it() {
        let at = |align| fit(button(500.0, 100.0), [240.0, 300.0], WINDOW, align);
        let (start, middle, end) = (at(Align::Start), at(Align::Middle), at(Align::End));
        assert_eq!((start.left, start.top, start.height), (500.0, 128.0, 300.0));
        assert_eq!(middle.left + 120.0, 512.0);
        assert_eq!(end.left + 240.0, 524.0);
    }

    #[test]
    fn it_turns_upwards_and_scrolls_where_there_is_little_room() {
        let low = fit(button(500.0, 700.0), [240.0, 300.0], WINDOW, Align::Start);
        assert_eq!((low.top, low.height), (396.0, 300.0));
        let long = fit(button(500.0, 300.0), [240.0, 2000.0], WINDOW, Align::Start);
        assert_eq!((long.top, long.height), (328.0, 432.0));
        let flat = fit(button(500.0, 100.0), [240.0, 500.0], [1366.0, 230.0], Align::Start);
        assert_eq!((flat.top, flat.height), (8.0, 214.0));
    }

    proptest! {
        #[test]
        fn it_never_leaves_the_window(
            left in -500.0..2500.0, top in -900.0..1800.0,
            width in 20.0..900.0_f64, height in 20.0..3000.0_f64,
            wide in 300.0..2000.0_f64, high in 120.0..1200.0_f64, align in 0..3,
        ) {
            let align = [Align::Start, Align::Middle, Align::End][align as usize];
            let found = fit(button(left, top), [width, height], [wide, high], align);
            prop_assert!(found.left >= MARGIN && found.left + found.width <= wide - MARGIN + 0.01);
            prop_assert!(found.top >= MARGIN && found.top + found.height <= high - MARGIN + 0.01);
            prop_assert!(found.height > 0.0);
        }
    }
}
