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

mod change;
mod sizes;
mod stages;
mod widths;

pub use change::{Adaptation, Adapted, Change};
use filtro_net::{Network, Shape, Target, apply_all, inspect};
pub use stages::{Stage, stages};

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

#[cfg(all(test, feature = "templates"))]
mod tests;
