//! What the fold carries from node to node, and what it must not exceed.

use crate::address::{NodeId, Place};
use crate::node::Node;
use crate::receptive::Receptive;
use crate::shape::Shape;

/// What a data set demands of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Shape of its pictures, `[channels, height, width]`.
    pub input: [usize; 3],
    /// Number of its classes.
    pub classes: usize,
}

/// Most values of one tensor of one sample, and most parameters: 2²⁸, 1 GiB of 32-bit floats,
/// which a browser's largest buffer and a 32-bit wasm memory with an optimiser's state hold
/// just so.
pub(crate) const LARGEST: u64 = 1 << 28;

/// What flows between two nodes: a shape, assumed where an error stands before it.
#[derive(Clone, Copy)]
pub(super) struct Flow {
    pub(super) shape: Shape,
    pub(super) sound: bool,
    /// What each value sees of the picture.
    pub(super) seen: Receptive,
    /// Layers with weights on the longest path to here.
    pub(super) depth: usize,
}

impl Flow {
    pub(super) fn known(self) -> Option<Shape> {
        self.sound.then_some(self.shape)
    }
}

/// Where a layer stands and what reaches it.
pub(super) struct Spot<'a> {
    pub(super) node: &'a Node,
    pub(super) place: Place,
    pub(super) flow: Flow,
    /// The node of the same lane that made a vector of a map.
    pub(super) flattened: Option<(NodeId, Place)>,
}
