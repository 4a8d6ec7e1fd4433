//! Convolution.

use super::pass::{Back, Pass, State};
use crate::tensor::Tensor;
use crate::window::ConvOptions;
use filtro_program::{Conv, Pads, ParamId};

/// A convolution on inputs of a known size.
#[derive(Clone, Debug)]
pub(crate) struct ConvOp {
    weight: ParamId,
    bias: Option<ParamId>,
    options: ConvOptions,
    /// Padding that differs between the sides, made before the convolution.
    pads: Option<Pads>,
    /// `[height, width]` of the input.
    size: [usize; 2],
}

impl ConvOp {
    pub(crate) fn new(conv: &Conv) -> Self {
        let Conv { weight, bias, size, .. } = *conv;
        Self { weight, bias, options: ConvOptions::of(conv), pads: conv.uneven(), size }
    }

    fn padded(&self, x: Tensor) -> Tensor {
        match self.pads {
            Some(pads) => x.pad(pads, 0.0),
            None => x,
        }
    }

    pub(crate) fn infer(&self, x: Tensor, state: State<'_>) -> Tensor {
        let bias = self.bias.map(|id| state.params.get(id));
        self.padded(x).conv2d(state.params.get(self.weight), bias, self.options)
    }

    pub(crate) fn train(&self, x: Tensor, pass: &Pass<'_>, input_grad: bool) -> (Tensor, Back) {
        let weight = pass.params.get(self.weight);
        let bias = self.bias.map(|id| pass.params.get(id));
        let x = self.padded(x);
        let y = x.clone().conv2d(weight.clone(), bias, self.options);
        let op = self.clone();
        let back: Back = Box::new(move |grad, grads| {
            if let Some(bias) = op.bias {
                grads.put(bias, grad.clone().sum_channels());
            }
            let (input, of) = (x.clone(), weight.clone());
            grads.put(op.weight, grad.clone().conv2d_weight_grad(input, of, op.options));
            if !input_grad {
                return None;
            }
            let grad = grad.conv2d_input_grad(x, weight, op.options);
            Some(match op.pads {
                Some(pads) => grad.crop(pads, op.size),
                None => grad,
            })
        });
        (y, back)
    }
}
