//! Pooling layers.

use super::Padding;
use serde::{Deserialize, Serialize};

/// 2-D max pooling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MaxPool2d {
    /// `[height, width]` of the window.
    pub kernel: [usize; 2],
    /// Step of the window, `[height, width]`.
    pub stride: [usize; 2],
    /// Around the input, as minus infinity.
    pub padding: Padding,
    /// Round the output size up instead of down (PyTorch's `ceil_mode`).
    #[serde(default)]
    pub ceil_mode: bool,
}

/// 2-D average pooling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AvgPool2d {
    /// `[height, width]` of the window.
    pub kernel: [usize; 2],
    /// Step of the window, `[height, width]`.
    pub stride: [usize; 2],
    /// Around the input, as zeros.
    pub padding: Padding,
    /// Round the output size up instead of down (PyTorch's `ceil_mode`).
    #[serde(default)]
    pub ceil_mode: bool,
    /// Whether padded zeros count in the mean (PyTorch's default: yes).
    #[serde(default = "yes")]
    pub count_include_pad: bool,
}

/// Mean over height and width: C×H×W becomes the vector C.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GlobalAvgPool {}

fn yes() -> bool {
    true
}
