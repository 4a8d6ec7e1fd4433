//! Dropout.

use serde::{Deserialize, Serialize};

/// Dropout (Srivastava et al., 2014): in training, each value is zeroed with probability `rate`
/// and the others scaled by 1 / (1 − rate).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dropout {
    /// Probability in `0.0..1.0`.
    pub rate: f64,
}
