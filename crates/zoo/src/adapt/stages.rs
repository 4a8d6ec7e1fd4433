//! Depth: runs of equal units.

use super::change::Change;
use filtro_net::{Block, Item, Network, Node, NodeId, Report, Shape, inspect};

/// Longest unit that is looked for, in nodes of the network's own sequence.
const LONGEST: usize = 8;
/// Most units of a stage.
const MOST: usize = 64;

/// A run of equal units in the network's own sequence: its depth can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Where it begins.
    pub first: NodeId,
    /// Its name there, if it has one.
    pub name: Option<String>,
    /// Units now.
    pub repeats: usize,
    /// Fewest units: none, where a unit leaves the shape of the maps as it is.
    pub least: usize,
    /// Index of the first node, and nodes of a unit.
    span: (usize, usize),
}

/// The stages of a network, in their order.
///
/// A unit is the same layers with the same parameters, and leaves the maps' height and width as
/// they are; a single one counts if it is a block that leaves the channels too.
pub fn stages(network: &Network) -> Vec<Stage> {
    let report = inspect(network, None);
    let nodes = &network.nodes;
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = nodes.get(at) {
        let Some((length, repeats)) = run(nodes, at, &report) else {
            at += 1;
            continue;
        };
        let (name, span) = (first.name.clone(), (at, length));
        let least = usize::from(!whole(nodes.get(at..at + length), &report));
        found.push(Stage { first: first.id, name, repeats, least, span });
        at += length * repeats;
    }
    found
}

/// The run that begins at `at` and takes the most nodes: nodes of a unit, and units.
fn run(nodes: &[Node], at: usize, report: &Report) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    for length in 1..=LONGEST {
        let Some(unit) = nodes.get(at..at + length) else { break };
        if !keeps_size(unit, report) {
            continue;
        }
        let equal = |other: &&[Node]| other.len() == length && alike(unit, other);
        let more = nodes.get(at + length..).unwrap_or_default();
        let repeats = 1 + more.chunks(length).take_while(equal).count();
        let single = repeats == 1 && length == 1 + usize::from(activation(unit.get(1)));
        if repeats == 1 && !(single && is_block(unit) && whole(Some(unit), report)) {
            continue;
        }
        if best.is_none_or(|(nodes, units)| length * repeats > nodes * units) {
            best = Some((length, repeats));
        }
    }
    best
}

fn is_block(unit: &[Node]) -> bool {
    unit.first().is_some_and(|node| matches!(node.item, Item::Block(_)))
}

fn activation(node: Option<&Node>) -> bool {
    node.is_some_and(|node| node.item.kind() == Some(filtro_net::LayerKind::Activation))
}

/// The shapes around a unit.
fn shapes(unit: &[Node], report: &Report) -> Option<[Shape; 2]> {
    let input = report.node(unit.first()?.id)?.input?;
    let output = report.node(unit.last()?.id)?.output?;
    Some([input, output])
}

/// Whether maps keep height and width, and something is done to them.
fn keeps_size(unit: &[Node], report: &Report) -> bool {
    let maps = shapes(unit, report).is_some_and(|[input, output]| {
        matches!(input, Shape::Map { .. }) && input.size() == output.size()
    });
    maps && unit.iter().any(|node| report.node(node.id).is_some_and(|it| it.parameters > 0))
}

/// Whether the shape is the same behind the unit.
fn whole(unit: Option<&[Node]>, report: &Report) -> bool {
    let shapes = unit.and_then(|unit| shapes(unit, report));
    shapes.is_some_and(|[input, output]| input == output)
}

/// Equal but for ids and names.
fn alike(one: &[Node], other: &[Node]) -> bool {
    let pairs = || one.iter().zip(other);
    one.len() == other.len()
        && pairs().all(|(one, other)| match (&one.item, &other.item) {
            (Item::Layer(one), Item::Layer(other)) => one == other,
            (Item::Block(one), Item::Block(other)) => {
                let (lanes, others) = (one.lanes(), other.lanes());
                let same_sort = one.merge() == other.merge()
                    && matches!(one, Block::Residual { .. })
                        == matches!(other, Block::Residual { .. });
                same_sort
                    && lanes.len() == others.len()
                    && lanes.iter().zip(others).all(|(one, other)| alike(one, other))
            }
            _ => false,
        })
}

/// Leaves out or repeats the last units of each stage.
pub(super) fn repeat(network: &mut Network, repeats: &[usize], changes: &mut Vec<Change>) {
    let stages = stages(network);
    // From the last on, so that the places of the others stay.
    let wanted: Vec<_> = stages.iter().zip(repeats).collect();
    for (stage, &wanted) in wanted.into_iter().rev() {
        let (start, length) = stage.span;
        let to = wanted.clamp(stage.least, MOST);
        let end = start + length * stage.repeats;
        if to < stage.repeats {
            network.nodes.drain(start + length * to..end);
        } else {
            let unit = network.nodes.get(end - length..end).unwrap_or_default().to_vec();
            let room = Network::MAX_NODES.saturating_sub(network.len());
            let size = unit.iter().map(size).sum::<usize>().max(1);
            let copies = (to - stage.repeats).min(room / size);
            let mut fresh = network.fresh_ids();
            let mut more = Vec::with_capacity(copies * length);
            for node in (0..copies).flat_map(|_| unit.clone()) {
                let mut node = Node { name: None, ..node };
                node.renumber(&mut fresh);
                more.push(node);
            }
            network.nodes.splice(end..end, more);
        }
        if to != stage.repeats {
            changes.insert(0, Change::Repeats { first: stage.first, from: stage.repeats, to });
        }
    }
}

/// Nodes in a node, itself counted.
fn size(node: &Node) -> usize {
    1 + node.item.block().map_or(0, |block| filtro_net::Walk::lanes(block).count())
}
