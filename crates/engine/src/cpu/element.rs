//! Element by element, in place.

use super::{Values, give, pieces, take};
use crate::tensor::Tensor;

/// Values in one piece of work.
const PIECE: usize = 1 << 15;

/// `function` of each value.
pub(crate) fn map(x: Tensor, function: impl Fn(f32) -> f32 + Sync) -> Tensor {
    let dims = x.dims();
    let mut values = take(x);
    pieces(&mut values, PIECE, |_, piece| {
        piece.iter_mut().for_each(|value| *value = function(*value));
    });
    give(values, &dims)
}

/// `function` of each value and the one at the same place of a tensor of the same shape.
pub(crate) fn zip(x: Tensor, other: &Tensor, function: impl Fn(f32, f32) -> f32 + Sync) -> Tensor {
    let dims = x.dims();
    let (mut values, others) = (take(x), Values::of(other));
    pieces(&mut values, PIECE, |at, piece| {
        let others = others.get(at * PIECE..).unwrap_or_default();
        piece.iter_mut().zip(others).for_each(|(value, other)| *value = function(*value, *other));
    });
    give(values, &dims)
}
