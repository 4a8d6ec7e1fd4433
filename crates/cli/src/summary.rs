//! `filtro summary`: the layer table.

use crate::args::SummaryArgs;
use crate::document::check;
use crate::output::{grouped, json, line};
use anyhow::Result;
use filtro_net::{
    Block, Field, Item, Layer, Merge, Network, Node, NodeReport, Report, Severity, Shape, Value,
};
use serde::Serialize;
use std::collections::HashMap;

/// The table as JSON. Only layers: a block's costs are those of the layers inside it, so that the
/// entries add up to the totals.
#[derive(Serialize)]
struct Summary {
    input: [usize; 3],
    layers: Vec<Row>,
    totals: Totals,
}

#[derive(Serialize)]
struct Row {
    id: u32,
    kind: &'static str,
    output: Vec<usize>,
    parameters: u64,
    multiply_adds: u64,
}

#[derive(Serialize)]
struct Totals {
    parameters: u64,
    multiply_adds: u64,
}

/// Prints it.
pub fn run(args: &SummaryArgs) -> Result<()> {
    let network = args.source.load()?;
    let report = check(&network, None, Severity::Hint)?;
    if args.json { json(&Summary::of(&network, &report)) } else { line(&table(&network, &report)) }
}

impl Summary {
    fn of(network: &Network, report: &Report) -> Self {
        let row = |(node, found): (&Node, &NodeReport)| {
            Some(Row {
                id: node.id.0,
                kind: node.item.kind()?.name(),
                output: found.output.map(Shape::dims).unwrap_or_default(),
                parameters: found.parameters,
                multiply_adds: found.multiply_adds,
            })
        };
        let totals = Totals { parameters: report.parameters, multiply_adds: report.multiply_adds };
        // Both run in document order, a block before its contents.
        let layers = network.walk().zip(&report.nodes).filter_map(row).collect();
        Self { input: network.input, layers, totals }
    }
}

/// One line a node, contents of blocks indented, and the totals.
fn table(network: &Network, report: &Report) -> String {
    let title = ["Id", "Layer", "Output", "Parameters", "Multiply-adds"].map(str::to_owned);
    let input = network.input_shape().to_string();
    let mut rows = vec![title, row("", "input", &input, None)];
    let found = report.nodes.iter().map(|node| (node.id.0, node)).collect();
    lane(&network.nodes, 0, &found, &mut rows);
    let total = Some((report.parameters, report.multiply_adds));
    let output = report.output.map_or_else(String::new, |shape| shape.to_string());
    rows.push(row("", "total", &output, total));
    align(&rows)
}

type Cells = [String; 5];

fn row(id: &str, layer: &str, output: &str, costs: Option<(u64, u64)>) -> Cells {
    let costs = costs.map(|(parameters, adds)| [parameters, adds].map(grouped));
    let [parameters, adds] = costs.unwrap_or_default();
    [id.to_owned(), layer.to_owned(), output.to_owned(), parameters, adds]
}

fn lane(nodes: &[Node], depth: usize, found: &HashMap<u32, &NodeReport>, rows: &mut Vec<Cells>) {
    for node in nodes {
        let Some(report) = found.get(&node.id.0) else { continue };
        let id = node.id.0.to_string();
        let output = report.output.map_or_else(String::new, |shape| shape.to_string());
        let indented = |name: &str| format!("{:indent$}{name}", "", indent = depth * 2);
        match &node.item {
            Item::Layer(layer) => {
                let costs = Some((report.parameters, report.multiply_adds));
                rows.push(row(&id, &indented(&layer_name(layer)), &output, costs));
            }
            Item::Block(block) => {
                rows.push(row(&id, &indented(&title(block)), &output, None));
                for (index, nodes) in block.lanes().into_iter().enumerate() {
                    let name = format!("  {}", lane_name(block, index, nodes));
                    rows.push(row("", &indented(&name), "", None));
                    lane(nodes, depth + 2, found, rows);
                }
            }
        }
    }
}

/// The kind, and what tells two layers of a kind apart at a glance: an activation's function, a
/// window's size.
fn layer_name(layer: &Layer) -> String {
    let kind = layer.kind().name();
    if let Some(Value::Choice(function)) = layer.get(Field::Function)
        && let Ok(serde_json::Value::String(name)) = serde_json::to_value(function)
    {
        return format!("{kind} ({name})");
    }
    match layer.window().map(|window| window.kernel) {
        Some([height, width]) => format!("{kind} ({height}×{width})"),
        None => kind.to_owned(),
    }
}

fn title(block: &Block) -> String {
    let merge = match block.merge() {
        Merge::Concat => "concat",
        Merge::Add => "add",
        Merge::Multiply => "multiply",
    };
    format!("{} ({merge})", block.name())
}

fn lane_name(block: &Block, index: usize, nodes: &[Node]) -> String {
    let name = match (block, index) {
        (Block::Residual { .. }, 0) => "body".to_owned(),
        (Block::Residual { .. }, _) => "shortcut".to_owned(),
        (Block::Parallel { .. }, _) => format!("branch {}", index + 1),
    };
    if nodes.is_empty() { format!("{name}: identity") } else { name }
}

/// Columns as wide as their widest cell, names to the left and numbers to the right, with lines
/// below the head and above the total.
fn align(rows: &[Cells]) -> String {
    let wide = |column: usize| {
        let cells = rows.iter().filter_map(|cells| cells.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let [id, layer, output, parameters, adds] = std::array::from_fn(wide);
    let rule = "─".repeat(id + layer + output + parameters + adds + 8);
    let mut lines = Vec::with_capacity(rows.len() + 2);
    for (at, [a, b, c, d, e]) in rows.iter().enumerate() {
        if at == 1 || at + 1 == rows.len() {
            lines.push(rule.clone());
        }
        let line = format!("{a:>id$}  {b:<layer$}  {c:<output$}  {d:>parameters$}  {e:>adds$}");
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_net::{TEMPLATES, inspect, template};

    #[test]
    fn the_layers_add_up_to_the_totals_blocks_or_not() {
        for entry in TEMPLATES {
            let network = (entry.build)();
            let summary = Summary::of(&network, &inspect(&network, None));
            let parameters: u64 = summary.layers.iter().map(|row| row.parameters).sum();
            let adds: u64 = summary.layers.iter().map(|row| row.multiply_adds).sum();
            let totals = (summary.totals.parameters, summary.totals.multiply_adds);
            assert_eq!((parameters, adds), totals, "{}", entry.name);
            assert!(summary.layers.iter().all(|row| !row.output.is_empty()), "{}", entry.name);
        }
    }

    #[test]
    fn the_table_of_lenet() {
        let network = template("lenet-5-cifar").unwrap();
        let table = table(&network, &inspect(&network, None));
        let lines: Vec<_> = table.lines().collect();
        assert_eq!(lines[0], "Id  Layer              Output    Parameters  Multiply-adds");
        assert_eq!(lines[3], " 1  conv2d (5×5)       6×28×28          456        352,800");
        assert_eq!(lines[4], " 2  activation (relu)  6×28×28            0              0");
        let total = "    total              10            62,006        651,720";
        assert_eq!(lines.last(), Some(&total));
    }

    #[test]
    fn blocks_are_shown_as_a_tree() {
        let network = template("resnet-8-cifar").unwrap();
        let table = table(&network, &inspect(&network, None));
        for part in ["residual (add)", "    body", "    shortcut: identity", "      conv2d"] {
            assert!(table.contains(part), "no {part:?} in\n{table}");
        }
    }
}
