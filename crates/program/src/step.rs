//! Steps and sequences of steps.

use crate::op::{
    Activation, AvgPool, BatchNorm, Conv, Dense, Dropout, MaxPool, Resample, ResponseNorm,
    SampleNorm, Separable,
};
use filtro_net::{Merge, NodeId, Shape};

/// A sequence of steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// In the document's order, as prediction goes through them.
    pub steps: Vec<Step>,
    /// Their indices in the order in which training goes through them.
    pub training: Vec<usize>,
    /// What comes out of one sample; none where an error stands in the way.
    pub output: Option<Shape>,
}

/// A node of the network, ready to run.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The node.
    pub id: NodeId,
    /// Its place in the document: 1 is the first node, blocks stand before their contents.
    pub position: usize,
    /// What it computes.
    pub op: Op,
    /// What goes in, of one sample.
    pub input: Shape,
    /// What comes out; none of a block whose lanes do not come together.
    pub output: Option<Shape>,
    /// Whether something before it is trained, so that it must pass gradients on.
    pub input_grad: bool,
    /// Whether it has parameters itself.
    pub trained: bool,
}

/// What a step computes. Shapes are those of one sample.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// A convolution, depthwise ones included.
    Conv(Conv),
    /// A depthwise convolution and a 1×1 one behind it.
    Separable(Separable),
    /// Greatest value of each window.
    MaxPool(MaxPool),
    /// Mean of each window.
    AvgPool(AvgPool),
    /// Adaptive average pooling and upsampling: linear along each axis.
    Resample(Resample),
    /// Greatest value of each map of this `[height, width]`.
    GlobalMaxPool([usize; 2]),
    /// Mean of each map.
    GlobalAvgPool,
    /// Batch normalisation.
    BatchNorm(BatchNorm),
    /// Group and layer normalisation.
    SampleNorm(SampleNorm),
    /// Local response normalisation.
    ResponseNorm(ResponseNorm),
    /// An activation function, value by value.
    Activation(Activation),
    /// Dropout of values or whole maps.
    Dropout(Dropout),
    /// Maps lined up as a vector: the same values in the same memory.
    Flatten,
    /// A product with a matrix.
    Dense(Dense),
    /// Probabilities of what stands there.
    Softmax,
    /// Lanes that see the same input and come together.
    Block(Block),
}

/// Lanes side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// In the document's order; an empty one is the identity.
    pub lanes: Vec<Lane>,
    /// How they come together.
    pub merge: Merge,
}
