//! Layer parameters as a table: one row feeds the form, validation, keyboard steps, share link
//! and property tests.

use serde::Serialize;

/// Names a parameter of a layer; files name it as serde does. The label is the page's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "documented at the layers' fields")]
pub enum Field {
    Filters,
    KernelHeight,
    KernelWidth,
    StrideHeight,
    StrideWidth,
    PaddingMode,
    PaddingHeight,
    PaddingWidth,
    DilationHeight,
    DilationWidth,
    Groups,
    Bias,
    CeilMode,
    CountIncludePad,
    Epsilon,
    Momentum,
    Affine,
    Function,
    Slope,
    Rate,
    Units,
    Multiplier,
    OutputHeight,
    OutputWidth,
    ScaleHeight,
    ScaleWidth,
    Interpolation,
    Neighbours,
    Alpha,
    Beta,
    Base,
}

/// What a parameter can hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ParamKind {
    /// A whole number in `min..=max`.
    Integer {
        /// Least value.
        min: i64,
        /// Greatest value.
        max: i64,
    },
    /// A number in `min..=max`; `step` is what one key press changes.
    Number {
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
        /// One step of the keyboard or the spinner.
        step: f64,
    },
    /// On or off.
    Switch,
    /// One of a closed list.
    Choice(&'static [Choice]),
}

/// The options of every [`ParamKind::Choice`]; files name them as serde does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "documented at the layers' fields")]
pub enum Choice {
    Valid,
    Same,
    Explicit,
    Relu,
    LeakyRelu,
    Elu,
    Gelu,
    Silu,
    Sigmoid,
    Tanh,
    Relu6,
    HardSwish,
    HardSigmoid,
    Nearest,
    Bilinear,
}

/// A row of a layer's parameter table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParamSpec {
    /// The parameter that it is about.
    pub field: Field,
    /// Its values, with range and step.
    pub kind: ParamKind,
    /// Its value in a freshly made layer.
    pub default: Value,
}

impl ParamSpec {
    pub(crate) const fn integer(field: Field, min: i64, max: i64, default: i64) -> Self {
        Self { field, kind: ParamKind::Integer { min, max }, default: Value::Integer(default) }
    }

    pub(crate) const fn number(field: Field, min: f64, max: f64, step: f64, default: f64) -> Self {
        Self { field, kind: ParamKind::Number { min, max, step }, default: Value::Number(default) }
    }

    pub(crate) const fn switch(field: Field, default: bool) -> Self {
        Self { field, kind: ParamKind::Switch, default: Value::Switch(default) }
    }

    pub(crate) const fn choice(field: Field, of: &'static [Choice], default: Choice) -> Self {
        Self { field, kind: ParamKind::Choice(of), default: Value::Choice(default) }
    }

    /// `value` brought into the row's range; `None` where it is in it already.
    pub fn clamp(&self, value: Value) -> Option<Value> {
        match (self.kind, value) {
            (ParamKind::Integer { min, max }, Value::Integer(value)) => {
                (value < min || value > max).then(|| Value::Integer(value.clamp(min, max)))
            }
            (ParamKind::Number { min, max, .. }, Value::Number(value)) => {
                if value.is_nan() {
                    return Some(self.default);
                }
                (value < min || value > max).then(|| Value::Number(value.clamp(min, max)))
            }
            _ => None,
        }
    }
}

/// The paddings of a window.
pub(crate) const WINDOW_MODES: &[Choice] = &[Choice::Valid, Choice::Same, Choice::Explicit];

/// A parameter's value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// For [`ParamKind::Integer`].
    Integer(i64),
    /// For [`ParamKind::Number`].
    Number(f64),
    /// For [`ParamKind::Switch`].
    Switch(bool),
    /// For [`ParamKind::Choice`].
    Choice(Choice),
}
