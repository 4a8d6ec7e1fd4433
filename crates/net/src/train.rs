//! Training settings: part of the document's neighbourhood because page, worker, engine and
//! command line all speak of them.

use serde::{Deserialize, Serialize};

/// The optimisers, with PyTorch's meaning of every number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Optimizer {
    /// Plain stochastic gradient descent.
    Sgd,
    /// SGD with momentum 0.9.
    Momentum,
    /// Adam, β 0.9/0.999, ε 1e-8 (Kingma and Ba, 2015).
    Adam,
}

/// Settings of one training run.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrainConfig {
    /// The optimiser.
    pub optimizer: Optimizer,
    /// Learning rate; may change during a run.
    pub learning_rate: f64,
    /// Images a step.
    pub batch_size: usize,
    /// Passes over the training part.
    pub epochs: usize,
    /// Fixes initialisation, shuffling and dropout.
    pub seed: u64,
}

impl Default for TrainConfig {
    fn default() -> Self {
        Self { optimizer: Optimizer::Adam, learning_rate: 1e-3, batch_size: 64, epochs: 5, seed: 1 }
    }
}
