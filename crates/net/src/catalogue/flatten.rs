//! Flatten.

use serde::{Deserialize, Serialize};

/// C×H×W becomes the vector C·H·W, channels slowest. A vector passes unchanged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Flatten {}
