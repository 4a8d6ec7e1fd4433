//! Validation: every problem at once, as data.

use crate::edit::Edit;
use crate::network::{BlockSort, NodeId};
use crate::param::Field;
use crate::shape::Shape;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; often meant so.
    Hint,
    /// Runs, but is probably not what was meant.
    Warning,
    /// Cannot run.
    Error,
}

/// One problem of a network. Text is made at the screen, in the person's language.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Error, warning or hint.
    pub severity: Severity,
    /// Where; `None` is the network as a whole (its input or its missing end).
    pub node: Option<NodeId>,
    /// Which parameter, where one is to blame.
    pub field: Option<Field>,
    /// What is wrong, with its numbers.
    pub problem: Problem,
    /// Repairs that can be applied as they are; the most likely first.
    pub fixes: Vec<Fix>,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// A parameter is outside its table's range.
    OutOfRange {
        /// Least allowed.
        min: f64,
        /// Greatest allowed.
        max: f64,
        /// What it is.
        found: f64,
    },
    /// The (dilated) window is larger than the (padded) input on some axis.
    WindowTooLarge {
        /// Dilated `[height, width]` of the window.
        window: [usize; 2],
        /// Padded `[height, width]` of the input.
        input: [usize; 2],
    },
    /// Padding is as wide as the window (PyTorch allows at most half of it when pooling).
    PaddingTooLarge {
        /// `[height, width]` of the padding.
        padding: [usize; 2],
        /// Greatest allowed, `[height, width]`.
        max: [usize; 2],
    },
    /// A layer that needs a map got a vector.
    NeedsMap {
        /// What it got.
        found: Shape,
    },
    /// A layer that needs a vector got a map.
    NeedsVector {
        /// What it got.
        found: Shape,
    },
    /// Channels do not divide into groups.
    GroupsDoNotDivide {
        /// Input channels.
        channels: usize,
        /// Output channels.
        filters: usize,
        /// Groups.
        groups: usize,
    },
    /// A normalisation's channels do not divide into its groups.
    UnevenGroups {
        /// Channels of a map, values of a vector.
        channels: usize,
        /// Groups.
        groups: usize,
    },
    /// Lanes of a block whose shapes do not fit at the merge.
    LanesDiffer {
        /// The block's sort: which lanes these are, and what is asked of them.
        sort: BlockSort,
        /// Output shape of every lane, in order (a residual's body, then its shortcut).
        shapes: Vec<Shape>,
    },
    /// A block without lanes, or with a single one where two are needed.
    TooFewLanes {
        /// How many it has.
        found: usize,
    },
    /// The network has no layer.
    Empty,
    /// The network does not end in a vector, so it cannot classify.
    MissingClassifier {
        /// What it ends in.
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
        /// Which values.
        of: Counted,
        /// How many.
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
        /// How many.
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

/// A repair: what it is called, and the edits that make it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What it does, for the label.
    pub kind: FixKind,
    /// Applied in order, as one undo step.
    pub edits: Vec<Edit>,
}

/// What a fix does.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum FixKind {
    SetKernel([usize; 2]),
    SetStride([usize; 2]),
    SetPaddingSame,
    SetPadding([usize; 2]),
    SetGroups(usize),
    SetUnits(usize),
    SetFilters(usize),
    SetValue { field: Field, value: f64 },
    SetInput([usize; 3]),
    InsertFlatten,
    InsertGlobalAvgPool,
    InsertClassifier(usize),
    InsertActivation,
    InsertProjection,
    InsertPool,
    MoveBefore(NodeId),
    MoveToEnd,
    RemoveLayer,
    Unwrap,
    RenumberIds,
}
