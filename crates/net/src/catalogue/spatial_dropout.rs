//! Spatial dropout.

use super::rules::{Rules, Slot};
use crate::param::{Field, ParamSpec};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// Spatial dropout (Tompson et al., 2015; PyTorch's `Dropout2d`): in training, each whole channel
/// is zeroed with probability `rate` and the others scaled by 1 / (1 − rate). Neighbouring pixels
/// tell much the same, so that dropping them one by one takes little away. Maps keep their shape.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpatialDropout {
    /// Probability in `0.0..1.0`.
    pub rate: f64,
}

const RATE: f64 = 0.2;

const PARAMS: &[ParamSpec] = &[ParamSpec::number(Field::Rate, 0.0, 0.99, 0.05, RATE)];

impl Default for SpatialDropout {
    fn default() -> Self {
        Self { rate: RATE }
    }
}

impl Rules for SpatialDropout {
    fn params(&self) -> &'static [ParamSpec] {
        PARAMS
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        (field == Field::Rate).then_some(Slot::Number(&mut self.rate))
    }

    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        match input {
            Shape::Map { .. } => Ok(input),
            Shape::Vector(_) => Err(ShapeProblem::NeedsMap { found: input }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_maps_have_channels_to_drop() {
        let input = Shape::map(6, 3, 4);
        assert_eq!(SpatialDropout::default().output(input), Ok(input));
        let found = Shape::Vector(6);
        assert_eq!(SpatialDropout::default().output(found), Err(ShapeProblem::NeedsMap { found }));
    }
}
