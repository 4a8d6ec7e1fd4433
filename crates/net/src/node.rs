//! Nodes of the document: layers, and blocks that hold sequences of nodes.

use crate::address::NodeId;
use crate::ids::FreshIds;
use crate::layer::{Layer, LayerKind};
use serde::Serialize;

/// How the branches of a [`Block::Parallel`] block come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Merge {
    /// Stacked along the channel axis; heights and widths must agree.
    Concat,
    /// Added element by element; shapes must agree.
    Add,
    /// Multiplied element by element; a vector C or a C×1×1 branch is broadcast over
    /// height and width.
    Multiply,
}

/// A layer, or a block that holds sequences.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Item {
    /// One layer.
    Layer(Layer),
    /// A block.
    Block(Block),
}

/// Blocks hold sequences and nest.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// The body's output added to the shortcut's. An empty shortcut is the identity.
    Residual {
        /// The residual function.
        body: Vec<Node>,
        /// Identity when empty, otherwise a projection.
        shortcut: Vec<Node>,
    },
    /// Branches that all see the block's input.
    Parallel {
        /// One sequence a branch; an empty branch is the identity.
        branches: Vec<Vec<Node>>,
        /// How they come together.
        merge: Merge,
    },
}

/// A block's sort, without what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockSort {
    /// [`Block::Residual`].
    Residual,
    /// [`Block::Parallel`] with this merge.
    Parallel(Merge),
}

/// An item of a sequence, with its stable id.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Node {
    /// Unique in the document.
    pub id: NodeId,
    /// A name that the person gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The layer or block.
    #[serde(flatten)]
    pub item: Item,
}

impl Item {
    /// The layer, where it is one.
    pub const fn layer(&self) -> Option<&Layer> {
        match self {
            Self::Layer(layer) => Some(layer),
            Self::Block(_) => None,
        }
    }

    /// The block, where it is one.
    pub const fn block(&self) -> Option<&Block> {
        match self {
            Self::Layer(_) => None,
            Self::Block(block) => Some(block),
        }
    }

    /// The layer's kind, where it is one.
    pub const fn kind(&self) -> Option<LayerKind> {
        match self {
            Self::Layer(layer) => Some(layer.kind()),
            Self::Block(_) => None,
        }
    }
}

impl<L: Into<Layer>> From<L> for Item {
    fn from(layer: L) -> Self {
        Self::Layer(layer.into())
    }
}

impl From<Block> for Item {
    fn from(block: Block) -> Self {
        Self::Block(block)
    }
}

impl Block {
    /// A block of this sort around `nodes`, its first lane, beside an empty one: the identity.
    pub fn around(nodes: Vec<Node>, sort: BlockSort) -> Self {
        match sort {
            BlockSort::Residual => Self::Residual { body: nodes, shortcut: Vec::new() },
            BlockSort::Parallel(merge) => {
                Self::Parallel { branches: vec![nodes, Vec::new()], merge }
            }
        }
    }

    /// Its sort.
    pub const fn sort(&self) -> BlockSort {
        match self {
            Self::Residual { .. } => BlockSort::Residual,
            Self::Parallel { merge, .. } => BlockSort::Parallel(*merge),
        }
    }

    /// Its sequences; a residual's body is 0 and its shortcut 1.
    pub fn lanes(&self) -> Vec<&[Node]> {
        match self {
            Self::Residual { body, shortcut } => vec![body, shortcut],
            Self::Parallel { branches, .. } => branches.iter().map(Vec::as_slice).collect(),
        }
    }

    /// [`Block::lanes`], to be changed.
    pub fn lanes_mut(&mut self) -> Vec<&mut Vec<Node>> {
        match self {
            Self::Residual { body, shortcut } => vec![body, shortcut],
            Self::Parallel { branches, .. } => branches.iter_mut().collect(),
        }
    }

    /// How the lanes come together.
    pub const fn merge(&self) -> Merge {
        match self {
            Self::Residual { .. } => Merge::Add,
            Self::Parallel { merge, .. } => *merge,
        }
    }

    /// The block's name in the file format.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Residual { .. } => "residual",
            Self::Parallel { .. } => "parallel",
        }
    }
}

impl Node {
    /// A node without a name.
    pub fn new(id: NodeId, item: impl Into<Item>) -> Self {
        Self { id, name: None, item: item.into() }
    }

    /// Takes fresh ids for itself and everything inside, in document order.
    pub fn renumber(&mut self, ids: &mut FreshIds) {
        self.id = ids.take();
        if let Item::Block(block) = &mut self.item {
            for node in block.lanes_mut().into_iter().flatten() {
                node.renumber(ids);
            }
        }
    }
}
