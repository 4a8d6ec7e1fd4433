//! A report with what only the program knows.

use crate::program::Program;
use filtro_net::{Network, Report, Target, inspect};

/// What is said of `network`, with what training saves filled in, and its program.
pub fn analyse(network: &Network, target: Option<Target>) -> (Report, Program) {
    let mut report = inspect(network, target);
    let program = Program::new(network, &report);
    report.activations = program.saved();
    for (node, range) in report.nodes.iter_mut().zip(program.spans()) {
        let saved = range.map(|position| program.saved_at(position));
        node.activations = saved.fold(0, u64::saturating_add);
    }
    (report, program)
}
