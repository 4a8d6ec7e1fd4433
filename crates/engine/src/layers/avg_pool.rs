//! Average pooling.

use super::pass::Back;
use crate::device::Device;
use crate::tensor::Tensor;
use crate::window::PoolWindow;
use filtro_net::WindowFormula;
use filtro_program::{AvgPool, Pads};

/// An average pooling on inputs of a known size.
#[derive(Clone, Debug)]
pub(crate) struct AvgPoolOp {
    window: PoolWindow,
    pads: Option<Pads>,
    /// Window's area over what each output is divided by, 1×1×H'×W'.
    scale: Option<Tensor>,
    /// `[height, width]` of the input.
    size: [usize; 2],
}

impl AvgPoolOp {
    pub(crate) fn new(pool: &AvgPool, device: &Device) -> Self {
        let AvgPool { axes, pads, count_include_pad } = pool;
        let (kernel, stride) = (axes.map(|axis| axis.kernel), axes.map(|axis| axis.stride));
        let window = PoolWindow { kernel, stride, padding: [0, 0] };
        let [rows, columns] = axes.map(|axis| counts(&axis, *count_include_pad));
        let area = kernel.iter().product::<usize>() as f32;
        let scale: Vec<f32> = rows
            .iter()
            .flat_map(|row| columns.iter().map(move |column| area / (row * column) as f32))
            .collect();
        let whole = scale.iter().all(|scale| (scale - 1.0).abs() < f32::EPSILON);
        let dims = [1, 1, rows.len(), columns.len()];
        let scale = (!whole).then(|| Tensor::new(scale, &dims, device));
        Self { window, pads: *pads, scale, size: axes.map(|axis| axis.size) }
    }

    fn padded(&self, x: Tensor) -> Tensor {
        match self.pads {
            Some(pads) => x.pad(pads, 0.0),
            None => x,
        }
    }

    fn scaled(&self, x: Tensor) -> Tensor {
        match &self.scale {
            Some(scale) => x.mul(scale.clone()),
            None => x,
        }
    }

    pub(crate) fn infer(&self, x: Tensor) -> Tensor {
        self.scaled(self.padded(x).avg_pool2d(self.window))
    }

    pub(crate) fn train(&self, x: Tensor) -> (Tensor, Back) {
        let x = self.padded(x);
        let y = self.scaled(x.clone().avg_pool2d(self.window));
        let op = self.clone();
        let back: Back = Box::new(move |grad, _| {
            let grad = op.scaled(grad).avg_pool2d_grad(x, op.window);
            Some(match op.pads {
                Some(pads) => grad.crop(pads, op.size),
                None => grad,
            })
        });
        (y, back)
    }
}

/// Rows (or columns) that PyTorch counts for each output: those of the input, or with
/// `include_pad` those of the input and its padding, but never those that only rounding up
/// reaches.
fn counts(axis: &WindowFormula, include_pad: bool) -> Vec<usize> {
    let (first, last) = if include_pad {
        (0, axis.pad_before + axis.size + axis.pad_after)
    } else {
        (axis.pad_before, axis.pad_before + axis.size)
    };
    (0..axis.result)
        .map(|at| {
            let start = at * axis.stride;
            let end = start + axis.kernel;
            end.min(last).saturating_sub(start.max(first)).max(1)
        })
        .collect()
}
