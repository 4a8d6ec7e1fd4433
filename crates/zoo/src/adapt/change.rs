//! What is asked of an adaptation, and what comes of it.

use filtro_net::{Network, NodeId, Target};

/// What a network is to become.
#[derive(Clone, Debug, PartialEq)]
pub struct Adaptation {
    /// Shape of a picture, `[channels, height, width]`.
    pub input: [usize; 3],
    /// Classes to tell apart.
    pub classes: usize,
    /// What filters and units are multiplied by.
    pub width: f64,
    /// Units of each of [`stages`], in their order; a stage without a number stays as it is.
    pub repeats: Vec<usize>,
}

impl Adaptation {
    /// Nothing but what a data set demands.
    pub const fn to(target: Target) -> Self {
        Self { input: target.input, classes: target.classes, width: 1.0, repeats: Vec::new() }
    }
}

/// Something that an adaptation has changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// The stage that begins at `first` has other units.
    Repeats {
        /// The first node of its first unit.
        first: NodeId,
        /// Units before.
        from: usize,
        /// Units now.
        to: usize,
    },
    /// A convolution goes on in single steps.
    StrideRemoved(NodeId),
    /// A pooling is left out.
    PoolRemoved(NodeId),
    /// A block keeps the size of its maps.
    BlockKeepsSize(NodeId),
    /// Filters and units were multiplied.
    Width(f64),
    /// The last layer with weights has another length.
    Classes {
        /// Before.
        from: usize,
        /// Now.
        to: usize,
    },
    /// What did not fit was repaired here, or at the network's end.
    Repaired(Option<NodeId>),
}

/// A network that was adapted.
#[derive(Clone, Debug, PartialEq)]
pub struct Adapted {
    /// It fits its pictures and classes.
    pub network: Network,
    /// What was changed, in the order of the steps.
    pub changes: Vec<Change>,
}
