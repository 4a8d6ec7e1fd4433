//! What every layer answers about itself.

use super::choices::{Function, Interpolation};
use super::window::Padding;
use crate::formula::{Formula, WeightFormula};
use crate::param::{Choice, Field, ParamSpec, Value};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;

/// The rules of one layer: its parameter table, its shapes and its costs.
///
/// `output` may assume nothing: parameters can be out of range and the shape of the wrong sort.
pub(crate) trait Rules {
    /// The whole parameter table.
    fn params(&self) -> &'static [ParamSpec];

    /// Where the parameter `field` lives.
    fn slot(&mut self, field: Field) -> Option<Slot<'_>>;

    /// Whether `field` matters in the layer's present state.
    fn shows(&self, _field: Field) -> bool {
        true
    }

    /// The output shape.
    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem>;

    /// Trainable parameters.
    fn parameters(&self, input: Shape) -> u64 {
        self.weights(input).map_or(0, |weights| weights.total())
    }

    /// Multiply-adds for one sample.
    fn multiply_adds(&self, _input: Shape) -> u64 {
        0
    }

    /// How the output shape comes about.
    fn formula(&self, _input: Shape) -> Option<Formula> {
        None
    }

    /// How the parameter count comes about.
    fn weights(&self, _input: Shape) -> Option<WeightFormula> {
        None
    }

    /// Layers with weights that it counts as; normalisation is none.
    fn depth(&self, input: Shape) -> usize {
        let norm = |weights| {
            matches!(weights, WeightFormula::Norm { .. } | WeightFormula::NormEach { .. })
        };
        usize::from(self.weights(input).is_some_and(|weights| !norm(weights)))
    }
}

/// A parameter in place, to be read or written as a [`Value`].
pub(crate) enum Slot<'a> {
    /// A whole number.
    Size(&'a mut usize),
    /// A real number.
    Number(&'a mut f64),
    /// On or off.
    Switch(&'a mut bool),
    /// An activation's function.
    Function(&'a mut Function),
    /// How values between the given ones are found.
    Interpolation(&'a mut Interpolation),
    /// The padding's mode; turning `Same` into `Explicit` starts from `half`, the padding that
    /// keeps the size at stride 1.
    PaddingMode {
        /// The padding.
        padding: &'a mut Padding,
        /// `[height, width]`.
        half: [usize; 2],
    },
    /// The explicit padding of axis 0 (height) or 1 (width); writing it makes the mode explicit.
    PaddingAxis(&'a mut Padding, usize),
}

impl Slot<'_> {
    /// The present value.
    pub(crate) fn read(&self) -> Value {
        match self {
            Self::Size(size) => Value::Integer(i64::try_from(**size).unwrap_or(i64::MAX)),
            Self::Number(number) => Value::Number(**number),
            Self::Switch(on) => Value::Switch(**on),
            Self::Function(function) => Value::Choice(function.choice()),
            Self::Interpolation(mode) => Value::Choice(mode.choice()),
            Self::PaddingMode { padding, .. } => Value::Choice(match padding {
                Padding::Valid => Choice::Valid,
                Padding::Same => Choice::Same,
                Padding::Explicit(_) => Choice::Explicit,
            }),
            Self::PaddingAxis(padding, axis) => {
                let size = explicit(**padding).get(*axis).copied().unwrap_or(0);
                Value::Integer(i64::try_from(size).unwrap_or(i64::MAX))
            }
        }
    }

    /// Writes `value`; false where it is of the wrong sort or cannot be held (negative, beyond
    /// 32 bits, not finite).
    pub(crate) fn write(self, value: Value) -> bool {
        match (self, value) {
            (Self::Size(size), Value::Integer(value)) => {
                held(value).map(|value| *size = value).is_some()
            }
            (Self::Number(number), Value::Number(value)) if value.is_finite() => {
                *number = value;
                true
            }
            (Self::Switch(on), Value::Switch(value)) => {
                *on = value;
                true
            }
            (Self::Function(function), Value::Choice(choice)) => {
                Function::from_choice(choice).map(|value| *function = value).is_some()
            }
            (Self::Interpolation(mode), Value::Choice(choice)) => {
                Interpolation::from_choice(choice).map(|value| *mode = value).is_some()
            }
            (Self::PaddingMode { padding, half }, Value::Choice(choice)) => {
                let next = match (choice, *padding) {
                    (Choice::Valid, _) => Padding::Valid,
                    (Choice::Same, _) => Padding::Same,
                    (Choice::Explicit, Padding::Same) => Padding::Explicit(half),
                    (Choice::Explicit, now) => Padding::Explicit(explicit(now)),
                    _ => return false,
                };
                *padding = next;
                true
            }
            (Self::PaddingAxis(padding, axis), Value::Integer(value)) => {
                let mut sizes = explicit(*padding);
                let (Some(size), Some(value)) = (sizes.get_mut(axis), held(value)) else {
                    return false;
                };
                *size = value;
                *padding = Padding::Explicit(sizes);
                true
            }
            _ => false,
        }
    }
}

/// Sizes stay within 32 bits, so that a document means the same in wasm and natively.
fn held(value: i64) -> Option<usize> {
    u32::try_from(value).ok().and_then(|value| usize::try_from(value).ok())
}

fn explicit(padding: Padding) -> [usize; 2] {
    match padding {
        Padding::Explicit(sizes) => sizes,
        Padding::Valid | Padding::Same => [0, 0],
    }
}
