//! What convolution and pooling share: a window that slides over height and width.

use crate::check::Problem;
use crate::infer::WindowFormula;
use crate::shape::Shape;
use serde::{Deserialize, Serialize};

/// Zeros (for max pooling: minus infinity) around the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Padding {
    /// None.
    #[default]
    Valid,
    /// Output size ⌈input / stride⌉; an odd pixel goes to the end (ONNX `SAME_UPPER`).
    Same,
    /// This many rows above and below, columns left and right: `[height, width]`.
    Explicit([usize; 2]),
}

impl Padding {
    /// Rows and columns to add to an input of `size`, `(before, after)` for height and for width.
    ///
    /// With [`Padding::Same`] the total of an axis is
    /// max(0, (⌈size/stride⌉ − 1)·stride + dilation·(kernel − 1) + 1 − size), the smaller half of
    /// it before. All arguments are `[height, width]`.
    pub fn resolve(
        self,
        size: [usize; 2],
        kernel: [usize; 2],
        dilation: [usize; 2],
        stride: [usize; 2],
    ) -> [(usize, usize); 2] {
        match self {
            Self::Valid => [(0, 0); 2],
            Self::Explicit([height, width]) => [(height, height), (width, width)],
            Self::Same => {
                let [(sh, kh), (sw, kw)] = zip(size, kernel);
                let [(dh, th), (dw, tw)] = zip(dilation, stride);
                [same(sh, reach(kh, dh), th), same(sw, reach(kw, dw), tw)]
            }
        }
    }
}

/// The window of a convolution or pooling layer; every pair is `[height, width]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Taps of the window.
    pub kernel: [usize; 2],
    /// Step of the window.
    pub stride: [usize; 2],
    /// Distance between taps.
    pub dilation: [usize; 2],
    /// Around the input.
    pub padding: Padding,
    /// Round the output size up instead of down.
    pub ceil_mode: bool,
}

impl Window {
    /// Height and width that the window covers: dilation·(kernel − 1) + 1 on each axis.
    pub fn reach(&self) -> [usize; 2] {
        let [height, width] = zip(self.kernel, self.dilation);
        [reach(height.0, height.1), reach(width.0, width.1)]
    }

    /// Padding for an input of `[height, width]`; see [`Padding::resolve`].
    pub fn pads(&self, size: [usize; 2]) -> [(usize, usize); 2] {
        self.padding.resolve(size, self.kernel, self.dilation, self.stride)
    }

    /// The arithmetic of both axes for an input of `[height, width]`.
    ///
    /// # Errors
    /// [`Problem::WindowTooLarge`] where the dilated window exceeds the padded input on an axis
    /// (also with `ceil_mode`, where PyTorch lets some such windows through).
    pub fn slide(&self, size: [usize; 2]) -> Result<[WindowFormula; 2], Problem> {
        let [pad_h, pad_w] = self.pads(size);
        let [(size_h, kernel_h), (size_w, kernel_w)] = zip(size, self.kernel);
        let [(dilation_h, stride_h), (dilation_w, stride_w)] = zip(self.dilation, self.stride);
        let axis = |size, pad: (usize, usize), kernel, dilation, stride| {
            WindowFormula::new(size, pad, kernel, dilation, stride, self.ceil_mode)
        };
        let height = axis(size_h, pad_h, kernel_h, dilation_h, stride_h);
        let width = axis(size_w, pad_w, kernel_w, dilation_w, stride_w);
        match (height, width) {
            (Some(height), Some(width)) => Ok([height, width]),
            _ => Err(Problem::WindowTooLarge {
                window: self.reach(),
                input: [padded(size_h, pad_h), padded(size_w, pad_w)],
            }),
        }
    }

    /// [`Window::slide`] over a map.
    pub(crate) fn over(&self, input: Shape) -> Result<[WindowFormula; 2], Problem> {
        match input {
            Shape::Map { height, width, .. } => self.slide([height, width]),
            Shape::Vector(_) => Err(Problem::NeedsMap { found: input }),
        }
    }
}

impl WindowFormula {
    /// The output size of one axis; `None` where the window does not fit even once.
    ///
    /// ⌊(size + before + after − dilation·(kernel − 1) − 1) / stride⌋ + 1, or rounded up with
    /// `ceil`, where a last window that would start behind the input and its leading padding is
    /// dropped (PyTorch's rule).
    pub fn new(
        size: usize,
        (pad_before, pad_after): (usize, usize),
        kernel: usize,
        dilation: usize,
        stride: usize,
        ceil: bool,
    ) -> Option<Self> {
        let room = padded(size, (pad_before, pad_after)).checked_sub(reach(kernel, dilation))?;
        let step = stride.max(1);
        let steps = if ceil { room.div_ceil(step) } else { room / step };
        let outside = ceil && steps.saturating_mul(step) >= size.saturating_add(pad_before);
        let result = if outside { steps } else { steps.saturating_add(1) };
        Some(Self { size, pad_before, pad_after, kernel, dilation, stride, ceil, result })
    }

    /// Rows (or columns) of the real input behind the last window, padding not counted.
    pub fn unused(&self) -> usize {
        let last = self.result.saturating_sub(1).saturating_mul(self.stride);
        let end = last.saturating_add(reach(self.kernel, self.dilation));
        self.size.saturating_add(self.pad_before).saturating_sub(end).min(self.size)
    }
}

/// dilation·(kernel − 1) + 1.
fn reach(kernel: usize, dilation: usize) -> usize {
    kernel.saturating_sub(1).saturating_mul(dilation).saturating_add(1)
}

fn padded(size: usize, (before, after): (usize, usize)) -> usize {
    size.saturating_add(before).saturating_add(after)
}

fn same(size: usize, reach: usize, stride: usize) -> (usize, usize) {
    let stride = stride.max(1);
    let last = size.div_ceil(stride).saturating_sub(1).saturating_mul(stride);
    let total = last.saturating_add(reach).saturating_sub(size);
    (total / 2, total - total / 2)
}

fn zip([a, b]: [usize; 2], [x, y]: [usize; 2]) -> [(usize, usize); 2] {
    [(a, x), (b, y)]
}
