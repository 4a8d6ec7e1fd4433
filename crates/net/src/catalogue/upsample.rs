//! Upsampling.

use super::rules::{Keeps, Rules, Slot};
use crate::check::Problem;
use crate::infer::Formula;
use crate::param::{Choice, Field, ParamSpec};
use crate::shape::Shape;
use serde::{Deserialize, Serialize};

/// How values between the given ones are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interpolation {
    /// Every value is repeated.
    #[default]
    Nearest,
    /// Straight lines along each axis between the pixels' centres, the edges going on
    /// (PyTorch's `bilinear` with `align_corners=False`).
    Bilinear,
}

impl Interpolation {
    /// Every one, in the menu's order.
    pub const ALL: [Self; 2] = [Self::Nearest, Self::Bilinear];

    /// Its option in the parameter table.
    pub const fn choice(self) -> Choice {
        match self {
            Self::Nearest => Choice::Nearest,
            Self::Bilinear => Choice::Bilinear,
        }
    }

    /// That of an option; `None` for an option of another parameter.
    pub fn from_choice(choice: Choice) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.choice() == choice)
    }
}

/// Enlarges maps: C×H×W becomes C×H·scale×W·scale (PyTorch's `Upsample`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Upsample {
    /// Factors, `[height, width]`.
    pub scale: [usize; 2],
    /// What stands between the given values.
    #[serde(default)]
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

    fn output(&self, input: Shape) -> Result<Shape, Problem> {
        let [scale_h, scale_w] = self.scale;
        match input {
            Shape::Map { channels, height, width } => Ok(Shape::map(
                channels,
                height.saturating_mul(scale_h),
                width.saturating_mul(scale_w),
            )),
            Shape::Vector(_) => Err(Problem::NeedsMap { found: input }),
        }
    }

    fn keeps(&self, _input: Shape) -> Keeps {
        Keeps::NOTHING
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
        assert_eq!(layer.output(found), Err(Problem::NeedsMap { found }));
    }

    #[test]
    fn modes_and_options_are_each_others_inverse() {
        for mode in Interpolation::ALL {
            assert_eq!(Interpolation::from_choice(mode.choice()), Some(mode));
        }
        assert_eq!(Interpolation::from_choice(Choice::Same), None);
    }
}
