//! Activation functions.

use serde::{Deserialize, Serialize};

/// Which function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// max(0, x).
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
}

/// An activation, element by element.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Activation {
    /// Which function.
    pub function: Function,
    /// Slope below zero, for leaky ReLU alone.
    #[serde(default = "slope")]
    pub slope: f64,
}

fn slope() -> f64 {
    0.01
}
