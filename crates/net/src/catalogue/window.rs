//! What convolution and pooling share: a window that slides over height and width.

use serde::{Deserialize, Serialize};

/// Zeros (for max pooling: minus infinity) around the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Padding {
    /// None.
    Valid,
    /// Output size ⌈input / stride⌉; an odd pixel goes to the end (ONNX `SAME_UPPER`).
    Same,
    /// This many rows above and below, columns left and right: `[height, width]`.
    Explicit([usize; 2]),
}
