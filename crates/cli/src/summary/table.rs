//! The table for people.

use crate::output::{bytes, grouped, plain};
use filtro_estimate::Memory;
use filtro_net::{
    Block, Field, Item, Layer, Merge, Network, Node, NodeReport, Receptive, Report, Value,
};
use filtro_recipe::Optimizer;
use std::collections::HashMap;

/// What a training run would hold.
pub struct Training {
    /// Pictures a step.
    pub batch: usize,
    /// Whose memory is counted.
    pub optimizer: Optimizer,
    /// All of it.
    pub memory: Memory,
}

/// One line a node, contents of blocks indented, the totals, and what training takes.
pub fn table(network: &Network, report: &Report, training: &Training) -> String {
    let title = ["Id", "Layer", "Output", "Parameters", "Multiply-adds", "Activations", "Sees"];
    let found = report.nodes.iter().map(|node| (node.id.0, node)).collect();
    let mut table = Table { found, batch: training.batch, rows: vec![title.map(str::to_owned)] };
    let inner = network.nodes.iter().filter_map(|node| table.found.get(&node.id.0));
    let inner = inner.fold(0, |sum: u64, node| sum.saturating_add(node.activations));
    let input = table.memory(report.activations.saturating_sub(inner));
    table.row(["", "input", &network.input_shape().to_string(), "", "", &input, ""]);
    table.lane(&network.nodes, 0);
    let output = report.output.map_or_else(String::new, |shape| shape.to_string());
    let costs = [report.parameters, report.multiply_adds].map(grouped);
    let [parameters, adds] = &costs;
    let all = table.memory(report.activations);
    table.row(["", "total", &output, parameters, adds, &all, ""]);
    format!("{}\n{}", align(&table.rows), closing(report, training))
}

/// Depth and memory in words.
fn closing(report: &Report, training: &Training) -> String {
    let Memory { weights, gradients, optimizer, activations } = training.memory;
    let name = match training.optimizer {
        Optimizer::Sgd => "SGD",
        Optimizer::Momentum => "momentum",
        Optimizer::Adam => "Adam",
    };
    let [weights, gradients, optimizer, activations] =
        [weights, gradients, optimizer, activations].map(bytes);
    format!(
        "{} layers with weights one behind another. Training with batches of {} and {name} \
         keeps {}: weights {weights}, gradients {gradients}, optimiser {optimizer}, activations \
         {activations}.",
        report.depth,
        training.batch,
        bytes(training.memory.total()),
    )
}

const COLUMNS: usize = 7;

type Cells = [String; COLUMNS];

struct Table<'a> {
    found: HashMap<u32, &'a NodeReport>,
    batch: usize,
    rows: Vec<Cells>,
}

impl Table<'_> {
    fn row(&mut self, cells: [&str; COLUMNS]) {
        self.rows.push(cells.map(str::to_owned));
    }

    /// What a batch takes of so many values a sample, as 32-bit floats.
    fn memory(&self, values: u64) -> String {
        bytes(values.saturating_mul(4).saturating_mul(self.batch as u64))
    }

    fn lane(&mut self, nodes: &[Node], depth: usize) {
        for node in nodes {
            let Some(report) = self.found.get(&node.id.0).copied() else { continue };
            let indented = |name: &str| format!("{:indent$}{name}", "", indent = depth * 2);
            let called = |sort: String| match &node.name {
                Some(name) => format!("{}: {sort}", plain(name)),
                None => sort,
            };
            let id = node.id.0.to_string();
            let output = report.output.map_or_else(String::new, |shape| shape.to_string());
            let sees = report.receptive.map(sees).unwrap_or_default();
            match &node.item {
                Item::Layer(layer) => {
                    let title = indented(&called(layer_name(layer)));
                    let [parameters, adds] = [report.parameters, report.multiply_adds].map(grouped);
                    let kept = self.memory(report.activations);
                    self.row([&id, &title, &output, &parameters, &adds, &kept, &sees]);
                }
                Item::Block(block) => {
                    let title = indented(&called(title(block)));
                    let own = self.memory(self.own(block, report.activations));
                    self.row([&id, &title, &output, "", "", &own, &sees]);
                    for (index, nodes) in block.lanes().into_iter().enumerate() {
                        let name = format!("  {}", lane_name(block, index, nodes));
                        self.row(["", &indented(&name), "", "", "", "", ""]);
                        self.lane(nodes, depth + 2);
                    }
                }
            }
        }
    }

    /// What a block keeps beside its contents: what comes out of it.
    fn own(&self, block: &Block, all: u64) -> u64 {
        let inner = block.lanes().into_iter().flatten();
        let inner = inner.filter_map(|node| self.found.get(&node.id.0));
        inner.fold(all, |rest, node| rest.saturating_sub(node.activations))
    }
}

/// Size and stride of a receptive field, height before width where they differ.
fn sees(seen: Receptive) -> String {
    let pair = |[height, width]: [usize; 2]| {
        if height == width { height.to_string() } else { format!("{height}×{width}") }
    };
    format!("{} step {}", pair(seen.size), pair(seen.stride))
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
    let [id, layer, output, parameters, adds, kept, sees] = std::array::from_fn(wide);
    let rule = "─".repeat(id + layer + output + parameters + adds + kept + sees + 12);
    let mut lines = Vec::with_capacity(rows.len() + 2);
    for (at, [a, b, c, d, e, f, g]) in rows.iter().enumerate() {
        if at == 1 || at + 1 == rows.len() {
            lines.push(rule.clone());
        }
        let line = format!(
            "{a:>id$}  {b:<layer$}  {c:<output$}  {d:>parameters$}  {e:>adds$}  {f:>kept$}  {g:<sees$}"
        );
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_estimate::training_memory;
    use filtro_program::analyse;
    use filtro_zoo::template;

    fn lines(name: &str, batch: usize) -> Vec<String> {
        let network = template(name).unwrap();
        let (report, program) = analyse(&network, None);
        let memory = training_memory(&program, batch, Optimizer::Adam);
        let training = Training { batch, optimizer: Optimizer::Adam, memory };
        table(&network, &report, &training).lines().map(str::to_owned).collect()
    }

    /// By hand: of one picture the convolution's 6·28·28 values are kept for the pooling, each 4
    /// bytes; the ReLU behind it has only what was pooled to do.
    #[test]
    fn the_table_of_lenet() {
        let lines = lines("lenet-5-cifar", 1);
        let head = "Id  Layer              Output    Parameters  Multiply-adds  Activations  Sees";
        assert_eq!(lines[0], head);
        let conv =
            " 1  conv2d (5×5)       6×28×28          456        352,800      18.8 kB  5 step 1";
        assert_eq!(lines[3], conv);
        let relu =
            " 2  activation (relu)  6×28×28            0              0          0 B  5 step 1";
        assert_eq!(lines[4], relu);
        let total = lines.iter().rev().nth(1).unwrap();
        assert!(total.starts_with("    total              10            62,006        651,720"));
        // Weights and gradients 62,006 · 4 bytes each, Adam twice that.
        let last = lines.last().unwrap();
        assert!(last.starts_with("5 layers with weights one behind another."), "{last}");
        let parts = "weights 248.0 kB, gradients 248.0 kB, optimiser 496.0 kB, activations ";
        assert!(last.contains(parts), "{last}");
    }

    #[test]
    fn blocks_are_shown_as_a_tree() {
        let table = lines("resnet-8-cifar", 64).join("\n");
        for part in ["residual (add)", "    body", "    shortcut: identity", "      conv2d"] {
            assert!(table.contains(part), "no {part:?} in\n{table}");
        }
        let named = lines("googlenet", 1).join("\n");
        assert!(named.contains("Inception 3a: parallel (concat)"), "{named}");
    }

    #[test]
    fn a_field_of_one_row_names_both_sides() {
        let seen = Receptive { size: [1, 7], stride: [2, 2], centre: [0.0, 0.0] };
        assert_eq!(sees(seen), "1×7 step 2");
    }
}
