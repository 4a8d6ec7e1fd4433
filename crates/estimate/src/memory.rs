//! What training a network needs to remember.

use filtro_program::Program;
use filtro_recipe::Optimizer;

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

impl Memory {
    /// Of a network with so many trained parameters and so many saved values of one sample, with
    /// batches of `batch` pictures.
    pub const fn of(parameters: u64, saved: u64, batch: usize, optimizer: Optimizer) -> Self {
        let weights = parameters.saturating_mul(FLOAT);
        let states = match optimizer {
            Optimizer::Sgd => 0,
            Optimizer::Momentum => 1,
            Optimizer::Adam => 2,
        };
        Self {
            weights,
            gradients: weights,
            optimizer: weights.saturating_mul(states),
            activations: saved.saturating_mul(batch as u64).saturating_mul(FLOAT),
        }
    }
}

/// What training takes with batches of `batch` pictures.
pub fn training_memory(program: &Program, batch: usize, optimizer: Optimizer) -> Memory {
    Memory::of(program.parameters(), program.saved(), batch, optimizer)
}

/// Bytes of the largest output of a batch.
pub const fn largest_output(program: &Program, batch: usize) -> u64 {
    program.largest_output().saturating_mul(batch as u64).saturating_mul(FLOAT)
}

/// Bytes that a training run takes at its worst moment, with everything around the parts of its
/// [`training_memory`].
pub fn training_peak(program: &Program, batch: usize, optimizer: Optimizer) -> u64 {
    let memory = training_memory(program, batch, optimizer);
    // Beside the weights those of the last checkpoint; beside the gradients the layers' own,
    // before they are gathered; a checkpoint on its way out, twice; the gradient on its way back.
    let checkpoint = memory.weights.saturating_add(memory.optimizer).saturating_mul(2);
    let back = largest_output(program, batch).saturating_mul(2);
    [memory.weights, memory.gradients, checkpoint, back]
        .into_iter()
        .fold(memory.total(), u64::saturating_add)
}
