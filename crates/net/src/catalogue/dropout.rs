//! Dropout.

use super::rules::{Rules, Slot};
use crate::param::{Field, ParamSpec};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// Dropout (Srivastava et al., 2014): in training, each value is zeroed with probability `rate`
/// and the others scaled by 1 / (1 − rate). Maps and vectors pass in their shape.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dropout {
    /// Probability in `0.0..1.0`.
    pub rate: f64,
}

const RATE: f64 = 0.5;

const PARAMS: &[ParamSpec] = &[ParamSpec::number(Field::Rate, 0.0, 0.99, 0.05, RATE)];

impl Default for Dropout {
    fn default() -> Self {
        Self { rate: RATE }
    }
}

impl Rules for Dropout {
    fn params(&self) -> &'static [ParamSpec] {
        PARAMS
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        (field == Field::Rate).then_some(Slot::Number(&mut self.rate))
    }

    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        Ok(input)
    }
}
