//! Batch normalisation.

use serde::{Deserialize, Serialize};

/// Batch normalisation over the channels of a map or the values of a vector
/// (Ioffe and Szegedy, 2015), with PyTorch's meaning of `momentum`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BatchNorm2d {
    /// Added to the variance.
    pub epsilon: f64,
    /// Share of the new batch in the running statistics.
    pub momentum: f64,
}
