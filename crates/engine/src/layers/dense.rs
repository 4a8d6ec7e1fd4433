//! Dense layer: y = x Wᵀ + b.

use super::pass::{Back, Pass, State};
use crate::tensor::Tensor;
use filtro_program::Dense;

/// A dense layer; the weights are units × inputs, as in PyTorch.
#[derive(Clone, Debug)]
pub(crate) struct DenseOp(pub(crate) Dense);

impl DenseOp {
    pub(crate) fn infer(&self, x: Tensor, state: State<'_>) -> Tensor {
        let bias = self.0.bias.map(|id| state.params.get(id));
        forward(x, state.params.get(self.0.weight), bias)
    }

    pub(crate) fn train(&self, x: Tensor, pass: &Pass<'_>, input_grad: bool) -> (Tensor, Back) {
        let weight = pass.params.get(self.0.weight);
        let y = forward(x.clone(), weight.clone(), self.0.bias.map(|id| pass.params.get(id)));
        let op = self.clone();
        let back: Back = Box::new(move |grad, grads| {
            if let Some(bias) = op.0.bias {
                grads.put(bias, grad.clone().sum_axis(0));
            }
            grads.put(op.0.weight, grad.clone().transpose().matmul(x));
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
