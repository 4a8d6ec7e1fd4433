//! Activations.

use super::pass::Back;
use crate::tensor::Tensor;
use filtro_net::catalogue::Function;
use filtro_program::Activation;

/// An activation function.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ActivationOp(pub(crate) Activation);

impl ActivationOp {
    pub(crate) fn infer(self, x: Tensor) -> Tensor {
        match self.0.function {
            Function::Relu => x.at_least_zero(),
            Function::LeakyRelu => {
                x.clone().at_least_zero().add(x.at_most_zero().mul_scalar(self.0.slope))
            }
            Function::Elu => {
                let negative = x.clone().at_most_zero().exp().add_scalar(-1.0);
                x.at_least_zero().add(negative)
            }
            Function::Gelu => x.clone().mul(normal(x)),
            Function::Silu => x.clone().mul(x.sigmoid()),
            Function::Sigmoid => x.sigmoid(),
            Function::Tanh => x.tanh(),
            Function::Relu6 => x.clamp_to(6.0),
            Function::HardSwish => x.clone().mul(hard_sigmoid(x)),
            Function::HardSigmoid => hard_sigmoid(x),
        }
    }

    /// Holds the output where the derivative can be told from it, because later layers hold the
    /// same tensor, and otherwise the input.
    pub(crate) fn train(self, x: Tensor) -> (Tensor, Back) {
        let kept = (!self.0.holds_output()).then(|| x.clone());
        let y = self.infer(x);
        let kept = kept.unwrap_or_else(|| y.clone());
        (y, Box::new(move |grad, _| Some(self.back(kept, grad))))
    }

    fn back(self, kept: Tensor, grad: Tensor) -> Tensor {
        match self.0.function {
            Function::Relu => grad.where_positive(kept),
            Function::LeakyRelu => {
                let positive = grad.clone().where_positive(kept).mul_scalar(1.0 - self.0.slope);
                positive.add(grad.mul_scalar(self.0.slope))
            }
            // 1 above zero, eˣ = y + 1 below.
            Function::Elu => grad.mul(kept.at_most_zero().add_scalar(1.0)),
            // Φ(x) + x φ(x).
            Function::Gelu => {
                let density = kept.clone().mul(kept.clone()).mul_scalar(-0.5).exp();
                let slope = kept.clone().mul(density.mul_scalar(INV_SQRT_2PI));
                grad.mul(normal(kept).add(slope))
            }
            // s + x s (1 − s).
            Function::Silu => {
                let sigmoid = kept.clone().sigmoid();
                let rest = sigmoid.clone().mul_scalar(-1.0).add_scalar(1.0);
                let slope = kept.mul(rest).add_scalar(1.0);
                grad.mul(sigmoid.mul(slope))
            }
            Function::Sigmoid => {
                let rest = kept.clone().mul_scalar(-1.0).add_scalar(1.0);
                grad.mul(kept.mul(rest))
            }
            Function::Tanh => {
                let square = kept.clone().mul(kept);
                grad.mul(square.mul_scalar(-1.0).add_scalar(1.0))
            }
            Function::Relu6 => grad.where_within(kept, 6.0),
            Function::HardSigmoid => grad.mul_scalar(SIXTH).where_within(kept, 1.0),
            // s + x / 6 between −3 and 3, where s is neither 0 nor 1.
            Function::HardSwish => {
                let slope = kept.clone().mul_scalar(SIXTH);
                let slope = slope.where_within(kept.clone().add_scalar(3.0), 6.0);
                grad.mul(slope.add(hard_sigmoid(kept)))
            }
        }
    }
}

const SIXTH: f64 = 1.0 / 6.0;

/// min(max(0, x + 3), 6) / 6.
fn hard_sigmoid(x: Tensor) -> Tensor {
    x.add_scalar(3.0).clamp_to(6.0).mul_scalar(SIXTH)
}

/// 1 / √(2π).
const INV_SQRT_2PI: f64 = 0.398_942_280_401_432_7;

/// Φ(x), the normal distribution's cumulative function.
fn normal(x: Tensor) -> Tensor {
    x.mul_scalar(std::f64::consts::FRAC_1_SQRT_2).erf().add_scalar(1.0).mul_scalar(0.5)
}
