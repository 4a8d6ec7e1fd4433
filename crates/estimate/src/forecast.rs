//! What is said of a run before it begins, and how it is judged afterwards.

use crate::room::Fit;

/// What validation costs a picture, as a share of training: there is no way back.
pub const FORWARD_SHARE: f64 = 0.35;
/// Milliseconds that a trial step may take.
const TRIAL: f64 = 120.0;

/// Pictures of a trial step: the batch, or the largest half of a half of it whose step takes no
/// longer than 120 ms; `step` says how many milliseconds a step of so many pictures takes.
pub fn trial_batch(batch: usize, step: impl Fn(usize) -> f64) -> usize {
    let halves = std::iter::successors(Some(batch), |batch| Some(batch / 2));
    halves.take_while(|batch| *batch > 1).find(|trial| step(*trial) <= TRIAL).unwrap_or(1)
}

/// Milliseconds of an epoch whose steps of `batch` pictures take `step` milliseconds, validation
/// included.
pub fn epoch(step: f64, batch: usize, training: u32, validation: u32) -> f64 {
    // The last step of an epoch is as short as what is left for it.
    let validation = f64::from(validation) * FORWARD_SHARE;
    step * (f64::from(training) + validation) / batch.max(1) as f64
}

/// What a forecast of time comes from, the best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// From small networks that were timed.
    Parts,
    /// From trial steps of this network.
    Trial,
    /// From its last run.
    Run,
}

/// A prediction and what came of it, in milliseconds of a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Said before.
    pub predicted: f64,
    /// Found.
    pub measured: f64,
}

impl Judged {
    /// How far the prediction was off, as a share of what was measured.
    pub fn error(&self) -> f64 {
        (self.predicted / self.measured - 1.0).abs()
    }
}

/// What a run of the present network with the present settings takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// Milliseconds of a step, where the device's speed is known.
    pub step: Option<f64>,
    /// Milliseconds of an epoch, validation included, where there is a data set too.
    pub epoch: Option<f64>,
    /// How far the last prediction on this device was off.
    pub error: Option<f64>,
    /// What the times come from.
    pub basis: Basis,
    /// Memory, and whether there is enough.
    pub fit: Fit,
}
