//! A smaller (or larger) network of the same build: other pictures, width, depth, classes.
//!
//! The steps, each on the result of the one before:
//! 1. depth: units of a stage are left out or repeated;
//! 2. pictures: while the maps in front of the classifier would be smaller than 4×4 (or than they
//!    were, if they were smaller), the earliest layer that makes maps smaller stops doing so: a
//!    convolution's stride becomes 1, a pooling is left out, a block keeps its size;
//! 3. width: filters and units are multiplied, lanes that are added or multiplied stay equal, and
//!    what is depthwise stays depthwise; the last layer with weights gets the classes;
//! 4. what still does not fit is repaired as [`inspect`](fn@inspect) proposes.

mod sizes;
mod stages;
mod widths;

pub use stages::{Stage, stages};

use crate::address::NodeId;
use crate::apply::apply_all;
use crate::inspect::{Target, inspect};
use crate::network::Network;
use crate::shape::Shape;

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
        /// Its first node.
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

/// Most repairs; each takes away one problem.
const REPAIRS: usize = 100;

/// Adapts `network`. The result is without errors for its pictures and classes, if `network` is
/// without errors itself and the numbers asked for are possible (a picture of 2²⁸ values is not).
pub fn adapt(network: &Network, adaptation: &Adaptation) -> Adapted {
    let mut changes = Vec::new();
    let mut next = network.clone();
    stages::repeat(&mut next, &adaptation.repeats, &mut changes);
    // What follows compares with the network as it was, at its own pictures.
    let before = inspect(&next, None);
    next.input = adaptation.input;
    sizes::keep(&mut next, &before, &mut changes);
    widths::multiply(&mut next, &before, adaptation, &mut changes);
    if let Some(Shape::Vector(from)) = before.output
        && from != adaptation.classes
    {
        changes.push(Change::Classes { from, to: adaptation.classes });
    }
    let target = Target { input: adaptation.input, classes: adaptation.classes };
    for _ in 0..REPAIRS {
        let report = inspect(&next, Some(target));
        let fixes = report.errors().find_map(|found| Some((found.node, found.fixes.first()?)));
        let Some((node, fix)) = fixes else { break };
        let Ok(applied) = apply_all(&fix.edits, &next) else { break };
        next = applied.network;
        changes.push(Change::Repaired(node));
    }
    Adapted { network: next, changes }
}

#[cfg(test)]
mod tests;
