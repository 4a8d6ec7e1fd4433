//! Dense layer: y = x Wᵀ + b.

use super::{Back, Pass, State};
use crate::params::ParamId;
use crate::tensor::Tensor;

/// A dense layer; the weights are units × inputs, as in PyTorch.
#[derive(Clone, Debug)]
pub(crate) struct DenseOp {
    pub(crate) weight: ParamId,
    pub(crate) bias: Option<ParamId>,
}

impl DenseOp {
    pub(crate) fn infer(&self, x: Tensor, state: State<'_>) -> Tensor {
        let bias = self.bias.map(|id| state.params.get(id));
        forward(x, state.params.get(self.weight), bias)
    }

    pub(crate) fn train(&self, x: Tensor, pass: &Pass<'_>, input_grad: bool) -> (Tensor, Back) {
        let weight = pass.params.get(self.weight);
        let y = forward(x.clone(), weight.clone(), self.bias.map(|id| pass.params.get(id)));
        let op = self.clone();
        let back: Back = Box::new(move |grad, grads| {
            if let Some(bias) = op.bias {
                grads.put(bias, grad.clone().sum_axis(0));
            }
            grads.put(op.weight, grad.clone().transpose().matmul(x));
            input_grad.then(|| grad.matmul(weight))
        });
        (y, back)
    }
}

fn forward(x: Tensor, weight: Tensor, bias: Option<Tensor>) -> Tensor {
    let y = x.matmul(weight.transpose());
    match bias {
        Some(bias) => {
            let units = bias.len();
            y.add(bias.reshape(&[1, units]))
        }
        None => y,
    }
}
