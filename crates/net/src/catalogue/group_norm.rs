//! Group normalisation.

use super::rules::{Rules, Slot};
use crate::formula::WeightFormula;
use crate::param::{Field, ParamSpec};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// Group normalisation (Wu and He, 2018): each group of channels of each sample is brought to
/// mean 0 and variance 1, whatever the rest of the batch. It works in prediction as in training.
///
/// The shape stays. Parameters: 2·C (a scale and a shift a channel, or a value of a vector).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupNorm {
    /// Channels are cut into this many groups; it must divide them.
    pub groups: usize,
    /// Added to the variance.
    pub epsilon: f64,
}

const EPSILON: f64 = 1e-5;

const PARAMS: &[ParamSpec] = &[
    ParamSpec::integer(Field::Groups, 1, 4096, 4),
    ParamSpec::number(Field::Epsilon, 1e-12, 1.0, 1e-5, EPSILON),
];

impl GroupNorm {
    /// With PyTorch's epsilon, 10⁻⁵.
    pub fn new(groups: usize) -> Self {
        Self { groups, epsilon: EPSILON }
    }
}

impl Default for GroupNorm {
    fn default() -> Self {
        Self::new(4)
    }
}

impl Rules for GroupNorm {
    fn params(&self) -> &'static [ParamSpec] {
        PARAMS
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        match field {
            Field::Groups => Some(Slot::Size(&mut self.groups)),
            Field::Epsilon => Some(Slot::Number(&mut self.epsilon)),
            _ => None,
        }
    }

    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        let (channels, groups) = (input.channels(), self.groups);
        match channels.checked_rem(groups) {
            Some(0) => Ok(input),
            _ => Err(ShapeProblem::UnevenGroups { channels, groups }),
        }
    }

    fn weights(&self, input: Shape) -> Option<WeightFormula> {
        self.output(input).ok()?;
        Some(WeightFormula::Norm { channels: input.channels() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_parameters_a_channel_and_groups_that_divide() {
        for input in [Shape::map(16, 8, 8), Shape::Vector(16)] {
            assert_eq!(GroupNorm::new(4).output(input), Ok(input));
            assert_eq!(GroupNorm::new(4).parameters(input), 32);
            let problem = ShapeProblem::UnevenGroups { channels: 16, groups: 5 };
            assert_eq!(GroupNorm::new(5).output(input), Err(problem));
        }
    }
}
