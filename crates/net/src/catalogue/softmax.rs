//! Softmax.

use super::rules::{Rules, Slot};
use crate::check::Problem;
use crate::param::{Field, ParamSpec};
use crate::shape::Shape;
use serde::{Deserialize, Serialize};

/// Softmax over a vector. As the last layer it is where the probabilities are read; training
/// computes cross-entropy from the values before it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Softmax {}

impl Rules for Softmax {
    fn params(&self) -> &'static [ParamSpec] {
        &[]
    }

    fn slot(&mut self, _field: Field) -> Option<Slot<'_>> {
        None
    }

    fn output(&self, input: Shape) -> Result<Shape, Problem> {
        match input {
            Shape::Vector(_) => Ok(input),
            Shape::Map { .. } => Err(Problem::NeedsVector { found: input }),
        }
    }
}
