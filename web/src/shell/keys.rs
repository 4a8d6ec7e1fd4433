//! Shortcuts that are heard wherever the person is.

use crate::act::Act;
use filtro_app::Event;
use filtro_ui::dom::typing;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::{Callback, hook, use_effect_with};

/// A key press as the page's shortcuts see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shortcut {
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
pub(super) fn shortcut(key: &str, command: bool, shift: bool, typing: bool) -> Option<Shortcut> {
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

/// What a shortcut asks for, while a run goes on (`busy`) and while none does.
pub(super) fn asked(key: Shortcut, busy: bool) -> Act {
    Act::from(match key {
        Shortcut::Train if busy => Event::Pause,
        Shortcut::Train => Event::Train,
        Shortcut::Step => Event::Step,
        Shortcut::Undo => Event::Undo,
        Shortcut::Redo => Event::Redo,
        Shortcut::Find => return Act::Find,
        Shortcut::Help => return Act::Sheet(true),
    })
}

/// Calls `onkey` for shortcuts pressed anywhere.
#[hook]
pub(super) fn use_shortcuts(onkey: Callback<Shortcut>) {
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
    fn train_pauses_a_run_and_nothing_else_depends_on_one() {
        assert_eq!(asked(Shortcut::Train, false), Act::from(Event::Train));
        assert_eq!(asked(Shortcut::Train, true), Act::from(Event::Pause));
        let others = [
            (Shortcut::Step, Act::from(Event::Step)),
            (Shortcut::Undo, Act::from(Event::Undo)),
            (Shortcut::Redo, Act::from(Event::Redo)),
            (Shortcut::Find, Act::Find),
            (Shortcut::Help, Act::Sheet(true)),
        ];
        for (key, act) in others {
            assert_eq!((asked(key, false), asked(key, true)), (act.clone(), act));
        }
    }

    #[test]
    fn undo_and_redo_have_the_usual_keys() {
        assert_eq!(shortcut("z", true, false, false), Some(Shortcut::Undo));
        assert_eq!(shortcut("Z", true, true, false), Some(Shortcut::Redo));
        assert_eq!(shortcut("y", true, false, false), Some(Shortcut::Redo));
        assert_eq!(shortcut("z", false, false, false), None);
    }
}
