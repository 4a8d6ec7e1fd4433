//! Adaptive average pooling.

use super::rules::{Rules, Slot};
use crate::formula::Formula;
use crate::param::{Field, ParamSpec};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// Average pooling to a given size, whatever the input's (PyTorch's `AdaptiveAvgPool2d`).
///
/// C×H×W becomes C×output height×output width. Along an axis the i-th output is the mean of the
/// places ⌊i · size / output⌋ to ⌈(i + 1) · size / output⌉ − 1. An output larger than the input
/// repeats values.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AdaptiveAvgPool2d {
    /// `[height, width]` of the output.
    pub output: [usize; 2],
}

const PARAMS: &[ParamSpec] = &[
    ParamSpec::integer(Field::OutputHeight, 1, 255, 2),
    ParamSpec::integer(Field::OutputWidth, 1, 255, 2),
];

impl AdaptiveAvgPool2d {
    /// To `size` × `size`.
    pub const fn new(size: usize) -> Self {
        Self { output: [size; 2] }
    }
}

impl Default for AdaptiveAvgPool2d {
    fn default() -> Self {
        Self::new(2)
    }
}

impl Rules for AdaptiveAvgPool2d {
    fn params(&self) -> &'static [ParamSpec] {
        PARAMS
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        let [height, width] = &mut self.output;
        match field {
            Field::OutputHeight => Some(Slot::Size(height)),
            Field::OutputWidth => Some(Slot::Size(width)),
            _ => None,
        }
    }

    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        let [height, width] = self.output;
        match input {
            Shape::Map { channels, .. } => Ok(Shape::map(channels, height, width)),
            Shape::Vector(_) => Err(ShapeProblem::NeedsMap { found: input }),
        }
    }

    fn formula(&self, input: Shape) -> Option<Formula> {
        self.output(input).ok()?;
        Some(Formula::Adaptive { size: input.size(), result: self.output })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As between the two parts of torchvision's AlexNet.
    #[test]
    fn the_output_has_the_given_size() {
        let layer = AdaptiveAvgPool2d::new(6);
        for size in [6, 7, 13, 4] {
            let input = Shape::map(256, size, size);
            assert_eq!(layer.output(input), Ok(Shape::map(256, 6, 6)));
            assert_eq!((layer.parameters(input), layer.multiply_adds(input)), (0, 0));
        }
        let found = Shape::Vector(6);
        assert_eq!(layer.output(found), Err(ShapeProblem::NeedsMap { found }));
    }
}
