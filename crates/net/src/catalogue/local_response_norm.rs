//! Local response normalisation.

use super::rules::{Keeps, Rules, Slot};
use crate::check::Problem;
use crate::param::{Field, ParamSpec};
use crate::shape::Shape;
use serde::{Deserialize, Serialize};

/// Local response normalisation across channels (Krizhevsky et al., 2012), as PyTorch has it:
/// each value is divided by (base + alpha / neighbours · Σ a²)^beta, the sum over the
/// `neighbours` channels around its own at the same place. (The paper does not divide alpha.)
///
/// Maps keep their shape. No parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LocalResponseNorm {
    /// Channels in the sum, its own among them; of an even number one more lies before than
    /// behind. PyTorch's `size`.
    pub size: usize,
    /// Weight of the sum.
    #[serde(default = "alpha")]
    pub alpha: f64,
    /// The power.
    #[serde(default = "beta")]
    pub beta: f64,
    /// What is divided by where all is zero, to the power beta.
    #[serde(default = "base")]
    pub k: f64,
}

const PARAMS: &[ParamSpec] = &[
    ParamSpec::integer(Field::Neighbours, 1, 255, 5),
    ParamSpec::number(Field::Alpha, 0.0, 10.0, 1e-4, 1e-4),
    ParamSpec::number(Field::Beta, 0.0, 2.0, 0.05, 0.75),
    ParamSpec::number(Field::Base, 1e-3, 100.0, 0.5, 1.0),
];

impl Default for LocalResponseNorm {
    fn default() -> Self {
        Self { size: 5, alpha: alpha(), beta: beta(), k: base() }
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

    fn output(&self, input: Shape) -> Result<Shape, Problem> {
        match input {
            Shape::Map { .. } => Ok(input),
            Shape::Vector(_) => Err(Problem::NeedsMap { found: input }),
        }
    }

    /// The input, and what it is divided by.
    fn keeps(&self, input: Shape) -> Keeps {
        Keeps { own: input.values(), ..Keeps::INPUT }
    }
}

fn alpha() -> f64 {
    1e-4
}
fn beta() -> f64 {
    0.75
}
fn base() -> f64 {
    1.0
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
        assert_eq!(layer.output(found), Err(Problem::NeedsMap { found }));
    }
}
