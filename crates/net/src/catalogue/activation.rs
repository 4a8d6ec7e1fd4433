//! Activation functions.

use super::choices::Function;
use super::rules::{Rules, Slot};
use crate::param::{Choice, Field, ParamSpec};
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// An activation, element by element. Maps and vectors pass in their shape.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Activation {
    /// What is computed of each value.
    pub function: Function,
    /// Slope below zero, for leaky ReLU alone.
    pub slope: f64,
}

const SLOPE: f64 = 0.01;

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
    ParamSpec::number(Field::Slope, 0.0, 1.0, 0.01, SLOPE),
];

impl Activation {
    /// An activation with the usual slope of leaky ReLU, 0.01.
    pub fn new(function: Function) -> Self {
        Self { function, slope: SLOPE }
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

    fn output(&self, input: Shape) -> Result<Shape, ShapeProblem> {
        Ok(input)
    }
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
