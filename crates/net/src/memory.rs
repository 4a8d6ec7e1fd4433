//! What training a network needs to remember.

use crate::report::Report;
use crate::shape::Shape;
use crate::train::Optimizer;

/// Bytes that a training run holds between the way forward and the way back of a step, as 32-bit
/// floats.
///
/// Beside it a step makes short-lived values: the gradient on its way back (about twice the
/// largest tensor) and what a convolution lines up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// The trained parameters.
    pub weights: u64,
    /// A gradient for each.
    pub gradients: u64,
    /// What the optimiser remembers: nothing for plain SGD, a velocity for momentum, two moments
    /// for Adam.
    pub optimizer: u64,
    /// Values of the batch that the way back needs.
    pub activations: u64,
}

impl Memory {
    /// All of it.
    pub const fn total(&self) -> u64 {
        self.weights
            .saturating_add(self.gradients)
            .saturating_add(self.optimizer)
            .saturating_add(self.activations)
    }
}

/// Bytes of a 32-bit float.
const FLOAT: u64 = 4;

/// What training the network of `report` takes with batches of `batch` pictures.
pub fn training_memory(report: &Report, batch: usize, optimizer: Optimizer) -> Memory {
    let weights = report.parameters.saturating_mul(FLOAT);
    let states = match optimizer {
        Optimizer::Sgd => 0,
        Optimizer::Momentum => 1,
        Optimizer::Adam => 2,
    };
    Memory {
        weights,
        gradients: weights,
        optimizer: weights.saturating_mul(states),
        activations: report.activations.saturating_mul(batch as u64).saturating_mul(FLOAT),
    }
}

/// Bytes of the largest output of a batch.
pub fn largest_output(report: &Report, batch: usize) -> u64 {
    let outputs = report.nodes.iter().filter_map(|node| node.output);
    let output = outputs.map(Shape::values).max().unwrap_or_default();
    output.saturating_mul(batch as u64).saturating_mul(FLOAT)
}

/// Bytes that a training run takes at its worst moment, with everything around the parts of its
/// [`training_memory`].
pub fn training_peak(report: &Report, batch: usize, optimizer: Optimizer) -> u64 {
    let memory = training_memory(report, batch, optimizer);
    // Beside the weights those of the last checkpoint; beside the gradients the layers' own,
    // before they are gathered; a checkpoint on its way out, twice; the gradient on its way back.
    let checkpoint = memory.weights.saturating_add(memory.optimizer).saturating_mul(2);
    let back = largest_output(report, batch).saturating_mul(2);
    [memory.weights, memory.gradients, checkpoint, back]
        .into_iter()
        .fold(memory.total(), u64::saturating_add)
}
