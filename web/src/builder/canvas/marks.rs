//! What changes on cards without an edit: which are selected, which is carried, where it would go.
//!
//! A lane or block is told of marks in itself only, so that moving one renders the cards that it
//! leaves and reaches, and the blocks around them.

use super::carried::Carried;
use super::entry::Entry;
use super::tree::Tree;
use crate::shared::Shared;
use filtro_app::Dragged;
use filtro_net::{Lane, NodeId, Place};

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Its parameters are shown.
    Selected,
    /// It is being dragged.
    Lifted,
}

#[derive(Clone, PartialEq)]
struct Mark {
    sort: Sort,
    /// The node, behind the blocks around it.
    path: Vec<NodeId>,
}

/// Marks of a part of the network.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Marks {
    nodes: Vec<Mark>,
    /// The gap that a drag points at, and the blocks around it.
    target: Option<(Place, Vec<NodeId>)>,
}

impl Marks {
    /// All of a network: what is selected, what is carried, and where it would go.
    pub(super) fn all(
        selection: Option<NodeId>,
        group: &[NodeId],
        drag: &Carried,
        tree: &Tree,
    ) -> Self {
        let mut marks = Self::default();
        marks.mark(Sort::Selected, selection, tree);
        for id in group.iter().filter(|id| Some(**id) != selection) {
            marks.mark(Sort::Selected, Some(*id), tree);
        }
        for id in drag.what.iter().flat_map(Dragged::nodes) {
            marks.mark(Sort::Lifted, Some(*id), tree);
        }
        marks.aim(drag.target, tree);
        marks
    }

    /// Marks the node `id`, if there is one.
    fn mark(&mut self, sort: Sort, id: Option<NodeId>, tree: &Tree) {
        self.nodes.extend(id.map(|id| Mark { sort, path: tree.path(id) }));
    }

    /// Marks the gap that a drag points at.
    fn aim(&mut self, target: Option<Place>, tree: &Tree) {
        self.target = target.map(|place| match place.lane {
            Lane::Root => (place, Vec::new()),
            Lane::Of { block, .. } => (place, tree.path(block)),
        });
    }

    /// Those on or inside of `entries`, which are `lane`'s from the index `start` on.
    pub(super) fn within(&self, lane: Lane, start: usize, entries: &[Shared<Entry>]) -> Self {
        let inside = |path: &[NodeId]| entries.iter().any(|entry| path.contains(&entry.id));
        let nodes = self.nodes.iter().filter(|mark| inside(&mark.path)).cloned().collect();
        let target = self.target.as_ref().filter(|(place, path)| {
            let here = place.lane == lane && (start..=start + entries.len()).contains(&place.index);
            here || inside(path)
        });
        Self { nodes, target: target.cloned() }
    }

    /// Those on or inside of one node.
    pub(super) fn of(&self, entry: &Entry) -> Self {
        let inside = |path: &[NodeId]| path.contains(&entry.id);
        let nodes = self.nodes.iter().filter(|mark| inside(&mark.path)).cloned().collect();
        Self { nodes, target: self.target.clone().filter(|(_, path)| inside(path)) }
    }

    /// Whether the node `id` is marked.
    pub(super) fn has(&self, sort: Sort, id: NodeId) -> bool {
        self.nodes.iter().any(|mark| mark.sort == sort && mark.path.last() == Some(&id))
    }

    /// Whether a drag points at `place`.
    pub(super) fn aims_at(&self, place: Place) -> bool {
        self.target.as_ref().is_some_and(|(target, _)| *target == place)
    }
}

#[cfg(test)]
mod tests {
    use super::super::look::Look;
    use super::*;
    use filtro_net::inspect;
    use filtro_zoo::template;

    #[test]
    fn marks_reach_the_blocks_around_them_and_no_others() {
        let network = template("resnet-8-cifar").unwrap();
        let tree =
            Tree::build(&network, &inspect(&network, None), &Look::default(), &Tree::default());
        let at = tree.root.iter().position(|entry| !entry.lanes.is_empty()).unwrap();
        let block = &tree.root[at];
        let inner = block.lanes[0][0].id;
        let place = Place { lane: Lane::Of { block: block.id, lane: 0 }, index: 1 };
        let mut marks = Marks::default();
        marks.mark(Sort::Selected, Some(inner), &tree);
        marks.aim(Some(place), &tree);
        let on_block = marks.of(block);
        assert!(marks.within(Lane::Root, at, &tree.root[at..=at]) == on_block);
        assert!(on_block.has(Sort::Selected, inner) && on_block.aims_at(place));
        assert!(!on_block.has(Sort::Lifted, inner) && !on_block.has(Sort::Selected, block.id));
        assert!(marks.within(Lane::Root, 0, &tree.root[..at]) == Marks::default());
    }

    #[test]
    fn a_gap_is_of_the_cards_on_both_of_its_sides() {
        let network = template("lenet-5-cifar").unwrap();
        let tree =
            Tree::build(&network, &inspect(&network, None), &Look::default(), &Tree::default());
        let mut marks = Marks::default();
        marks.aim(Some(Place::root(3)), &tree);
        let has = |start: usize, end| {
            marks.within(Lane::Root, start, &tree.root[start..end]).aims_at(Place::root(3))
        };
        assert!(has(0, 3) && has(3, 5));
        assert!(!has(0, 2) && !has(4, 6));
    }
}
