//! Element by element, in place.

use super::pieces;

/// Values in one piece of work.
const PIECE: usize = 1 << 15;

/// `function` of each value.
pub(crate) fn map(values: &mut [f32], function: impl Fn(f32) -> f32 + Sync) {
    pieces(values, PIECE, |_, piece| {
        piece.iter_mut().for_each(|value| *value = function(*value));
    });
}

/// `function` of each value and the one at the same place of equally many others.
pub(crate) fn zip(values: &mut [f32], others: &[f32], function: impl Fn(f32, f32) -> f32 + Sync) {
    debug_assert_eq!(values.len(), others.len());
    pieces(values, PIECE, |at, piece| {
        let others = others.get(at * PIECE..).unwrap_or_default();
        piece.iter_mut().zip(others).for_each(|(value, other)| *value = function(*value, *other));
    });
}
