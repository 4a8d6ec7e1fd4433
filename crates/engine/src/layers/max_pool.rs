//! Max pooling.

use super::Back;
use crate::tensor::{Pads, PoolWindow, Tensor};
use filtro_net::WindowFormula;
use filtro_net::catalogue::MaxPool2d;

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
    /// `axes` is the window's arithmetic for this input.
    pub(crate) fn new(layer: &MaxPool2d, axes: &[WindowFormula; 2]) -> Self {
        let size = axes.map(|axis| axis.size);
        let (kernel, stride) = (layer.kernel, layer.stride);
        let even = axes.iter().all(|axis| axis.pad_before == axis.pad_after && !axis.ceil);
        if even {
            let window = PoolWindow { kernel, stride, padding: axes.map(|axis| axis.pad_before) };
            return Self { window, pads: None, size };
        }
        let window = PoolWindow { kernel, stride, padding: [0, 0] };
        Self { window, pads: Some(covering(axes)), size }
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

/// Padding up to the end of the last window; less than the layer's own where that is not reached.
pub(super) fn covering(axes: &[WindowFormula; 2]) -> Pads {
    axes.map(|axis| {
        let last = axis.result.saturating_sub(1).saturating_mul(axis.stride);
        let end = last.saturating_add(axis.kernel);
        (axis.pad_before, end.saturating_sub(axis.size.saturating_add(axis.pad_before)))
    })
}
