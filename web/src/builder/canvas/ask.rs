//! Where things are in the tree, and what of it is folded away.

use super::entry::Entry;
use super::folds::{Fold, Folds};
use super::stage::Stage;
use super::tree::Tree;
use crate::shared::Shared;
use filtro_net::{Lane, NodeId, Place};

impl Tree {
    /// The node at the end of a path.
    pub(super) fn find(&self, path: &[NodeId]) -> Option<&Shared<Entry>> {
        let (first, inner) = path.split_first()?;
        let outermost = self.root.iter().find(|entry| entry.id == *first)?;
        inner.iter().try_fold(outermost, |block, id| {
            block.lanes.iter().flatten().find(|entry| entry.id == *id)
        })
    }

    /// All that folds.
    pub(super) fn all_folds(&self) -> Vec<Fold> {
        fn blocks(entries: &[Shared<Entry>], all: &mut Vec<Fold>) {
            for entry in entries.iter().filter(|entry| !entry.lanes.is_empty()) {
                all.push(Fold::Block(entry.id));
                entry.lanes.iter().for_each(|lane| blocks(lane, all));
            }
        }
        let mut all = self.stages.iter().map(|stage| Fold::Stage(stage.first)).collect();
        blocks(&self.root, &mut all);
        all
    }

    /// What `folds` would fold, but for an error inside.
    pub(super) fn kept_open(&self, folds: &Folds) -> Vec<Fold> {
        fn blocks(entries: &[Shared<Entry>], folds: &Folds, open: &mut Vec<Fold>) {
            for entry in entries.iter().filter(|entry| entry.faulty) {
                let fold = Fold::Block(entry.id);
                if !entry.folded && folds.has(fold) {
                    open.push(fold);
                }
                entry.lanes.iter().for_each(|lane| blocks(lane, folds, open));
            }
        }
        let folds_stage = |stage: &&Stage| !stage.folded && folds.has(Fold::Stage(stage.first));
        let stages = self.stages.iter().filter(folds_stage);
        let mut open = stages.map(|stage| Fold::Stage(stage.first)).collect();
        blocks(&self.root, folds, &mut open);
        open
    }

    /// What is folded around the node `id`, where it is folded.
    pub(super) fn around(&self, id: NodeId) -> Vec<Fold> {
        let path = self.path(id);
        let (Some(outermost), Some((_, blocks))) = (path.first(), path.split_last()) else {
            return Vec::new();
        };
        let index = self.root.iter().position(|entry| entry.id == *outermost);
        let stage = index.and_then(|at| self.stages.iter().find(|s| s.range.contains(&at)));
        let stage = stage.map(|stage| Fold::Stage(stage.first));
        blocks.iter().map(|block| Fold::Block(*block)).chain(stage).collect()
    }

    /// The gaps that are folded away.
    pub(super) fn hidden(&self) -> Vec<Place> {
        let mut hidden = Vec::new();
        for (index, entry) in self.root.iter().enumerate() {
            let stage = self.stages.iter().find(|stage| stage.range.contains(&index));
            let folded = stage.is_some_and(|stage| stage.folded);
            if folded && stage.is_some_and(|stage| stage.range.start != index) {
                hidden.push(Place::root(index));
            }
            hide(entry, folded, &mut hidden);
        }
        hidden
    }

    /// Every node, in document order.
    pub(super) fn order(&self) -> Vec<NodeId> {
        fn walk(entries: &[Shared<Entry>], order: &mut Vec<NodeId>) {
            for entry in entries {
                order.push(entry.id);
                entry.lanes.iter().for_each(|lane| walk(lane, order));
            }
        }
        let mut order = Vec::new();
        walk(&self.root, &mut order);
        order
    }

    /// Who follows the node `id` should it go, the nearest first: itself, where it does not; those
    /// behind it in its sequence, those before it, the block around, and the like of that.
    pub(super) fn heirs(&self, id: NodeId) -> Vec<NodeId> {
        let path = self.path(id);
        let mut heirs = vec![id];
        for (depth, id) in path.iter().enumerate().rev() {
            let around = self.find(path.get(..depth).unwrap_or_default());
            let root = std::slice::from_ref(&self.root);
            let lanes = around.map_or(root, |block| block.lanes.as_slice());
            let at = |lane: &Vec<Shared<Entry>>| lane.iter().position(|entry| entry.id == *id);
            if let Some((lane, at)) = lanes.iter().find_map(|lane| Some((lane, at(lane)?))) {
                let behind = lane.iter().skip(at + 1);
                let before = lane.iter().take(at).rev();
                heirs.extend(behind.chain(before).map(|entry| entry.id));
            }
            heirs.extend(around.map(|block| block.id));
        }
        heirs
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

/// Adds the gaps inside of a block that are folded away, with it or with what is around it.
fn hide(entry: &Entry, around: bool, hidden: &mut Vec<Place>) {
    let folded = around || entry.folded;
    for (number, lane) in entry.lanes.iter().enumerate() {
        let place = |index| Place { lane: Lane::Of { block: entry.id, lane: number }, index };
        if folded {
            hidden.extend((0..=lane.len()).map(place));
        }
        lane.iter().for_each(|inner| hide(inner, folded, hidden));
    }
}

#[cfg(test)]
mod tests {
    use super::super::look::Look;
    use super::*;
    use filtro_net::inspect;
    use filtro_zoo::template;

    #[test]
    fn what_goes_is_followed_by_its_neighbours_and_then_by_the_block_around() {
        let network = template("resnet-8-cifar").unwrap();
        let report = inspect(&network, None);
        let tree = Tree::build(&network, &report, &Look::default(), &Tree::default());
        let root: Vec<NodeId> = network.nodes.iter().map(|node| node.id).collect();
        let heirs = tree.heirs(root[1]);
        assert_eq!(heirs[..3], [root[1], root[2], root[3]]);
        assert_eq!(*heirs.last().unwrap(), root[0]);
        let last = tree.heirs(root[root.len() - 1]);
        assert_eq!(last[1], root[root.len() - 2]);
        let block = network.nodes.iter().find(|node| node.item.block().is_some()).unwrap();
        let body: Vec<NodeId> =
            block.item.block().unwrap().lanes()[0].iter().map(|node| node.id).collect();
        let inner = tree.heirs(body[0]);
        assert_eq!(inner[..body.len()], body[..]);
        assert_eq!(inner[body.len()], block.id);
        assert_eq!(tree.heirs(NodeId(9999)), [NodeId(9999)]);
    }

    #[test]
    fn gaps_of_folded_parts_are_hidden_and_the_parts_are_named() {
        let network = template("resnet-20-cifar").unwrap();
        let report = inspect(&network, None);
        let open = Tree::build(&network, &report, &Look::default(), &Tree::default());
        assert_eq!(open.hidden(), []);
        let block = network.nodes.iter().find(|node| node.item.block().is_some()).unwrap();
        let inner = block.item.block().unwrap().lanes()[0][0].id;
        let stage = open.stages[1].clone();
        assert_eq!(open.around(inner).first(), Some(&Fold::Block(block.id)));
        assert!(
            open.around(network.nodes[stage.range.start + 1].id)
                .contains(&Fold::Stage(stage.first))
        );
        let folds = Folds::of([Fold::Block(block.id), Fold::Stage(stage.first)]);
        let look = Look { folds, ..Look::default() };
        let folded = Tree::build(&network, &report, &look, &open);
        let hidden = folded.hidden();
        let in_block = Place { lane: Lane::Of { block: block.id, lane: 0 }, index: 0 };
        assert!(hidden.contains(&in_block));
        // The gaps before and behind a folded stage stay.
        let root = |index| hidden.contains(&Place::root(index));
        assert!(!root(stage.range.start) && root(stage.range.start + 1) && !root(stage.range.end));
    }
}
