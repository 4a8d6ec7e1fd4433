//! Softmax.

use super::rules::{Rules, Slot};
use crate::param::{Field, ParamSpec};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// Softmax over a vector. As the last layer it is where the probabilities are read; training
/// computes cross-entropy from the values before it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Softmax {}

impl Rules for Softmax {
    fn params(&self) -> &'static [ParamSpec] {
        &[]
    }

    fn slot(&mut self, _field: Field) -> Option<Slot<'_>> {
        None
    }

    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        match input {
            Shape::Vector(_) => Ok(input),
            Shape::Map { .. } => Err(ShapeProblem::NeedsVector { found: input }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_vectors_have_a_softmax() {
        assert_eq!(Softmax {}.output(Shape::Vector(10)), Ok(Shape::Vector(10)));
        let found = Shape::map(10, 1, 1);
        assert_eq!(Softmax {}.output(found), Err(ShapeProblem::NeedsVector { found }));
    }
}
