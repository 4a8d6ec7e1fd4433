//! Layer normalisation.

use super::rules::{Rules, Slot};
use crate::formula::WeightFormula;
use crate::param::{Field, ParamSpec};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// Layer normalisation (Ba et al., 2016): all values of each sample together are brought to mean
/// 0 and variance 1. It works in prediction as in training.
///
/// As PyTorch's `LayerNorm` over all axes but the batch (`[C, H, W]`, or `[N]` for a vector) each
/// value has a scale and a shift of its own. The shape stays. Parameters: 2·C·H·W, or 2·N. A
/// scale and shift a channel instead is a group norm with one group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LayerNorm {
    /// Added to the variance.
    pub epsilon: f64,
}

const EPSILON: f64 = 1e-5;

const PARAMS: &[ParamSpec] = &[ParamSpec::number(Field::Epsilon, 1e-12, 1.0, 1e-5, EPSILON)];

impl Default for LayerNorm {
    fn default() -> Self {
        Self { epsilon: EPSILON }
    }
}

impl Rules for LayerNorm {
    fn params(&self) -> &'static [ParamSpec] {
        PARAMS
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        (field == Field::Epsilon).then_some(Slot::Number(&mut self.epsilon))
    }

    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        Ok(input)
    }

    fn weights(&self, input: Shape) -> Option<WeightFormula> {
        Some(match input {
            Shape::Map { channels, height, width } => {
                WeightFormula::NormEach { dims: [channels, height, width] }
            }
            Shape::Vector(channels) => WeightFormula::Norm { channels },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_parameters_a_value() {
        for (input, parameters) in [(Shape::map(16, 8, 8), 2048), (Shape::Vector(16), 32)] {
            assert_eq!(LayerNorm::default().output(input), Ok(input));
            assert_eq!(LayerNorm::default().parameters(input), parameters);
        }
    }
}
