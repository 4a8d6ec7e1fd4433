//! Max pooling.

use super::pass::Back;
use crate::tensor::Tensor;
use crate::window::PoolWindow;
use filtro_program::{MaxPool, Pads};

/// A max pooling on inputs of a known size.
#[derive(Clone, Debug)]
pub(crate) struct MaxPoolOp {
    window: PoolWindow,
    /// Padding that the backends' pooling cannot do itself.
    pads: Option<Pads>,
    /// `[height, width]` of the input.
    size: [usize; 2],
}

impl MaxPoolOp {
    pub(crate) fn new(MaxPool { axes, pads }: &MaxPool) -> Self {
        let padding = match pads {
            Some(_) => [0, 0],
            None => axes.map(|axis| axis.pad_before),
        };
        let (kernel, stride) = (axes.map(|axis| axis.kernel), axes.map(|axis| axis.stride));
        let window = PoolWindow { kernel, stride, padding };
        Self { window, pads: *pads, size: axes.map(|axis| axis.size) }
    }

    /// Over whole maps of `[height, width]`.
    pub(crate) const fn global(size: [usize; 2]) -> Self {
        let window = PoolWindow { kernel: size, stride: [1, 1], padding: [0, 0] };
        Self { window, pads: None, size }
    }

    fn padded(&self, x: Tensor) -> Tensor {
        match self.pads {
            // Every window begins on the input or on padding at most half its size before it,
            // so it holds a real value, which is not below this one.
            Some(pads) => x.pad(pads, f32::MIN),
            None => x,
        }
    }

    pub(crate) fn infer(&self, x: Tensor) -> Tensor {
        self.padded(x).max_pool2d(self.window)
    }

    pub(crate) fn train(&self, x: Tensor) -> (Tensor, Back) {
        let x = self.padded(x);
        let (y, indices) = x.clone().max_pool2d_indexed(self.window);
        let op = self.clone();
        let back: Back = Box::new(move |grad, _| {
            let grad = grad.max_pool2d_grad(x, indices, op.window);
            Some(match op.pads {
                Some(pads) => grad.crop(pads, op.size),
                None => grad,
            })
        });
        (y, back)
    }
}
