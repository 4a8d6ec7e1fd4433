//! One pass over a network, from its input to its end.

use super::fixes::{remove, unwrap};
use super::flow::{Flow, LARGEST, Spot, Target};
use super::habits::Habits;
use super::merge;
use crate::address::{Lane, NodeId, Place};
use crate::diagnostic::{Diagnostic, Fix, FixKind, Severity};
use crate::edit::Edit;
use crate::network::{Network, Walk};
use crate::node::{Block, Item, Node};
use crate::problem::{Counted, Problem};
use crate::receptive::Receptive;
use crate::report::{NodeReport, Report};
use crate::shape::Shape;
use std::collections::BTreeSet;

/// [`inspect`](super::inspect) without the repairs of differing lanes, which are found by trying.
pub(super) fn fold(network: &Network, target: Option<Target>) -> Report {
    let mut fold = Fold {
        diagnostics: Vec::new(),
        report: Report::default(),
        huge: false,
        picture: network.input_shape().size(),
    };
    let start = fold.input(network, target);
    let end = fold.lane(Lane::Root, &network.nodes, start, 0);
    fold.whole(network);
    fold.ending(network, target, end);
    fold.finish(end)
}

pub(super) struct Fold {
    /// By the position in the document: 0 the input, then the nodes, then the end.
    pub(super) diagnostics: Vec<(usize, Diagnostic)>,
    pub(super) report: Report,
    /// A tensor was too large already: once is enough.
    pub(super) huge: bool,
    /// `[height, width]` of the input.
    pub(super) picture: [usize; 2],
}

impl Fold {
    pub(super) fn push(&mut self, at: usize, diagnostic: Diagnostic) {
        // Nearly always the last already: no sorting is needed, nor its code in the page.
        let behind = self.diagnostics.partition_point(|(place, _)| *place <= at);
        self.diagnostics.insert(behind, (at, diagnostic));
    }

    /// Reports `problem` at the node `id`, whose report is the last or was at `at`.
    pub(super) fn at_node(
        &mut self,
        at: usize,
        id: NodeId,
        severity: Severity,
        problem: Problem,
        fixes: Vec<Fix>,
    ) {
        self.push(at, Diagnostic { severity, node: Some(id), field: None, problem, fixes });
    }

    pub(super) fn errors(&self) -> usize {
        let errors = self.diagnostics.iter();
        errors.filter(|(_, found)| found.severity == Severity::Error).count()
    }

    fn lane(&mut self, lane: Lane, nodes: &[Node], mut flow: Flow, depth: usize) -> Flow {
        let mut flattened = None;
        let mut habits = Habits::default();
        for (index, node) in nodes.iter().enumerate() {
            let place = Place { lane, index };
            let before = flow.shape;
            flow = match &node.item {
                Item::Layer(layer) => {
                    let spot = Spot { node, place, flow, flattened };
                    let next = self.layer(&spot, layer);
                    if let Some(fix) = habits.linear_pair(&spot, layer) {
                        let at = self.report.nodes.len();
                        let (severity, problem) = (Severity::Warning, Problem::LinearPair);
                        self.at_node(at, node.id, severity, problem, vec![fix]);
                    }
                    next
                }
                Item::Block(block) => {
                    habits = Habits::default();
                    self.block(node, block, flow, depth + 1)
                }
            };
            if matches!((before, flow.shape), (Shape::Map { .. }, Shape::Vector(_))) {
                flattened = Some((node.id, place));
            }
        }
        flow
    }

    fn block(&mut self, node: &Node, block: &Block, flow: Flow, depth: usize) -> Flow {
        let slot = self.report.nodes.len();
        self.report.nodes.push(NodeReport { id: node.id, ..NodeReport::unknown(flow.known()) });
        let limit = Network::MAX_DEPTH;
        if depth > limit {
            let inner = Walk::lanes(block).map(|inner| inner.id);
            self.report
                .nodes
                .extend(inner.map(|id| NodeReport { id, ..NodeReport::unknown(None) }));
            let fixes = vec![remove(node.id)];
            self.at_node(slot + 1, node.id, Severity::Error, Problem::TooDeep { limit }, fixes);
            return Flow { sound: false, ..flow };
        }
        let errors = self.errors();
        let lanes = block.lanes();
        let mut ends = Vec::with_capacity(lanes.len());
        for (lane, nodes) in lanes.iter().enumerate() {
            ends.push(self.lane(Lane::Of { block: node.id, lane }, nodes, flow, depth));
        }
        let shapes: Vec<_> = ends.iter().map(|end| end.shape).collect();
        let joined = join(flow, &ends);
        // Lanes with an error of their own have assumed shapes: comparing those says nothing.
        let compare = errors == self.errors();
        self.lane_count(slot + 1, node, block);
        let merged = block.merge().output(&shapes);
        if merged.is_none() && compare && !shapes.is_empty() {
            let problem = Problem::LanesDiffer { sort: block.sort(), shapes: shapes.clone() };
            self.at_node(slot + 1, node.id, Severity::Error, problem, vec![remove(node.id)]);
        }
        let assumed = merge::assume(block.merge(), &shapes).unwrap_or(flow.shape);
        let sound = joined.sound && merged.is_some();
        let mut next = Flow { shape: merged.unwrap_or(assumed), sound, ..joined };
        next = self.check_size(slot + 1, node.id, next);
        self.close_block(slot, next);
        next
    }

    /// A block's costs are those of its contents, which stand behind it in the report.
    fn close_block(&mut self, slot: usize, end: Flow) {
        let Some((own, inner)) =
            self.report.nodes.get_mut(slot..).and_then(<[NodeReport]>::split_first_mut)
        else {
            return;
        };
        own.output = end.known();
        own.receptive = end.sound.then_some(end.seen);
        // Blocks inside already hold the sum of their own contents.
        let layers = || inner.iter().filter(|node| !node.is_block);
        own.is_block = true;
        own.parameters = saturating_sum(layers().map(|node| node.parameters));
        own.multiply_adds = saturating_sum(layers().map(|node| node.multiply_adds));
    }

    fn lane_count(&mut self, at: usize, node: &Node, block: &Block) {
        let Block::Parallel { branches, .. } = block else { return };
        let problem = Problem::TooFewLanes { found: branches.len() };
        match branches.as_slice() {
            [] => self.at_node(at, node.id, Severity::Error, problem, vec![remove(node.id)]),
            [_] => {
                let fix = unwrap(node.id);
                self.at_node(at, node.id, Severity::Warning, problem, vec![fix]);
            }
            _ => {}
        }
    }

    /// Reports the first tensor that no device of today holds.
    pub(super) fn check_size(&mut self, at: usize, id: NodeId, flow: Flow) -> Flow {
        let values = flow.shape.values();
        if values <= LARGEST || self.huge {
            return flow;
        }
        self.huge = true;
        let problem = Problem::TooLarge { of: Counted::Output, values, limit: LARGEST };
        self.at_node(at, id, Severity::Error, problem, vec![remove(id)]);
        Flow { sound: false, ..flow }
    }

    /// Problems of the document as a whole: ids, number of nodes, parameters in total.
    fn whole(&mut self, network: &Network) {
        let mut seen = BTreeSet::new();
        for (index, node) in network.walk().enumerate() {
            if !seen.insert(node.id) {
                let fix = Fix { kind: FixKind::RenumberIds, edits: vec![Edit::RenumberIds] };
                let severity = Severity::Error;
                self.at_node(index + 1, node.id, severity, Problem::DuplicateId, vec![fix]);
            }
        }
        let layers = || self.report.nodes.iter().filter(|node| !node.is_block);
        self.report.parameters = saturating_sum(layers().map(|node| node.parameters));
        self.report.multiply_adds = saturating_sum(layers().map(|node| node.multiply_adds));
        let (found, limit) = (self.report.nodes.len(), Network::MAX_NODES);
        if found > limit {
            self.network_error(Problem::TooManyNodes { found, limit }, Vec::new());
        }
        let values = self.report.parameters;
        if values > LARGEST && !self.huge {
            let of = Counted::AllParameters;
            self.network_error(Problem::TooLarge { of, values, limit: LARGEST }, Vec::new());
        }
    }

    /// An error of the network as a whole, listed behind those of its nodes.
    pub(super) fn network_error(&mut self, problem: Problem, fixes: Vec<Fix>) {
        let severity = Severity::Error;
        let diagnostic = Diagnostic { severity, node: None, field: None, problem, fixes };
        self.push(usize::MAX, diagnostic);
    }

    fn finish(mut self, end: Flow) -> Report {
        self.report.diagnostics = self.diagnostics.into_iter().map(|(_, found)| found).collect();
        self.report.output = end.known();
        self.report.depth = end.depth;
        self.report
    }
}

/// What is known of a block's end but its shape.
fn join(start: Flow, ends: &[Flow]) -> Flow {
    let seen = Receptive::union(ends.iter().map(|end| (end.seen, end.shape.size())));
    Flow {
        sound: start.sound && ends.iter().all(|end| end.sound),
        seen: seen.unwrap_or(start.seen),
        depth: ends.iter().map(|end| end.depth).max().unwrap_or(start.depth),
        ..start
    }
}

fn saturating_sum(values: impl Iterator<Item = u64>) -> u64 {
    values.fold(0, u64::saturating_add)
}
