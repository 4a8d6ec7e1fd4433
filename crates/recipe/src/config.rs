//! The settings of a run.

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

impl TrainConfig {
    /// Pictures of the smallest step of an epoch over so many: the last may be short. None in an
    /// epoch without pictures.
    pub const fn smallest_step(&self, pictures: usize) -> Option<usize> {
        let batch = if self.batch_size == 0 { 1 } else { self.batch_size };
        match (pictures, pictures % batch) {
            (0, _) => None,
            (_, 0) => Some(batch),
            (_, rest) => Some(rest),
        }
    }
}

impl Default for TrainConfig {
    fn default() -> Self {
        Self { optimizer: Optimizer::Adam, learning_rate: 1e-3, batch_size: 64, epochs: 5, seed: 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_step_is_the_last() {
        let of = |batch_size, pictures| {
            TrainConfig { batch_size, ..TrainConfig::default() }.smallest_step(pictures)
        };
        assert_eq!([of(64, 129), of(64, 128), of(64, 10)], [Some(1), Some(64), Some(10)]);
        assert_eq!([of(1, 5), of(0, 5), of(8, 0)], [Some(1), Some(1), None]);
        for (batch, pictures) in [(7, 50), (64, 45_000), (3, 4)] {
            let sizes: Vec<_> =
                (0..pictures).collect::<Vec<_>>().chunks(batch).map(<[_]>::len).collect();
            assert_eq!(of(batch, pictures), sizes.into_iter().min());
        }
    }
}
