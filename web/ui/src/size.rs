//! The size of an element, followed as it changes.

use crate::services;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserverEntry};
use yew::prelude::*;

/// Width of the element's content box in CSS pixels, in steps of whole pixels.
#[hook]
pub fn use_width(node: NodeRef, before: f64) -> f64 {
    let width = use_state_eq(|| before);
    {
        let width = width.setter();
        use_effect_with(node, move |node| {
            let on_resize = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
                if let Some(entry) = entries.get(0).dyn_ref::<ResizeObserverEntry>() {
                    let inner = entry.content_rect().width().floor();
                    if inner > 0.0 {
                        width.set(inner);
                    }
                }
            });
            let observer = services::resize_observer(on_resize.as_ref().unchecked_ref());
            if let (Some(observer), Some(element)) = (&observer, node.cast::<Element>()) {
                observer.observe(&element);
            }
            move || {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
                drop(on_resize);
            }
        });
    }
    *width
}

/// How large the person wants text: the page's font size in CSS pixels, by the usual 16. Drawings
/// whose text is in `rem` need it for their distances.
pub fn text_scale() -> f64 {
    let window = web_sys::window();
    let root = window.as_ref().and_then(|w| w.document()).and_then(|d| d.document_element());
    let style = window.zip(root).and_then(|(w, root)| w.get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    // `parseFloat` reads the number before its unit.
    let pixels = size.map_or(f64::NAN, |size| js_sys::parse_float(&size));
    if pixels > 0.0 { pixels / 16.0 } else { 1.0 }
}
