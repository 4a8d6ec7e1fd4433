//! Inspecting.

use crate::infer::NodeReport;
use crate::infer::Report;
use crate::network::Network;

/// What a data set demands of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Shape of its pictures, `[channels, height, width]`.
    pub input: [usize; 3],
    /// Number of its classes.
    pub classes: usize,
}

/// Shapes, costs and every problem of `network`, with `target` also what the data set demands.
pub fn inspect(network: &Network, _target: Option<Target>) -> Report {
    let mut report = Report::default();
    let mut shape = Some(network.input_shape());
    for node in &network.nodes {
        let Some(layer) = node.item.layer() else { continue };
        let input = shape;
        shape = input.and_then(|input| layer.output(input).ok());
        report.nodes.push(NodeReport {
            id: node.id,
            input,
            output: shape,
            parameters: input.map_or(0, |input| layer.parameters(input)),
            multiply_adds: input.map_or(0, |input| layer.multiply_adds(input)),
            formula: input.and_then(|input| layer.formula(input)),
            weights: input.and_then(|input| layer.weights(input)),
        });
    }
    report.output = shape;
    report.parameters = report.nodes.iter().map(|node| node.parameters).sum();
    report.multiply_adds = report.nodes.iter().map(|node| node.multiply_adds).sum();
    report
}
