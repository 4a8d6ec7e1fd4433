//! What parameters can be whose values are words.

use crate::param::Choice;
use serde::Serialize;

/// The function of an activation; every one works value by value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// max(0, x).
    #[default]
    Relu,
    /// x, or slope · x below zero.
    LeakyRelu,
    /// x, or eˣ − 1 below zero.
    Elu,
    /// x · Φ(x), exact.
    Gelu,
    /// x · σ(x).
    Silu,
    /// 1 / (1 + e⁻ˣ).
    Sigmoid,
    /// tanh x.
    Tanh,
    /// min(max(0, x), 6) (Howard et al., 2017).
    Relu6,
    /// x · min(max(0, x + 3), 6) / 6 (Howard et al., 2019).
    HardSwish,
    /// min(max(0, x + 3), 6) / 6 (PyTorch's; Keras has another slope).
    HardSigmoid,
}

impl Function {
    /// Every function, in the menu's order.
    pub const ALL: [Self; 10] = [
        Self::Relu,
        Self::Relu6,
        Self::LeakyRelu,
        Self::Elu,
        Self::Gelu,
        Self::Silu,
        Self::HardSwish,
        Self::Sigmoid,
        Self::HardSigmoid,
        Self::Tanh,
    ];

    /// Its option in the parameter table.
    pub const fn choice(self) -> Choice {
        match self {
            Self::Relu => Choice::Relu,
            Self::LeakyRelu => Choice::LeakyRelu,
            Self::Elu => Choice::Elu,
            Self::Gelu => Choice::Gelu,
            Self::Silu => Choice::Silu,
            Self::Sigmoid => Choice::Sigmoid,
            Self::Tanh => Choice::Tanh,
            Self::Relu6 => Choice::Relu6,
            Self::HardSwish => Choice::HardSwish,
            Self::HardSigmoid => Choice::HardSigmoid,
        }
    }

    /// The function of an option; `None` for an option of another parameter.
    pub fn from_choice(choice: Choice) -> Option<Self> {
        Self::ALL.into_iter().find(|function| function.choice() == choice)
    }
}

/// How values between the given ones are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
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
