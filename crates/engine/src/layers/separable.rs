//! Depthwise separable convolution: one window a channel, then a 1×1 convolution.

use super::conv::ConvOp;
use super::pass::{Back, Pass, State};
use crate::tensor::Tensor;

/// Both steps. The size that the second one keeps is never looked at: it needs no padding.
#[derive(Clone, Debug)]
pub(crate) struct SeparableOp {
    pub(crate) depthwise: ConvOp,
    pub(crate) pointwise: ConvOp,
}

impl SeparableOp {
    pub(crate) fn infer(&self, x: Tensor, state: State<'_>) -> Tensor {
        self.pointwise.infer(self.depthwise.infer(x, state), state)
    }

    pub(crate) fn train(&self, x: Tensor, pass: &Pass<'_>, input_grad: bool) -> (Tensor, Back) {
        let (x, first) = self.depthwise.train(x, pass, input_grad);
        let (y, second) = self.pointwise.train(x, pass, true);
        (y, Box::new(move |grad, grads| first(second(grad, grads)?, grads)))
    }
}
