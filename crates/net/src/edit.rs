//! Edits: everything that a drag, a click, a key or a fix can do to a network.

use crate::address::{NodeId, Place};
use crate::layer::SetError;
use crate::node::{BlockSort, Item, Merge};
use crate::param::{Field, Value};
use thiserror::Error;

/// One change of a network. A move's `to` counts gaps as they are before the node is taken out.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Put a new item at `at`; ids inside it are given anew.
    Insert {
        /// The gap that it goes into.
        at: Place,
        /// A layer, or a block with its contents.
        item: Item,
    },
    /// Move a node.
    Move {
        /// The node that is moved, a block with its contents.
        id: NodeId,
        /// The gap that it goes into, not inside of itself.
        to: Place,
    },
    /// Take a node out.
    Remove {
        /// The node that goes, a block with its contents.
        id: NodeId,
    },
    /// Put a copy (with new ids) behind a node.
    Duplicate {
        /// The node that is copied, a block with its contents.
        id: NodeId,
    },
    /// Set one parameter of a layer.
    Set {
        /// The layer.
        id: NodeId,
        /// A parameter of its table.
        field: Field,
        /// Its value; checked against the table's kind, not its range (ranges are diagnostics).
        value: Value,
    },
    /// Name a node; empty takes the name away.
    Rename {
        /// The node.
        id: NodeId,
        /// Free text; empty for none.
        name: String,
    },
    /// Put neighbours into a new block that stands where they stood, as its first lane. Beside them
    /// is the identity: a residual's empty shortcut, or an empty second branch.
    Wrap {
        /// Neighbours of one sequence, in any order.
        ids: Vec<NodeId>,
        /// The block's sort.
        into: BlockSort,
    },
    /// Put what is inside a block in its place, lane after lane.
    Unwrap {
        /// The block that goes.
        id: NodeId,
    },
    /// Put copies (with new ids) of neighbours behind them.
    Repeat {
        /// Neighbours of one sequence, in any order.
        ids: Vec<NodeId>,
        /// How often they stand there afterwards; below 2 nothing changes.
        times: usize,
    },
    /// Give a parallel block another, empty branch.
    AddLane {
        /// A parallel block.
        block: NodeId,
    },
    /// Take a branch out with all that is in it; a residual keeps both its lanes, and this one is
    /// emptied.
    RemoveLane {
        /// The block.
        block: NodeId,
        /// Counted from 0; a residual's body is 0 and its shortcut 1.
        lane: usize,
    },
    /// Set how the branches of a parallel block come together.
    SetMerge {
        /// A parallel block.
        block: NodeId,
        /// How its branches come together from now on.
        merge: Merge,
    },
    /// Set the input shape.
    SetInput([usize; 3]),
    /// Name the network.
    SetTitle(String),
    /// Give every node a fresh id.
    RenumberIds,
}

/// Why an edit cannot be made; the network is then as it was.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum EditError {
    /// No such node.
    #[error("there is no node {}", .0.0)]
    NoSuchNode(NodeId),
    /// No such sequence, or an index behind its end.
    #[error("there is no place {} in {:?}", .0.index, .0.lane)]
    NoSuchPlace(Place),
    /// A parameter was set at a block.
    #[error("node {} is a block, expected a layer", .0.0)]
    NotALayer(NodeId),
    /// A block is needed, and this is a layer.
    #[error("node {} is a layer, expected a block", .0.0)]
    NotABlock(NodeId),
    /// Only a parallel block has branches and a choice of merges.
    #[error("node {} is no parallel block", .0.0)]
    NotParallel(NodeId),
    /// None at all, one twice, or some that do not stand side by side in one sequence.
    #[error("expected neighbours of one sequence, found {:?}", .0.iter().map(|id| id.0).collect::<Vec<_>>())]
    NotNeighbours(Vec<NodeId>),
    /// The block has fewer lanes.
    #[error("block {} has no lane {lane}", block.0)]
    NoSuchLane {
        /// The block.
        block: NodeId,
        /// The lane asked for.
        lane: usize,
    },
    /// The layer cannot take the value.
    #[error(transparent)]
    Set(#[from] SetError),
    /// A block was moved into itself.
    #[error("block {} cannot be moved into itself", .0.0)]
    IntoItself(NodeId),
    /// Blocks would nest too deep.
    #[error("blocks would nest {found} deep, expected at most {limit}")]
    TooDeep {
        /// The limit.
        limit: usize,
        /// The depth that the edit would make.
        found: usize,
    },
    /// There would be too many nodes.
    #[error("the network would have {found} nodes, expected at most {limit}")]
    TooManyNodes {
        /// The limit.
        limit: usize,
        /// The number that the edit would make.
        found: usize,
    },
    /// Bigger than a size can be held (32 bits).
    #[error("input {found:?}, expected sizes below 2³²")]
    InputTooLarge {
        /// The input asked for.
        found: [usize; 3],
    },
}
