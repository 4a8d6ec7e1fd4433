//! What is found wrong with a network, where, and how it can be repaired: all as data.

use crate::address::NodeId;
use crate::edit::Edit;
use crate::param::Field;
use crate::problem::Problem;

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
