//! Keyboard shortcuts: one table for what they do and for the sheet that lists them.

/// A key as the browser names it, with what is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Key<'a> {
    /// `KeyboardEvent.key`.
    pub key: &'a str,
    /// Control, or Command on a Mac.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
}

/// What a shortcut does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyAction {
    /// Train, or pause.
    Train,
    /// One step.
    Step,
    /// Take a step back.
    Undo,
    /// Take it again.
    Redo,
    /// Pick the selected layer up, or drop it.
    PickUp,
    /// The gap, or the layer, before.
    Up,
    /// The gap, or the layer, behind.
    Down,
    /// Move the selected layer up.
    MoveUp,
    /// Move it down.
    MoveDown,
    /// Copy it.
    Duplicate,
    /// Take it out.
    Delete,
    /// Give up what is under way.
    Cancel,
    /// Show this list.
    Help,
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// What it does.
    pub action: KeyAction,
    /// The key, as the browser names it; letters in lower case.
    pub key: &'static str,
    /// With Control, or Command on a Mac.
    pub ctrl: bool,
    /// With Shift. Keys that need Shift on some keyboards (`?`) do not ask.
    pub shift: Option<bool>,
    /// With Alt.
    pub alt: bool,
    /// Only where the network has the focus, so that other controls keep their keys.
    pub canvas: bool,
}

const fn row(action: KeyAction, key: &'static str, canvas: bool) -> Shortcut {
    Shortcut { action, key, ctrl: false, shift: Some(false), alt: false, canvas }
}

/// Every shortcut. Where an action has two, the sheet shows the first.
pub const KEYS: &[Shortcut] = &[
    row(KeyAction::Train, "t", false),
    row(KeyAction::Step, "s", false),
    Shortcut { ctrl: true, ..row(KeyAction::Undo, "z", false) },
    Shortcut { ctrl: true, shift: Some(true), ..row(KeyAction::Redo, "z", false) },
    Shortcut { ctrl: true, ..row(KeyAction::Redo, "y", false) },
    row(KeyAction::PickUp, " ", true),
    row(KeyAction::Up, "ArrowUp", true),
    row(KeyAction::Down, "ArrowDown", true),
    Shortcut { alt: true, ..row(KeyAction::MoveUp, "ArrowUp", true) },
    Shortcut { alt: true, ..row(KeyAction::MoveDown, "ArrowDown", true) },
    row(KeyAction::Duplicate, "d", true),
    row(KeyAction::Delete, "Delete", true),
    row(KeyAction::Delete, "Backspace", true),
    row(KeyAction::Cancel, "Escape", false),
    Shortcut { shift: None, ..row(KeyAction::Help, "?", false) },
];

/// What a key does. `canvas`: the network has the focus.
pub fn key_action(key: Key<'_>, canvas: bool) -> Option<KeyAction> {
    let name =
        if key.key.chars().count() == 1 { key.key.to_ascii_lowercase() } else { key.key.into() };
    KEYS.iter()
        .find(|row| {
            row.key == name
                && row.ctrl == key.ctrl
                && row.alt == key.alt
                && row.shift.is_none_or(|shift| shift == key.shift)
                && (canvas || !row.canvas)
        })
        .map(|row| row.action)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(key: &str) -> Key<'_> {
        Key { key, ..Key::default() }
    }

    #[test]
    fn no_two_rows_are_the_same_keys() {
        for (at, one) in KEYS.iter().enumerate() {
            let same = |other: &&Shortcut| {
                (other.key, other.ctrl, other.shift, other.alt)
                    == (one.key, one.ctrl, one.shift, one.alt)
            };
            assert!(KEYS[..at].iter().find(same).is_none(), "{one:?}");
        }
    }

    #[test]
    fn modifiers_and_focus_count() {
        let ctrl = |key, shift| key_action(Key { key, ctrl: true, shift, alt: false }, false);
        assert_eq!(ctrl("z", false), Some(KeyAction::Undo));
        assert_eq!(ctrl("Z", true), Some(KeyAction::Redo));
        assert_eq!(ctrl("y", false), Some(KeyAction::Redo));
        assert_eq!(key_action(plain("T"), false), Some(KeyAction::Train));
        assert_eq!(key_action(plain("Delete"), false), None);
        assert_eq!(key_action(plain("Delete"), true), Some(KeyAction::Delete));
        let up = Key { alt: true, ..plain("ArrowUp") };
        assert_eq!(key_action(up, true), Some(KeyAction::MoveUp));
        let question = Key { shift: true, ..plain("?") };
        assert_eq!(key_action(question, false), Some(KeyAction::Help));
        assert_eq!(key_action(plain("q"), true), None);
    }
}
