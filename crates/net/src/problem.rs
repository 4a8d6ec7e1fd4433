//! What can be wrong with a network.

use crate::node::BlockSort;
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// A parameter is outside its table's range.
    OutOfRange {
        /// Least allowed.
        min: f64,
        /// Greatest allowed.
        max: f64,
        /// Its present value.
        found: f64,
    },
    /// A layer does not fit what goes into it.
    Shape(ShapeProblem),
    /// Lanes of a block whose shapes do not fit at the merge.
    LanesDiffer {
        /// The block's sort: which lanes these are, and what is asked of them.
        sort: BlockSort,
        /// Output shape of every lane, in order (a residual's body, then its shortcut).
        shapes: Vec<Shape>,
    },
    /// A block without lanes, or with a single one where two are needed.
    TooFewLanes {
        /// Lanes that it has.
        found: usize,
    },
    /// The network has no layer.
    Empty,
    /// The network does not end in a vector, so it cannot classify.
    MissingClassifier {
        /// The shape at its end.
        found: Shape,
    },
    /// The last vector has another length than the data set has classes.
    ClassCount {
        /// Classes of the data set.
        expected: usize,
        /// Length of the last vector.
        found: usize,
    },
    /// The network's input is not the data set's picture shape.
    InputShape {
        /// The data set's `[channels, height, width]`.
        expected: [usize; 3],
        /// The network's.
        found: [usize; 3],
    },
    /// A softmax that is not the last layer: training through it is slow and unstable.
    SoftmaxNotLast,
    /// A normalisation over a single value each, whose output is the same whatever goes in. What
    /// depends on the batch is [`Report::lone_norm`](crate::Report::lone_norm).
    SingleValues,
    /// An activation behind the classifier: it bends the class scores before the softmax.
    ActivationLast,
    /// Two dense or conv layers in a row without an activation between: they are one linear map.
    LinearPair,
    /// The window does not reach the last rows or columns: `[height, width]` are left over.
    PixelsLeftOver {
        /// Unused rows and columns.
        unused: [usize; 2],
    },
    /// More values than any device of today holds.
    TooLarge {
        /// What is counted.
        of: Counted,
        /// Values that there would be.
        values: u64,
        /// The limit.
        limit: u64,
    },
    /// Blocks nested deeper than the limit.
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// More nodes than the limit.
    TooManyNodes {
        /// Nodes that there are.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// Two nodes carry the same id (only hand-written files do that).
    DuplicateId,
}

/// What is counted against the limit of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// The picture that goes in.
    Input,
    /// A node's output for one picture.
    Output,
    /// A layer's parameters.
    Parameters,
    /// The parameters of all layers together: they lie in one tensor.
    AllParameters,
}

impl From<ShapeProblem> for Problem {
    fn from(problem: ShapeProblem) -> Self {
        Self::Shape(problem)
    }
}
