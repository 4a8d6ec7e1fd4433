//! What layers compute with, and how gradients flow back through them.

use crate::device::Device;
use crate::params::{Gathered, Params};
use crate::tensor::Tensor;

/// The way back through a layer: takes the gradient at its output, hands out those of its
/// parameters and returns that at its input, where one was asked for.
pub(crate) type Back = Box<dyn FnOnce(Tensor, &mut Gathered) -> Option<Tensor>>;

/// What a layer computes with.
#[derive(Clone, Copy)]
pub(crate) struct State<'a> {
    /// Trained parameters.
    pub(crate) params: &'a Params,
    /// Running statistics of batch norms.
    pub(crate) running: &'a Params,
}

/// One training step under way.
pub(crate) struct Pass<'a> {
    pub(crate) params: &'a Params,
    /// Statistics of this batch.
    pub(crate) statistics: Gathered,
    pub(crate) seed: u64,
    /// Steps done before.
    pub(crate) step: u64,
    pub(crate) device: &'a Device,
}
