//! Activation functions.

use super::rules::{Keeps, Rules, Slot};
use crate::check::Problem;
use crate::param::{Choice, Field, ParamSpec};
use crate::shape::Shape;
use serde::{Deserialize, Serialize};

/// Which function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

/// An activation, element by element. Maps and vectors pass in their shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Activation {
    /// Which function.
    pub function: Function,
    /// Slope below zero, for leaky ReLU alone.
    #[serde(default = "slope")]
    pub slope: f64,
}

const FUNCTIONS: &[Choice] = &[
    Choice::Relu,
    Choice::Relu6,
    Choice::LeakyRelu,
    Choice::Elu,
    Choice::Gelu,
    Choice::Silu,
    Choice::HardSwish,
    Choice::Sigmoid,
    Choice::HardSigmoid,
    Choice::Tanh,
];

const PARAMS: &[ParamSpec] = &[
    ParamSpec::choice(Field::Function, FUNCTIONS, Choice::Relu),
    ParamSpec::number(Field::Slope, 0.0, 1.0, 0.01, 0.01),
];

impl Activation {
    /// An activation with the usual slope of leaky ReLU, 0.01.
    pub fn new(function: Function) -> Self {
        Self { function, slope: slope() }
    }
}

impl Default for Activation {
    fn default() -> Self {
        Self::new(Function::Relu)
    }
}

impl Rules for Activation {
    fn params(&self) -> &'static [ParamSpec] {
        PARAMS
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        match field {
            Field::Function => Some(Slot::Function(&mut self.function)),
            Field::Slope => Some(Slot::Number(&mut self.slope)),
            _ => None,
        }
    }

    fn shows(&self, field: Field) -> bool {
        field != Field::Slope || self.function == Function::LeakyRelu
    }

    fn output(&self, input: Shape) -> Result<Shape, Problem> {
        Ok(input)
    }

    /// The output where the derivative can be told from it, otherwise the input.
    fn keeps(&self, _input: Shape) -> Keeps {
        match self.function {
            Function::Relu
            | Function::Relu6
            | Function::Elu
            | Function::Sigmoid
            | Function::HardSigmoid
            | Function::Tanh => Keeps::OUTPUT,
            Function::LeakyRelu | Function::Gelu | Function::Silu | Function::HardSwish => {
                Keeps::INPUT
            }
        }
    }
}

fn slope() -> f64 {
    0.01
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_and_options_are_each_others_inverse() {
        assert_eq!(Function::ALL.map(Function::choice), FUNCTIONS);
        for function in Function::ALL {
            assert_eq!(Function::from_choice(function.choice()), Some(function));
        }
        assert_eq!(Function::from_choice(Choice::Same), None);
    }

    #[test]
    fn only_leaky_relu_has_a_slope() {
        let sloped = Function::ALL
            .into_iter()
            .filter(|function| Rules::shows(&Activation::new(*function), Field::Slope));
        assert_eq!(sloped.collect::<Vec<_>>(), [Function::LeakyRelu]);
    }
}
