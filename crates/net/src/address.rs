//! Addresses within a document: which node, which sequence, which gap.

use serde::{Deserialize, Serialize};

/// Names a node for its whole life: selection, undo, weights and probes hang on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeId(pub u32);

/// A sequence of the document: the network's own, or one lane of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// The network's own sequence.
    Root,
    /// Lane `lane` of the block `block`; a residual's body is 0 and its shortcut 1.
    Of {
        /// The block.
        block: NodeId,
        /// Counted from 0.
        lane: usize,
    },
}

/// A gap between two nodes: `index` nodes stand before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The sequence.
    pub lane: Lane,
    /// `0..=length` of it.
    pub index: usize,
}

impl Place {
    /// A gap of the network's own sequence.
    pub const fn root(index: usize) -> Self {
        Self { lane: Lane::Root, index }
    }
}
