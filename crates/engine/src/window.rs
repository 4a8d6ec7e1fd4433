//! How windows slide.

use filtro_program::Conv;

/// Stride, padding on each side, dilation and groups of a convolution; every pair is
/// `[height, width]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ConvOptions {
    pub(crate) stride: [usize; 2],
    pub(crate) padding: [usize; 2],
    pub(crate) dilation: [usize; 2],
    pub(crate) groups: usize,
}

impl ConvOptions {
    /// Of a program's convolution; padding that differs between the sides is made before it.
    pub(crate) fn of(conv: &Conv) -> Self {
        let padding = match conv.uneven() {
            Some(_) => [0, 0],
            None => conv.pads.map(|(before, _)| before),
        };
        Self { stride: conv.stride, padding, dilation: conv.dilation, groups: conv.groups }
    }
}

/// A pooling window: `[height, width]` of kernel, stride and padding on each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PoolWindow {
    pub(crate) kernel: [usize; 2],
    pub(crate) stride: [usize; 2],
    pub(crate) padding: [usize; 2],
}
