//! Dense (fully connected) layer.

use super::rules::{Rules, Slot};
use crate::formula::WeightFormula;
use crate::param::{Field, ParamSpec};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// Dense layer: y = W x + b on a vector.
///
/// The vector N becomes the vector units. Parameters: units · (N + bias). Multiply-adds:
/// units · N.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dense {
    /// Output values.
    pub units: usize,
    /// Whether a bias is added.
    pub bias: bool,
}

const PARAMS: &[ParamSpec] =
    &[ParamSpec::integer(Field::Units, 1, 65_536, 64), ParamSpec::switch(Field::Bias, true)];

impl Dense {
    /// A dense layer with bias.
    pub const fn new(units: usize) -> Self {
        Self { units, bias: true }
    }
}

impl Default for Dense {
    fn default() -> Self {
        Self::new(64)
    }
}

impl Rules for Dense {
    fn params(&self) -> &'static [ParamSpec] {
        PARAMS
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        match field {
            Field::Units => Some(Slot::Size(&mut self.units)),
            Field::Bias => Some(Slot::Switch(&mut self.bias)),
            _ => None,
        }
    }

    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        match input {
            Shape::Vector(_) => Ok(Shape::Vector(self.units)),
            Shape::Map { .. } => Err(ShapeProblem::NeedsVector { found: input }),
        }
    }

    fn multiply_adds(&self, input: Shape) -> u64 {
        self.weights(input).map_or(0, |weights| weights.products())
    }

    fn weights(&self, input: Shape) -> Option<WeightFormula> {
        match input {
            Shape::Vector(inputs) => {
                Some(WeightFormula::Dense { units: self.units, inputs, bias: self.bias })
            }
            Shape::Map { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_for_every_pair_and_a_bias_a_unit() {
        let input = Shape::Vector(400);
        let dense = Dense::new(120);
        assert_eq!(dense.output(input), Ok(Shape::Vector(120)));
        assert_eq!((dense.parameters(input), dense.multiply_adds(input)), (48_120, 48_000));
        let bare = Dense { bias: false, ..dense };
        assert_eq!((bare.parameters(input), bare.multiply_adds(input)), (48_000, 48_000));
        let found = Shape::map(16, 5, 5);
        assert_eq!(bare.output(found), Err(ShapeProblem::NeedsVector { found }));
    }
}
