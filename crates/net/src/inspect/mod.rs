//! Inspection: shapes, costs and every problem of a network in one recursive fold.
//!
//! A wrong network is folded to its end all the same. Behind an error no shape is reported, but
//! the most plausible one is assumed, so that further problems are found without false alarms.

mod ending;
mod fixes;
mod flow;
mod fold;
mod habits;
mod lanes;
mod layers;
mod merge;

use crate::network::Network;
use crate::report::Report;
pub use flow::Target;
#[cfg(any(test, feature = "testing"))]
pub(crate) use lanes::projection;

/// Shapes, costs and every problem of `network`; with `target` also what the data set demands.
///
/// Never panics, whatever the network holds: all arithmetic saturates.
pub fn inspect(network: &Network, target: Option<Target>) -> Report {
    let mut report = fold::fold(network, target);
    lanes::add_fixes(network, target, &mut report);
    report
}

#[cfg(test)]
mod tests;
