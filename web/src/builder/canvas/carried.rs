//! A drag as the canvas shows it.

use filtro_app::{Drag, Dragged, Source, Target};
use filtro_net::Place;

/// A drag as the canvas shows it. It knows no point: the pointer moves many times over one gap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    /// What moves, if anything does.
    pub what: Option<Dragged>,
    /// The gap that it would go to.
    pub target: Option<Place>,
    /// It is moved by keys.
    pub by_keys: bool,
}

impl Carried {
    /// Of a drag.
    pub fn of(drag: &Drag) -> Self {
        let Drag::Moving { what, source, target, .. } = drag else { return Self::default() };
        let target = match target {
            Target::Gap(place) => Some(*place),
            Target::Out => None,
        };
        Self { what: Some(what.clone()), target, by_keys: *source == Source::Keyboard }
    }
}
