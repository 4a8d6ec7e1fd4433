//! Files that are dropped anywhere or pasted.

use crate::ports::files;
use gloo_events::{EventListener, EventListenerOptions};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, File};
use yew::prelude::*;

/// Takes files that are dropped anywhere or pasted. Returns whether files hover over the page.
#[hook]
pub fn use_page_files(onfiles: Callback<Vec<File>>) -> bool {
    let hovering = use_state_eq(|| false);
    {
        let hovering = hovering.setter();
        use_effect_with(onfiles, move |onfiles| {
            let onfiles = onfiles.clone();
            let listeners = listen(onfiles, Rc::new(move |on| hovering.set(on)));
            move || drop(listeners)
        });
    }
    *hovering
}

fn listen(onfiles: Callback<Vec<File>>, hover: Rc<dyn Fn(bool)>) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let over = {
        let hover = Rc::clone(&hover);
        move |event: &Event| {
            let Some(drag) = event.dyn_ref::<DragEvent>() else { return };
            // A dragged text or link is none of ours.
            let files = drag.data_transfer().is_some_and(|d| {
                d.types().iter().any(|t| t.as_string().as_deref() == Some("Files"))
            });
            if files {
                event.prevent_default();
                hover(true);
            }
        }
    };
    let leave = {
        let hover = Rc::clone(&hover);
        move |event: &Event| {
            // Without a related target the pointer has left the window.
            let gone = event.dyn_ref::<DragEvent>().is_some_and(|d| d.related_target().is_none());
            if gone {
                hover(false);
            }
        }
    };
    let drop = {
        let onfiles = onfiles.clone();
        move |event: &Event| {
            hover(false);
            let transfer = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
            let dropped = transfer.map(|t| files::of_transfer(&t)).unwrap_or_default();
            if !dropped.is_empty() && !event.default_prevented() {
                event.prevent_default();
                onfiles.emit(dropped);
            }
        }
    };
    let paste = move |event: &Event| {
        let transfer = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        let pasted = transfer.map(|t| files::of_transfer(&t)).unwrap_or_default();
        if !pasted.is_empty() {
            event.prevent_default();
            onfiles.emit(pasted);
        }
    };
    let active = EventListenerOptions::enable_prevent_default();
    vec![
        EventListener::new_with_options(&window, "dragover", active, over),
        EventListener::new(&window, "dragleave", leave),
        EventListener::new_with_options(&window, "drop", active, drop),
        EventListener::new_with_options(&window, "paste", active, paste),
    ]
}
