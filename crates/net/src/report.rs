//! What is known of a whole network: shapes, sizes and every problem.

use crate::address::{Lane, NodeId, Place};
use crate::diagnostic::{Diagnostic, Severity};
use crate::formula::{Formula, WeightFormula};
use crate::network::Network;
use crate::receptive::Receptive;
use crate::shape::Shape;

/// What is known of one node after the fold, in document order (blocks before their contents).
#[derive(Clone, Debug, PartialEq)]
pub struct NodeReport {
    /// The node that all of this is about.
    pub id: NodeId,
    /// What goes in, where the nodes before it are valid.
    pub input: Option<Shape>,
    /// What comes out, where the node is valid.
    pub output: Option<Shape>,
    /// Trainable parameters; of a block, those of its contents together.
    pub parameters: u64,
    /// Multiply-adds for one sample, of convolutions and dense layers.
    pub multiply_adds: u64,
    /// Values of one sample that training saves here for the way back; of a block with its
    /// contents. How networks run is not known here: 0 until `filtro_program::analyse` fills it in.
    pub activations: u64,
    /// What the output sees of the picture, where the node is valid.
    pub receptive: Option<Receptive>,
    /// How the output size comes about, with this network's numbers.
    pub formula: Option<Formula>,
    /// How the parameter count comes about, with this network's numbers.
    pub weights: Option<WeightFormula>,
    /// Whether the node is a block, whose costs are the sum of the layers' behind it.
    pub is_block: bool,
}

impl NodeReport {
    /// A report that says nothing yet but what goes in.
    pub(crate) const fn unknown(input: Option<Shape>) -> Self {
        Self {
            id: NodeId(0),
            input,
            output: None,
            parameters: 0,
            multiply_adds: 0,
            activations: 0,
            receptive: None,
            formula: None,
            weights: None,
            is_block: false,
        }
    }
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
    /// Values of one sample that training saves for the way back, the picture's included; see
    /// [`NodeReport::activations`].
    pub activations: u64,
    /// Convolutions and dense layers on the longest path, as papers count layers.
    pub depth: usize,
    /// The first batch norm that gets a single value of each channel from one picture: a vector,
    /// or maps of one pixel. Steps of one picture leave it nothing to take a variance of, so it
    /// would put out the same for every picture; PyTorch refuses them.
    pub lone_norm: Option<NodeId>,
    /// Every problem, in document order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// What is known of the node `id`.
    pub fn node(&self, id: NodeId) -> Option<&NodeReport> {
        self.nodes.iter().find(|node| node.id == id)
    }

    /// What flows through a gap of `network`, of which this is the report; `None` where that is
    /// not known, or no such gap is there.
    pub fn shape_at(&self, network: &Network, at: Place) -> Option<Shape> {
        let nodes = network.lane(at.lane)?;
        match (at.index.checked_sub(1), at.lane) {
            (Some(before), _) => self.node(nodes.get(before)?.id)?.output,
            (None, Lane::Root) => Some(network.input_shape()),
            (None, Lane::Of { block, .. }) => self.node(block)?.input,
        }
    }

    /// The problems that keep the network from running.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|found| found.severity == Severity::Error)
    }

    /// Whether it can run: no errors.
    pub fn is_valid(&self) -> bool {
        self.errors().next().is_none()
    }

    /// The problems of the node `id`.
    pub fn for_node(&self, id: NodeId) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(move |found| found.node == Some(id))
    }
}
