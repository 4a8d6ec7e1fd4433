//! The document: an input shape and a tree of nodes.

use crate::edit::{Lane, Place};
use crate::ids::FreshIds;
use crate::layer::{Layer, LayerKind};
use crate::shape::Shape;
use serde::{Deserialize, Serialize};

/// Names a node for its whole life: selection, undo, weights and probes hang on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeId(pub u32);

/// How the branches of a [`Block::Parallel`] block come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Item {
    /// One layer.
    Layer(Layer),
    /// A block.
    Block(Block),
}

/// Blocks hold sequences and nest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// The body's output added to the shortcut's. An empty shortcut is the identity.
    Residual {
        /// The residual function.
        body: Vec<Node>,
        /// Identity when empty, otherwise a projection.
        #[serde(default)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockSort {
    /// [`Block::Residual`].
    Residual,
    /// [`Block::Parallel`] with this merge.
    Parallel(Merge),
}

/// An item of a sequence, with its stable id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// Unique in the document.
    pub id: NodeId,
    /// A name that the person gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The layer or block.
    #[serde(flatten)]
    pub item: Item,
}

/// A network document.
///
/// The serde form is the JSON file format (see `file`); it is self-describing and therefore not
/// for postcard: the protocol carries documents as JSON text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Network {
    /// Shown as the title; free text.
    #[serde(default)]
    pub name: String,
    /// Shape of one input picture, `[channels, height, width]`.
    pub input: [usize; 3],
    /// The sequence.
    pub nodes: Vec<Node>,
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
    pub(crate) fn lanes_mut(&mut self) -> Vec<&mut Vec<Node>> {
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
}

impl Network {
    /// Greatest number of blocks around a node, itself counted if it is one.
    pub const MAX_DEPTH: usize = 8;
    /// Greatest number of nodes.
    pub const MAX_NODES: usize = 2000;
    /// Greatest channels, height and width of the input.
    pub const MAX_INPUT: usize = 4096;

    /// An empty network for pictures of `[channels, height, width]`.
    pub fn new(name: impl Into<String>, input: [usize; 3]) -> Self {
        Self { name: name.into(), input, nodes: Vec::new() }
    }

    /// Appends an item, giving it and everything inside it fresh ids, and returns its id.
    pub fn push(&mut self, item: impl Into<Item>) -> NodeId {
        let mut node = Node::new(NodeId(0), item);
        FreshIds::of(self).renumber(&mut node);
        let id = node.id;
        self.nodes.push(node);
        id
    }

    /// The input as a shape.
    pub const fn input_shape(&self) -> Shape {
        let [channels, height, width] = self.input;
        Shape::map(channels, height, width)
    }

    /// Every node, depth first: a block before its contents.
    pub fn walk(&self) -> Walk<'_> {
        Walk { lanes: vec![self.nodes.iter()] }
    }

    /// The node `id`.
    pub fn find(&self, id: NodeId) -> Option<&Node> {
        self.walk().find(|node| node.id == id)
    }

    /// Where the node `id` stands: the gap before it.
    pub fn place_of(&self, id: NodeId) -> Option<Place> {
        let mut lanes = vec![(Lane::Root, self.nodes.as_slice())];
        while let Some((lane, nodes)) = lanes.pop() {
            for (index, node) in nodes.iter().enumerate() {
                if node.id == id {
                    return Some(Place { lane, index });
                }
                let inner = node.item.block().map(Block::lanes).unwrap_or_default();
                let named = inner.into_iter().enumerate();
                lanes.extend(named.map(|(lane, nodes)| (Lane::Of { block: node.id, lane }, nodes)));
            }
        }
        None
    }

    /// The nodes of a sequence.
    pub fn lane(&self, lane: Lane) -> Option<&[Node]> {
        match lane {
            Lane::Root => Some(&self.nodes),
            Lane::Of { block, lane } => self.find(block)?.item.block()?.lanes().get(lane).copied(),
        }
    }

    /// An id that no node has: one more than the greatest (or, where that is the last number,
    /// the least free one).
    pub fn next_id(&self) -> NodeId {
        FreshIds::of(self).take()
    }

    /// Number of nodes, blocks and their contents counted.
    pub fn len(&self) -> usize {
        self.walk().count()
    }

    /// Whether there is no node at all.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

/// Iterator of [`Network::walk`].
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    lanes: Vec<std::slice::Iter<'a, Node>>,
}

impl<'a> Walk<'a> {
    /// Walks a block's contents, lane after lane.
    pub(crate) fn lanes(block: &'a Block) -> Self {
        Self { lanes: block.lanes().into_iter().rev().map(<[Node]>::iter).collect() }
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = &'a Node;

    fn next(&mut self) -> Option<&'a Node> {
        loop {
            let Some(node) = self.lanes.last_mut()?.next() else {
                self.lanes.pop();
                continue;
            };
            if let Item::Block(block) = &node.item {
                self.lanes.extend(block.lanes().into_iter().rev().map(<[Node]>::iter));
            }
            return Some(node);
        }
    }
}
