//! Flatten.

use super::rules::{Rules, Slot};
use crate::formula::Formula;
use crate::param::{Field, ParamSpec};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// C×H×W becomes the vector C·H·W, channels slowest. A vector passes unchanged.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Flatten {}

impl Rules for Flatten {
    fn params(&self) -> &'static [ParamSpec] {
        &[]
    }

    fn slot(&mut self, _field: Field) -> Option<Slot<'_>> {
        None
    }

    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        Ok(Shape::Vector(input.len()))
    }

    fn formula(&self, input: Shape) -> Option<Formula> {
        match input {
            Shape::Map { channels, height, width } => {
                Some(Formula::Flatten { dims: [channels, height, width] })
            }
            Shape::Vector(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_are_lined_up_and_vectors_pass() {
        assert_eq!(Flatten {}.output(Shape::map(16, 5, 5)), Ok(Shape::Vector(400)));
        assert_eq!(Flatten {}.output(Shape::Vector(400)), Ok(Shape::Vector(400)));
        assert_eq!(Flatten {}.formula(Shape::Vector(400)), None);
    }
}
