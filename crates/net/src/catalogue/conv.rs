//! 2-D convolution.

use super::Padding;
use serde::{Deserialize, Serialize};

/// 2-D convolution (cross-correlation, as every framework computes it).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conv2d {
    /// Output channels.
    pub filters: usize,
    /// `[height, width]` of the window.
    pub kernel: [usize; 2],
    /// Step of the window, `[height, width]`.
    #[serde(default = "ones")]
    pub stride: [usize; 2],
    /// Around the input.
    pub padding: Padding,
    /// Distance between the window's taps, `[height, width]`.
    #[serde(default = "ones")]
    pub dilation: [usize; 2],
    /// Input and output channels are cut into this many groups that do not see each other.
    #[serde(default = "one")]
    pub groups: usize,
    /// Whether a bias is added per filter.
    #[serde(default = "yes")]
    pub bias: bool,
}

fn ones() -> [usize; 2] {
    [1, 1]
}
fn one() -> usize {
    1
}
fn yes() -> bool {
    true
}
