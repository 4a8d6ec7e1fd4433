//! Training that has come apart.

/// The loss is no number any more, or absurd.
#[derive(Debug, thiserror::Error)]
#[error(
    "training has diverged at step {step}, in epoch {epoch}: the loss is {loss:.3e}; try a \
         learning rate below {rate:?}{kept}"
)]
pub(super) struct Diverged {
    /// Steps of the run.
    pub(super) step: u32,
    /// From 1.
    pub(super) epoch: u32,
    pub(super) loss: f64,
    /// The learning rate.
    pub(super) rate: f64,
    /// Where the last good weights are.
    pub(super) kept: String,
}
