//! What convolution and pooling share: a window that slides over height and width.

use crate::formula::WindowFormula;
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;
use serde::Serialize;

/// Zeros (for max pooling: minus infinity) around the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
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
    /// [`ShapeProblem::WindowTooLarge`] where the dilated window exceeds the padded input on an axis
    /// (also with `ceil_mode`, where PyTorch lets some such windows through).
    pub fn slide(&self, size: [usize; 2]) -> Result<[WindowFormula; 2], ShapeProblem> {
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
            _ => Err(ShapeProblem::WindowTooLarge {
                window: self.reach(),
                input: [padded(size_h, pad_h), padded(size_w, pad_w)],
            }),
        }
    }

    /// [`Window::slide`] over a map.
    pub(crate) fn over(&self, input: Shape) -> Result<[WindowFormula; 2], ShapeProblem> {
        match input {
            Shape::Map { height, width, .. } => self.slide([height, width]),
            Shape::Vector(_) => Err(ShapeProblem::NeedsMap { found: input }),
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

    /// Up to the end of the last window, padding before the input counted.
    const fn covered(&self) -> usize {
        let last = self.result.saturating_sub(1).saturating_mul(self.stride);
        last.saturating_add(reach(self.kernel, self.dilation))
    }

    /// Rows (or columns) of the real input behind the last window, padding not counted.
    pub fn unused(&self) -> usize {
        let end = self.covered();
        self.size.saturating_add(self.pad_before).saturating_sub(end).min(self.size)
    }
}

/// dilation·(kernel − 1) + 1.
const fn reach(kernel: usize, dilation: usize) -> usize {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn formula(window: Window, size: usize) -> Option<WindowFormula> {
        window.slide([size; 2]).ok().map(|[height, _]| height)
    }

    fn window(kernel: usize, stride: usize, dilation: usize, padding: Padding) -> Window {
        let [kernel, stride, dilation] = [kernel, stride, dilation].map(|size| [size; 2]);
        Window { kernel, stride, dilation, padding, ceil_mode: false }
    }

    fn any_window() -> impl Strategy<Value = Window> {
        let explicit = (0_usize..5).prop_map(|size| Padding::Explicit([size; 2]));
        let padding = prop_oneof![Just(Padding::Valid), Just(Padding::Same), explicit];
        (1_usize..8, 1_usize..6, 1_usize..4, padding, any::<bool>()).prop_map(
            |(kernel, stride, dilation, padding, ceil_mode)| {
                let padding = match padding {
                    Padding::Explicit(sizes) if ceil_mode => {
                        Padding::Explicit(sizes.map(|size| size.min(kernel / 2)))
                    }
                    padding => padding,
                };
                Window { ceil_mode, ..window(kernel, stride, dilation, padding) }
            },
        )
    }

    proptest! {
        /// Counted by sliding the window along; in ceil mode one more that hangs over the end
        /// counts if it begins on the input or the padding before it. Only pooling has that mode,
        /// with at most half a kernel of padding.
        #[test]
        fn the_formula_counts_windows(window in any_window(), size in 1_usize..40) {
            let [(before, after), _] = window.pads([size; 2]);
            let [reach, _] = window.reach();
            let [stride, _] = window.stride;
            let padded = before + size + after;
            let starts = || (0..padded).step_by(stride);
            let full = starts().filter(|start| start + reach <= padded).count();
            let covered = full > 0 && (full - 1) * stride + reach == padded;
            let hangs = window.ceil_mode && !covered && full * stride < size + before;
            let expected = (full > 0).then_some(full + usize::from(hangs));
            prop_assert_eq!(formula(window, size).map(|found| found.result), expected);
        }

        #[test]
        fn same_padding_keeps_the_size_over_the_stride(window in any_window(), size in 1_usize..40) {
            let window = Window { padding: Padding::Same, ..window };
            let found = formula(window, size).unwrap();
            prop_assert_eq!(found.result, size.div_ceil(window.stride[0]));
            prop_assert!(found.pad_after - found.pad_before <= 1);
            // One less would lose a window.
            if let Some(less) = found.pad_after.checked_sub(1) {
                let pads = (found.pad_before, less);
                let floor = WindowFormula::new(
                    size, pads, found.kernel, found.dilation, found.stride, false,
                );
                prop_assert!(floor.is_none_or(|floor| floor.result < found.result));
            }
        }

        #[test]
        fn unused_rows_are_those_no_window_covers(window in any_window(), size in 1_usize..40) {
            if let Some(found) = formula(window, size) {
                let end = (found.result - 1) * found.stride + window.reach()[0];
                let rows = (found.pad_before..found.pad_before + size).filter(|row| *row >= end);
                prop_assert_eq!(found.unused(), rows.count());
            }
        }
    }

    /// Values that PyTorch gives.
    #[test]
    fn sizes_are_pytorchs() {
        let out = |window, size| formula(window, size).map(|found| found.result);
        assert_eq!(out(window(5, 1, 1, Padding::Valid), 32), Some(28));
        assert_eq!(out(window(11, 4, 1, Padding::Explicit([2, 2])), 224), Some(55));
        assert_eq!(out(window(7, 2, 1, Padding::Explicit([3, 3])), 224), Some(112));
        assert_eq!(out(window(3, 1, 2, Padding::Valid), 5), Some(1));
        assert_eq!(out(window(3, 1, 2, Padding::Valid), 4), None);
        let ceil = |kernel, stride, padding| Window {
            ceil_mode: true,
            ..window(kernel, stride, 1, padding)
        };
        assert_eq!(out(ceil(3, 2, Padding::Valid), 112), Some(56));
        assert_eq!(out(ceil(2, 2, Padding::Valid), 7), Some(4));
        // The fourth window would begin in the padding behind.
        assert_eq!(out(ceil(2, 2, Padding::Explicit([1, 1])), 5), Some(3));
    }

    #[test]
    fn too_large_a_window_is_told_with_both_sizes() {
        let wide = Window { kernel: [3, 5], ..window(3, 1, 2, Padding::Explicit([1, 0])) };
        let expected = ShapeProblem::WindowTooLarge { window: [5, 9], input: [6, 8] };
        assert_eq!(wide.slide([4, 8]), Err(expected));
    }
}
