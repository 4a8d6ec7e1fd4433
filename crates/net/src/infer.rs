//! Shapes and costs of a whole network: one recursive fold.

use crate::check::Diagnostic;
use crate::network::NodeId;
use crate::shape::Shape;

/// What is known of one node after the fold, in document order (blocks before their contents).
#[derive(Clone, Debug, PartialEq)]
pub struct NodeReport {
    /// Which.
    pub id: NodeId,
    /// What goes in, where the nodes before it are valid.
    pub input: Option<Shape>,
    /// What comes out, where the node is valid.
    pub output: Option<Shape>,
    /// Trainable parameters.
    pub parameters: u64,
    /// Multiply-adds for one sample, of convolutions and dense layers.
    pub multiply_adds: u64,
    /// How the output size comes about, with this network's numbers.
    pub formula: Option<Formula>,
}

/// The arithmetic behind a layer's output shape and parameters.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// A sliding window, one entry an axis (height, width).
    Window([WindowFormula; 2]),
    /// Values of the map that a flatten lines up: channels · height · width.
    Flatten {
        /// The map's axes.
        dims: [usize; 3],
    },
}

/// ⌊(size + before + after − dilation·(kernel − 1) − 1) / stride⌋ + 1 = result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the formula above names them")]
pub struct WindowFormula {
    pub size: usize,
    pub pad_before: usize,
    pub pad_after: usize,
    pub kernel: usize,
    pub dilation: usize,
    pub stride: usize,
    /// Rounded up instead of down.
    pub ceil: bool,
    pub result: usize,
}

/// Shapes, costs and problems of a network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// One entry a node, in document order.
    pub nodes: Vec<NodeReport>,
    /// What the network ends in, where it is valid up to there.
    pub output: Option<Shape>,
    /// Trainable parameters in total.
    pub parameters: u64,
    /// Multiply-adds for one sample in total.
    pub multiply_adds: u64,
    /// Every problem, in document order.
    pub diagnostics: Vec<Diagnostic>,
}
