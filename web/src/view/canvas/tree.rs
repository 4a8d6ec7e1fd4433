//! The network as the canvas draws it: shared entries, of which an edit replaces only those that
//! look different after it.
//!
//! A card compares its entry by address, so that a change renders the cards that show it and the
//! blocks around them, and no others.

use crate::view::diagnostics::Found;
use filtro_net::{Block, Item, Network, Node, NodeId, NodeReport, Report};
use std::ops::Deref;
use std::rc::Rc;

/// A shared value that equals itself alone.
pub(super) struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    pub(super) fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// All that the card of a layer or block shows.
#[derive(PartialEq)]
pub(super) struct Entry {
    pub(super) id: NodeId,
    /// A name that the person gave.
    pub(super) name: Option<String>,
    /// The layer, or the block without its contents.
    pub(super) item: Item,
    pub(super) report: Option<NodeReport>,
    pub(super) problems: Vec<Found>,
    /// A block's lanes.
    pub(super) lanes: Vec<Vec<Shared<Entry>>>,
    /// About how many cards it is high.
    pub(super) height: u32,
}

/// The network's entries.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) root: Vec<Shared<Entry>>,
}

impl Tree {
    /// Entries for `network`; those of `old` that would be equal are used again.
    pub(super) fn build(network: &Network, report: &Report, old: &Self) -> Self {
        let mut build = Build { network, report, next: 0 };
        Self { root: build.lane(&network.nodes, &old.root) }
    }

    /// The node `id` with the blocks around it, the outermost first.
    pub(super) fn path(&self, id: NodeId) -> Vec<NodeId> {
        fn find(entries: &[Shared<Entry>], id: NodeId, path: &mut Vec<NodeId>) -> bool {
            for entry in entries {
                path.push(entry.id);
                if entry.id == id || entry.lanes.iter().any(|lane| find(lane, id, path)) {
                    return true;
                }
                path.pop();
            }
            false
        }
        let mut path = Vec::new();
        find(&self.root, id, &mut path);
        path
    }
}

struct Build<'a> {
    network: &'a Network,
    report: &'a Report,
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
        let problems = problems.map(|found| Found::of(found, self.network)).collect();
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
        let height = |lane: &Vec<Shared<Entry>>| lane.iter().map(|entry| entry.height).sum::<u32>();
        let height = 1 + lanes.iter().map(height).max().unwrap_or(0);
        Entry { id: node.id, name: node.name.clone(), item, report, problems, lanes, height }
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
    use filtro_net::{Edit, Layer, LayerKind, Place, apply_all, inspect, template};

    fn tree(network: &Network, old: &Tree) -> Tree {
        Tree::build(network, &inspect(network, None), old)
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
