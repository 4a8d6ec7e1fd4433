//! Upsampling.

use super::choices::Interpolation;
use super::rules::{Rules, Slot};
use crate::formula::Formula;
use crate::param::{Choice, Field, ParamSpec};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// Enlarges maps: C×H×W becomes C×H·scale×W·scale (PyTorch's `Upsample`).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Upsample {
    /// Factors, `[height, width]`.
    pub scale: [usize; 2],
    /// What stands between the given values.
    pub mode: Interpolation,
}

const PARAMS: &[ParamSpec] = &[
    ParamSpec::integer(Field::ScaleHeight, 1, 8, 2),
    ParamSpec::integer(Field::ScaleWidth, 1, 8, 2),
    ParamSpec::choice(Field::Interpolation, &[Choice::Nearest, Choice::Bilinear], Choice::Nearest),
];

impl Upsample {
    /// By the same factor on both axes.
    pub const fn new(scale: usize, mode: Interpolation) -> Self {
        Self { scale: [scale; 2], mode }
    }
}

impl Default for Upsample {
    fn default() -> Self {
        Self::new(2, Interpolation::Nearest)
    }
}

impl Rules for Upsample {
    fn params(&self) -> &'static [ParamSpec] {
        PARAMS
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        let [height, width] = &mut self.scale;
        match field {
            Field::ScaleHeight => Some(Slot::Size(height)),
            Field::ScaleWidth => Some(Slot::Size(width)),
            Field::Interpolation => Some(Slot::Interpolation(&mut self.mode)),
            _ => None,
        }
    }

    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        let [scale_h, scale_w] = self.scale;
        match input {
            Shape::Map { channels, height, width } => Ok(Shape::map(
                channels,
                height.saturating_mul(scale_h),
                width.saturating_mul(scale_w),
            )),
            Shape::Vector(_) => Err(ShapeProblem::NeedsMap { found: input }),
        }
    }

    fn formula(&self, input: Shape) -> Option<Formula> {
        self.output(input).ok()?;
        Some(Formula::Scaled { size: input.size(), scale: self.scale })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_axis_has_its_factor() {
        let layer = Upsample { scale: [2, 3], ..Upsample::default() };
        assert_eq!(layer.output(Shape::map(5, 7, 4)), Ok(Shape::map(5, 14, 12)));
        let found = Shape::Vector(6);
        assert_eq!(layer.output(found), Err(ShapeProblem::NeedsMap { found }));
    }

    #[test]
    fn modes_and_options_are_each_others_inverse() {
        for mode in Interpolation::ALL {
            assert_eq!(Interpolation::from_choice(mode.choice()), Some(mode));
        }
        assert_eq!(Interpolation::from_choice(Choice::Same), None);
    }
}
