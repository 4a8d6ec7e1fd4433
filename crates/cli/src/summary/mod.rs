//! `filtro summary`: the layer table.

mod table;

use crate::args::SummaryArgs;
use crate::document::check;
use crate::output::{json, line};
use anyhow::Result;
use filtro_estimate::training_memory;
use filtro_net::{Network, Node, NodeReport, Receptive, Report, Severity, Shape};
use serde::Serialize;
use table::{Training, table};

/// The table as JSON. Only layers: a block's costs are those of the layers inside it, so that
/// parameters and multiply-adds add up to the totals.
#[derive(Serialize)]
struct Summary<'a> {
    input: [usize; 3],
    layers: Vec<Row<'a>>,
    totals: Totals,
}

#[derive(Serialize)]
struct Row<'a> {
    id: u32,
    kind: &'static str,
    /// Where the document has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    output: Vec<usize>,
    parameters: u64,
    multiply_adds: u64,
    /// Values of one sample.
    activations: u64,
    receptive_field: Option<Field>,
}

/// `[height, width]`, in pixels of the input.
#[derive(Serialize)]
struct Field {
    size: [usize; 2],
    stride: [usize; 2],
    centre: [f64; 2],
}

#[derive(Serialize)]
struct Totals {
    parameters: u64,
    multiply_adds: u64,
    /// Values of one sample, the input and what comes out of blocks included.
    activations: u64,
    depth: usize,
    training: Memory,
}

/// Bytes of a training run.
#[derive(Serialize)]
struct Memory {
    batch_size: usize,
    weights: u64,
    gradients: u64,
    optimizer: u64,
    activations: u64,
    total: u64,
}

/// Prints it.
pub fn run(args: &SummaryArgs) -> Result<()> {
    let network = args.source.load()?;
    let (report, program) = check(&network, None, Severity::Hint)?;
    let optimizer = args.optimizer.optimizer();
    let memory = training_memory(&program, args.batch_size, optimizer);
    let training = Training { batch: args.batch_size, optimizer, memory };
    if args.json {
        json(&Summary::of(&network, &report, &training))
    } else {
        line(&table(&network, &report, &training))
    }
}

impl<'a> Summary<'a> {
    fn of(network: &'a Network, report: &Report, training: &Training) -> Self {
        let row = |(node, found): (&'a Node, &NodeReport)| {
            Some(Row {
                id: node.id.0,
                kind: node.item.kind()?.name(),
                name: node.name.as_deref(),
                output: found.output.map(Shape::dims).unwrap_or_default(),
                parameters: found.parameters,
                multiply_adds: found.multiply_adds,
                activations: found.activations,
                receptive_field: found.receptive.map(Field::of),
            })
        };
        let memory = training.memory;
        let totals = Totals {
            parameters: report.parameters,
            multiply_adds: report.multiply_adds,
            activations: report.activations,
            depth: report.depth,
            training: Memory {
                batch_size: training.batch,
                weights: memory.weights,
                gradients: memory.gradients,
                optimizer: memory.optimizer,
                activations: memory.activations,
                total: memory.total(),
            },
        };
        // Both run in document order, a block before its contents.
        let layers = network.walk().zip(&report.nodes).filter_map(row).collect();
        Self { input: network.input, layers, totals }
    }
}

impl Field {
    fn of(seen: Receptive) -> Self {
        Self { size: seen.size, stride: seen.stride, centre: seen.centre }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_program::analyse;
    use filtro_recipe::Optimizer;
    use filtro_zoo::TEMPLATES;

    #[test]
    fn the_layers_add_up_to_the_totals_blocks_or_not() {
        for entry in TEMPLATES {
            let network = (entry.build)();
            let (report, program) = analyse(&network, None);
            let memory = training_memory(&program, 8, Optimizer::Sgd);
            let training = Training { batch: 8, optimizer: Optimizer::Sgd, memory };
            let summary = Summary::of(&network, &report, &training);
            let parameters: u64 = summary.layers.iter().map(|row| row.parameters).sum();
            let adds: u64 = summary.layers.iter().map(|row| row.multiply_adds).sum();
            let totals = (summary.totals.parameters, summary.totals.multiply_adds);
            assert_eq!((parameters, adds), totals, "{}", entry.name);
            assert!(summary.layers.iter().all(|row| !row.output.is_empty()), "{}", entry.name);
        }
    }
}
