//! Edits: everything that a drag, a click, a key or a fix can do to a network.

use crate::network::{Item, NodeId};
use crate::param::{Field, Value};
use serde::{Deserialize, Serialize};

/// A sequence of the document: the network's own, or one lane of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lane {
    /// The network's own sequence.
    Root,
    /// Lane `lane` of the block `block`; a residual's body is 0 and its shortcut 1.
    Of {
        /// The block.
        block: NodeId,
        /// Which of its lanes.
        lane: usize,
    },
}

/// A gap between two nodes: `index` nodes stand before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

/// One change of a network. A move's `to` counts gaps as they are before the node is taken out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// Put a new item at `at`; ids inside it are given anew.
    Insert {
        /// Where.
        at: Place,
        /// What.
        item: Item,
    },
    /// Move a node.
    Move {
        /// Which.
        id: NodeId,
        /// Where to.
        to: Place,
    },
    /// Take a node out.
    Remove {
        /// Which.
        id: NodeId,
    },
    /// Put a copy (with new ids) behind a node.
    Duplicate {
        /// Which.
        id: NodeId,
    },
    /// Set one parameter of a layer.
    Set {
        /// Which layer.
        id: NodeId,
        /// Which parameter.
        field: Field,
        /// Its value; checked against the table's kind, not its range (ranges are diagnostics).
        value: Value,
    },
    /// Name a node; empty takes the name away.
    Rename {
        /// Which.
        id: NodeId,
        /// The name.
        name: String,
    },
    /// Set the input shape.
    SetInput([usize; 3]),
    /// Name the network.
    SetTitle(String),
    /// Give every node a fresh id.
    RenumberIds,
}
