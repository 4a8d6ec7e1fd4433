//! Local response normalisation.

use super::rules::{Rules, Slot};
use crate::param::{Field, ParamSpec};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// Local response normalisation across channels (Krizhevsky et al., 2012), as PyTorch has it:
/// each value is divided by (base + alpha / neighbours · Σ a²)^beta, the sum over the
/// `neighbours` channels around its own at the same place. (The paper does not divide alpha.)
///
/// Maps keep their shape. No parameters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LocalResponseNorm {
    /// Channels in the sum, its own among them; of an even number one more lies before than
    /// behind. PyTorch's `size`.
    pub size: usize,
    /// Weight of the sum.
    pub alpha: f64,
    /// The power.
    pub beta: f64,
    /// What is divided by where all is zero, to the power beta.
    pub k: f64,
}

const ALPHA: f64 = 1e-4;
const BETA: f64 = 0.75;
const BASE: f64 = 1.0;

const PARAMS: &[ParamSpec] = &[
    ParamSpec::integer(Field::Neighbours, 1, 255, 5),
    ParamSpec::number(Field::Alpha, 0.0, 10.0, 1e-4, ALPHA),
    ParamSpec::number(Field::Beta, 0.0, 2.0, 0.05, BETA),
    ParamSpec::number(Field::Base, 1e-3, 100.0, 0.5, BASE),
];

impl Default for LocalResponseNorm {
    fn default() -> Self {
        Self { size: 5, alpha: ALPHA, beta: BETA, k: BASE }
    }
}

impl Rules for LocalResponseNorm {
    fn params(&self) -> &'static [ParamSpec] {
        PARAMS
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        match field {
            Field::Neighbours => Some(Slot::Size(&mut self.size)),
            Field::Alpha => Some(Slot::Number(&mut self.alpha)),
            Field::Beta => Some(Slot::Number(&mut self.beta)),
            Field::Base => Some(Slot::Number(&mut self.k)),
            _ => None,
        }
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
    fn maps_pass_in_their_shape() {
        let layer = LocalResponseNorm::default();
        let input = Shape::map(96, 55, 55);
        assert_eq!((layer.output(input), layer.parameters(input)), (Ok(input), 0));
        let found = Shape::Vector(6);
        assert_eq!(layer.output(found), Err(ShapeProblem::NeedsMap { found }));
    }
}
