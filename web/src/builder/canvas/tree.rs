//! The network as the canvas draws it: shared entries, of which an edit replaces only those that
//! look different after it.

use super::entry::Entry;
use super::folds::{Fold, Folds};
use super::heat::Scale;
use super::look::Look;
use super::stage::{Stage, stages};
use crate::builder::diagnostics::Found;
use crate::shared::Shared;
use filtro_net::{Block, Item, Network, Node, Report, Severity};
use std::slice::Chunks;

/// Cards that are looked through together for a change.
pub(super) const CHUNK: usize = 12;

/// The network's entries.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) root: Vec<Shared<Entry>>,
    /// None where the network is small.
    pub(super) stages: Vec<Stage>,
}

impl Tree {
    /// The outermost entries of a stage, in the parts that the page has them in.
    pub(super) fn parts(&self, stage: &Stage) -> Chunks<'_, Shared<Entry>> {
        self.root.get(stage.range.clone()).unwrap_or_default().chunks(CHUNK)
    }

    /// Entries for `network`; those of `old` that would be equal are used again.
    pub(super) fn build(network: &Network, report: &Report, look: &Look, old: &Self) -> Self {
        let (folds, scale) = (&look.folds, Scale::of(look.tint, report));
        let mut build = Build { network, report, folds, scale, next: 0 };
        let root = build.lane(&network.nodes, &old.root);
        let stages = stages(&root, folds);
        Self { root, stages }
    }
}

struct Build<'a> {
    network: &'a Network,
    report: &'a Report,
    folds: &'a Folds,
    scale: Scale,
    /// Where the next node's report is: both lists are in document order.
    next: usize,
}

impl Build<'_> {
    fn lane(&mut self, nodes: &[Node], old: &[Shared<Entry>]) -> Vec<Shared<Entry>> {
        // Most nodes stand where they stood, but for those that were put in or taken out before.
        let mut from = 0;
        let mut lane = Vec::with_capacity(nodes.len());
        for node in nodes {
            let behind = old.get(from..).unwrap_or_default();
            let known = behind.iter().position(|entry| entry.id == node.id);
            let known = known.and_then(|at| behind.get(at).map(|entry| (at, entry)));
            let entry = self.entry(node, known.map(|(_, entry)| &**entry));
            lane.push(match known {
                Some((at, known)) => {
                    from += at + 1;
                    if **known == entry { known.clone() } else { Shared::new(entry) }
                }
                None => Shared::new(entry),
            });
        }
        lane
    }

    fn entry(&mut self, node: &Node, old: Option<&Entry>) -> Entry {
        let report = self.report.nodes.get(self.next).filter(|report| report.id == node.id);
        self.next += 1;
        let report = report.or_else(|| self.report.node(node.id)).cloned();
        let problems = self.report.for_node(node.id);
        let problems: Vec<Found> = problems.map(|found| Found::of(found, self.network)).collect();
        let old = old.map_or(&[][..], |old| &old.lanes);
        let (item, lanes) = match &node.item {
            Item::Layer(layer) => (Item::from(layer.clone()), Vec::new()),
            Item::Block(block) => {
                let old = |lane| old.get(lane).map_or(&[][..], Vec::as_slice);
                let lanes = block.lanes().into_iter().enumerate();
                let lanes = lanes.map(|(lane, nodes)| self.lane(nodes, old(lane))).collect();
                (hollow(block).into(), lanes)
            }
        };
        let sum = |of: fn(&Entry) -> u32| {
            let lanes = lanes.iter().map(|lane| lane.iter().map(|entry| of(entry)).sum::<u32>());
            lanes.collect::<Vec<u32>>()
        };
        // What is wrong inside of a block is not folded away.
        let inside = lanes.iter().flatten().any(|entry| entry.faulty);
        let folded = !lanes.is_empty() && !inside && self.folds.has(Fold::Block(node.id));
        let wrong = |found: &Found| found.diagnostic.severity == Severity::Error;
        let height = sum(|entry| entry.height).into_iter().max().filter(|_| !folded);
        let is_layer = lanes.is_empty() && matches!(item, Item::Layer(_));
        Entry {
            id: node.id,
            name: node.name.clone(),
            heat: report.as_ref().and_then(|report| self.scale.heat(report)),
            folded,
            faulty: inside || problems.iter().any(wrong),
            layers: u32::from(is_layer) + sum(|entry| entry.layers).iter().sum::<u32>(),
            count: 1 + sum(|entry| entry.count).iter().sum::<u32>(),
            height: 1 + height.unwrap_or(0),
            item,
            report,
            problems,
            lanes,
        }
    }
}

/// A block without its contents.
fn hollow(block: &Block) -> Block {
    match block {
        Block::Residual { .. } => Block::Residual { body: Vec::new(), shortcut: Vec::new() },
        Block::Parallel { merge, .. } => Block::Parallel { branches: Vec::new(), merge: *merge },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_net::{Edit, Layer, LayerKind, NodeId, Place, apply_all, inspect};
    use filtro_zoo::template;

    fn tree(network: &Network, old: &Tree) -> Tree {
        Tree::build(network, &inspect(network, None), &Look::default(), old)
    }

    fn ids(entries: &[Shared<Entry>]) -> Vec<NodeId> {
        entries.iter().map(|entry| entry.id).collect()
    }

    #[test]
    fn an_edit_replaces_only_what_looks_different() {
        let network = template("resnet-8-cifar").unwrap();
        let first = tree(&network, &Tree::default());
        assert!(first.root.iter().all(|entry| entry.report.as_ref().unwrap().id == entry.id));
        // Nothing has changed: every entry is the same.
        let same = tree(&network, &first);
        assert!(first.root == same.root);
        // An activation at the start changes no shape: all others stay the same.
        let insert =
            Edit::Insert { at: Place::root(1), item: Layer::new(LayerKind::Activation).into() };
        let network = apply_all(&[insert], &network).unwrap().network;
        let second = tree(&network, &first);
        assert_eq!(ids(&second.root), network.nodes.iter().map(|node| node.id).collect::<Vec<_>>());
        let kept = second.root.iter().filter(|entry| first.root.contains(entry)).count();
        assert!(kept + 2 >= first.root.len(), "{kept} of {}", first.root.len());
    }

    #[test]
    fn a_change_inside_of_a_block_reaches_the_blocks_around_it() {
        let network = template("resnet-8-cifar").unwrap();
        let block = network.nodes.iter().find(|node| node.item.block().is_some()).unwrap();
        let inner = block.item.block().unwrap().lanes()[0][0].id;
        let first = tree(&network, &Tree::default());
        assert_eq!(first.path(inner), [block.id, inner]);
        assert_eq!(first.path(NodeId(9999)), []);
        let name = Edit::Rename { id: inner, name: "Seen".into() };
        let second = tree(&apply_all(&[name], &network).unwrap().network, &first);
        let changed: Vec<NodeId> = second
            .root
            .iter()
            .zip(&first.root)
            .filter(|(new, old)| new != old)
            .map(|(new, _)| new.id)
            .collect();
        assert_eq!(changed, [block.id]);
    }
}
