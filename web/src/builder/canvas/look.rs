//! How the canvas is looked at: folding, zoom, tint. Kept for the visit, also while another room is
//! shown.

use super::folds::{Fold, Folds};
use super::heat::Tint;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// Sizes of the canvas in percent.
pub(super) const ZOOMS: [u16; 10] = [20, 25, 33, 50, 67, 80, 100, 110, 125, 150];
/// Up to this size cards show their name and shape alone.
pub(super) const COMPACT: u16 = 60;

/// Whether the size is one at which the whole network is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fit {
    /// The person chose the size.
    #[default]
    No,
    /// It is being sought: so many sizes have been tried.
    Sought(u8),
    /// It was found; or the smallest size is too large for it.
    Found {
        /// The whole network is seen.
        whole: bool,
    },
}

/// How the canvas is looked at.
#[derive(Clone, PartialEq)]
pub(super) struct Look {
    /// Which opened document the folding is of.
    pub(super) opened: Option<u32>,
    pub(super) folds: Folds,
    /// Percent.
    pub(super) zoom: u16,
    pub(super) fit: Fit,
    pub(super) tint: Tint,
    /// A table instead of cards.
    pub(super) table: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            opened: None,
            folds: Folds::default(),
            zoom: 100,
            fit: Fit::No,
            tint: Tint::Plain,
            table: false,
        }
    }
}

impl Look {
    /// Whether the network's entries are the same in `other`.
    pub(super) fn shows_same(&self, other: &Self) -> bool {
        self.folds == other.folds && self.tint == other.tint
    }

    /// Whether cards show their name and shape alone.
    pub(super) const fn compact(&self) -> bool {
        self.zoom <= COMPACT
    }
}

/// A change of it.
pub(super) enum Act {
    /// Another document was opened.
    Open(u32, Folds),
    /// Fold, or unfold.
    Toggle(Fold),
    /// These are open from now on.
    Unfold(Vec<Fold>),
    /// This alone is folded.
    Fold(Folds),
    /// Another tint.
    Tint(Tint),
    /// A table instead of cards, or not.
    Table(bool),
    /// Percent.
    Zoom(u16),
    /// Percent, on the way to where the whole network is seen.
    Fit(u16, Fit),
    /// The next size.
    Step {
        /// Larger.
        larger: bool,
    },
}

impl Reducible for Look {
    type Action = Act;

    fn reduce(self: Rc<Self>, act: Act) -> Rc<Self> {
        let mut look = (*self).clone();
        match act {
            Act::Open(opened, folds) => {
                (look.opened, look.folds, look.fit) = (Some(opened), folds, Fit::No);
            }
            Act::Toggle(fold) => look.folds = look.folds.toggled(fold),
            Act::Unfold(open) => look.folds = look.folds.without(&open),
            Act::Fold(folds) => look.folds = folds,
            Act::Tint(tint) => look.tint = tint,
            Act::Table(table) => look.table = table,
            Act::Zoom(zoom) => (look.zoom, look.fit) = (clamp(zoom), Fit::No),
            Act::Fit(zoom, fit) => (look.zoom, look.fit) = (clamp(zoom), fit),
            Act::Step { larger } => {
                (look.zoom, look.fit) = (step(look.zoom, larger), Fit::No);
            }
        }
        REMEMBERED.with(|remembered| remembered.replace(look.clone()));
        Rc::new(look)
    }
}

fn clamp(zoom: u16) -> u16 {
    let [least, .., most] = ZOOMS;
    zoom.clamp(least, most)
}

fn step(zoom: u16, larger: bool) -> u16 {
    let next = if larger {
        ZOOMS.iter().find(|size| **size > zoom)
    } else {
        ZOOMS.iter().rev().find(|size| **size < zoom)
    };
    next.map_or(zoom, |size| *size)
}

thread_local! {
    static REMEMBERED: RefCell<Look> = RefCell::default();
}

/// The look that the canvas had last in this visit.
pub(super) fn remembered() -> Look {
    REMEMBERED.with(|remembered| remembered.borrow().clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zoom_goes_from_size_to_size_and_stays_within() {
        assert_eq!((step(100, true), step(100, false)), (110, 80));
        assert_eq!((step(90, true), step(90, false)), (100, 80));
        assert_eq!((step(150, true), step(20, false)), (150, 20));
        assert_eq!((clamp(3), clamp(999), clamp(70)), (20, 150, 70));
    }
}
