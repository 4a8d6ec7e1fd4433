//! Dense (fully connected) layer.

use serde::{Deserialize, Serialize};

/// Dense layer: y = W x + b on a vector.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dense {
    /// Output values.
    pub units: usize,
    /// Whether a bias is added.
    #[serde(default = "yes")]
    pub bias: bool,
}

fn yes() -> bool {
    true
}
