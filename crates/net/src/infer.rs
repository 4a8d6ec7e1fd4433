//! Shapes and costs of a whole network: one recursive fold.

use crate::check::{Diagnostic, Severity};
use crate::edit::{Lane, Place};
use crate::network::{Network, NodeId};
use crate::receptive::Receptive;
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
    /// Trainable parameters; of a block, those of its contents together.
    pub parameters: u64,
    /// Multiply-adds for one sample, of convolutions and dense layers.
    pub multiply_adds: u64,
    /// Values of one sample that training keeps here for the way back: the output, where this or
    /// a later layer needs it, and what the layer notes for itself (a dropout's mask, the places
    /// of a pooling's maxima, the normalised values of a batch norm). A tensor that several
    /// layers need is counted once, where it is made. Of a block: all of its contents' and its
    /// own output.
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
    /// Windows that cut each axis into equal shares, so far as that goes: the i-th output is over
    /// ⌊i·size / result⌋ to ⌈(i + 1)·size / result⌉.
    Adaptive {
        /// `[height, width]` of the input.
        size: [usize; 2],
        /// `[height, width]` of the output.
        result: [usize; 2],
    },
    /// size · scale on each axis.
    Scaled {
        /// `[height, width]` of the input.
        size: [usize; 2],
        /// Factors, `[height, width]`.
        scale: [usize; 2],
    },
}

/// The arithmetic behind a parameter count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightFormula {
    /// filters · (channels a group · kernel height · kernel width + bias).
    Conv {
        /// Filters.
        filters: usize,
        /// Channels a group, kernel height, kernel width.
        inputs: [usize; 3],
        /// Whether the one for the bias is added.
        bias: bool,
    },
    /// units · (inputs + bias).
    Dense {
        /// Units.
        units: usize,
        /// Values of the input.
        inputs: usize,
        /// Whether the one for the bias is added.
        bias: bool,
    },
    /// channels · kernel height · kernel width + filters · (channels + bias): a window for each
    /// channel, then a 1×1 convolution.
    Separable {
        /// Channels between the two steps.
        channels: usize,
        /// `[height, width]` of the window.
        kernel: [usize; 2],
        /// Filters.
        filters: usize,
        /// Whether the one for the bias is added.
        bias: bool,
    },
    /// 2 · channels: a scale and a shift each.
    Norm {
        /// Channels.
        channels: usize,
    },
    /// 2 · channels · height · width: a scale and a shift for each value of a map.
    NormEach {
        /// The map's axes.
        dims: [usize; 3],
    },
}

impl WeightFormula {
    /// The number of parameters.
    pub fn total(self) -> u64 {
        let biases = match self {
            Self::Conv { filters, bias: true, .. }
            | Self::Separable { filters, bias: true, .. } => filters,
            Self::Dense { units, bias: true, .. } => units,
            Self::Norm { channels } => return product(&[2, channels]),
            Self::NormEach { dims: [channels, height, width] } => {
                return product(&[2, channels, height, width]);
            }
            Self::Conv { .. } | Self::Separable { .. } | Self::Dense { .. } => 0,
        };
        self.products().saturating_add(biases as u64)
    }

    /// Without biases: the multiply-adds of one output position.
    pub fn products(self) -> u64 {
        match self {
            Self::Conv { filters, inputs: [channels, height, width], .. } => {
                product(&[filters, channels, height, width])
            }
            Self::Separable { channels, kernel: [height, width], filters, .. } => {
                product(&[channels, height, width]).saturating_add(product(&[filters, channels]))
            }
            Self::Dense { units, inputs, .. } => product(&[units, inputs]),
            Self::Norm { .. } | Self::NormEach { .. } => 0,
        }
    }
}

fn product(factors: &[usize]) -> u64 {
    factors.iter().fold(1, |all, n| all.saturating_mul(*n as u64))
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
    /// Values of one sample that training keeps for the way back, the picture's included; see
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
