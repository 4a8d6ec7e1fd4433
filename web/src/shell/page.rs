//! Things that happen to the page as a whole: dropped and pasted files, shortcuts.

use crate::ports::files;
use filtro_ui::dom::typing;
use gloo_events::{EventListener, EventListenerOptions};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, File, KeyboardEvent};
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

/// A key press as the page's shortcuts see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Train or pause.
    Train,
    /// One step.
    Step,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Find a layer.
    Find,
    /// Show the sheet.
    Help,
}

/// The shortcut of a key, if any. `typing` switches single letters off, and leaves undo and redo
/// to the field.
pub fn shortcut(key: &str, command: bool, shift: bool, typing: bool) -> Option<Shortcut> {
    if typing {
        return None;
    }
    match (key.to_ascii_lowercase().as_str(), command, shift) {
        ("z", true, false) => Some(Shortcut::Undo),
        ("z", true, true) | ("y", true, false) => Some(Shortcut::Redo),
        ("t", false, false) => Some(Shortcut::Train),
        ("s", false, false) => Some(Shortcut::Step),
        ("/", false, _) => Some(Shortcut::Find),
        ("?", false, _) => Some(Shortcut::Help),
        _ => None,
    }
}

/// Calls `onkey` for shortcuts pressed anywhere.
#[hook]
pub fn use_shortcuts(onkey: Callback<Shortcut>) {
    use_effect_with(onkey, |onkey| {
        let onkey = onkey.clone();
        let active = EventListenerOptions::enable_prevent_default();
        let listener = web_sys::window().map(|window| {
            EventListener::new_with_options(&window, "keydown", active, move |event| {
                let Some(press) = event.dyn_ref::<KeyboardEvent>() else { return };
                if press.default_prevented()
                    || press.alt_key()
                    || press.repeat() && press.key() != "z"
                {
                    return;
                }
                let command = press.ctrl_key() || press.meta_key();
                let found = shortcut(&press.key(), command, press.shift_key(), typing(press));
                if let Some(found) = found {
                    event.prevent_default();
                    onkey.emit(found);
                }
            })
        });
        move || drop(listener)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_left_to_fields() {
        assert_eq!(shortcut("t", false, false, false), Some(Shortcut::Train));
        assert_eq!(shortcut("t", false, false, true), None);
        assert_eq!(shortcut("z", true, false, true), None);
    }

    #[test]
    fn undo_and_redo_have_the_usual_keys() {
        assert_eq!(shortcut("z", true, false, false), Some(Shortcut::Undo));
        assert_eq!(shortcut("Z", true, true, false), Some(Shortcut::Redo));
        assert_eq!(shortcut("y", true, false, false), Some(Shortcut::Redo));
        assert_eq!(shortcut("z", false, false, false), None);
    }
}
