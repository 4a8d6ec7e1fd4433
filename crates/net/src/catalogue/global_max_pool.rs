//! Global max pooling.

use super::rules::{Rules, Slot};
use crate::param::{Field, ParamSpec};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// Greatest value over height and width: C×H×W becomes the vector C.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GlobalMaxPool {}

impl Rules for GlobalMaxPool {
    fn params(&self) -> &'static [ParamSpec] {
        &[]
    }

    fn slot(&mut self, _field: Field) -> Option<Slot<'_>> {
        None
    }

    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        match input {
            Shape::Map { channels, .. } => Ok(Shape::Vector(channels)),
            Shape::Vector(_) => Err(ShapeProblem::NeedsMap { found: input }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_a_map() {
        assert_eq!(GlobalMaxPool {}.output(Shape::map(6, 3, 4)), Ok(Shape::Vector(6)));
        let found = Shape::Vector(6);
        assert_eq!(GlobalMaxPool {}.output(found), Err(ShapeProblem::NeedsMap { found }));
    }
}
