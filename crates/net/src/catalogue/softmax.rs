//! Softmax.

use serde::{Deserialize, Serialize};

/// Softmax over a vector. As the last layer it is where the probabilities are read; training
/// computes cross-entropy from the values before it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Softmax {}
