//! Batch normalisation.

use super::rules::{Rules, Slot};
use crate::formula::WeightFormula;
use crate::param::{Field, ParamSpec};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// Batch normalisation over the channels of a map or the values of a vector
/// (Ioffe and Szegedy, 2015), with PyTorch's meaning of `momentum`.
///
/// The shape stays. Parameters: 2·C (a scale and a shift a channel); the running mean and
/// variance are not trained and not counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BatchNorm2d {
    /// Added to the variance.
    pub epsilon: f64,
    /// Share of the new batch in the running statistics.
    pub momentum: f64,
}

const EPSILON: f64 = 1e-5;
const MOMENTUM: f64 = 0.1;

const PARAMS: &[ParamSpec] = &[
    ParamSpec::number(Field::Epsilon, 1e-12, 1.0, 1e-5, EPSILON),
    ParamSpec::number(Field::Momentum, 0.0, 1.0, 0.01, MOMENTUM),
];

impl Default for BatchNorm2d {
    fn default() -> Self {
        Self { epsilon: EPSILON, momentum: MOMENTUM }
    }
}

impl Rules for BatchNorm2d {
    fn params(&self) -> &'static [ParamSpec] {
        PARAMS
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        match field {
            Field::Epsilon => Some(Slot::Number(&mut self.epsilon)),
            Field::Momentum => Some(Slot::Number(&mut self.momentum)),
            _ => None,
        }
    }

    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        Ok(input)
    }

    fn weights(&self, input: Shape) -> Option<WeightFormula> {
        Some(WeightFormula::Norm { channels: input.channels() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_parameters_a_channel_or_value() {
        for input in [Shape::map(16, 8, 8), Shape::Vector(16)] {
            assert_eq!(BatchNorm2d::default().output(input), Ok(input));
            assert_eq!(BatchNorm2d::default().parameters(input), 32);
        }
    }
}
