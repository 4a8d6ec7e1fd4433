//! The document: an input shape and a tree of nodes.

use crate::layer::Layer;
use serde::{Deserialize, Serialize};

/// Names a node for its whole life: selection, undo, weights and probes hang on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeId(pub u32);

/// How the branches of a [`Item::Parallel`] block come together.
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
