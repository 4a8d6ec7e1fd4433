//! What is selected: one node, or several of one sequence.

use filtro_net::{Network, NodeId, Place};

/// The nodes that are selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The one whose parameters are shown, and where it goes on from.
    pub head: Option<NodeId>,
    /// All, in the order of their sequence, where there are several; the head is among them.
    pub group: Vec<NodeId>,
    /// Where a range began.
    pub(crate) anchor: Option<NodeId>,
}

impl Chosen {
    /// One node, or none.
    pub(crate) const fn one(head: Option<NodeId>) -> Self {
        Self { head, group: Vec::new(), anchor: None }
    }

    /// Several; the first is where the range began, and the last the head.
    pub(crate) fn all(ids: Vec<NodeId>) -> Self {
        let (anchor, head) = (ids.first().copied(), ids.last().copied());
        Self { head, group: if ids.len() > 1 { ids } else { Vec::new() }, anchor }
    }

    /// What something that is done with `id` is done with: all that are selected if it is one of
    /// them, else it alone.
    pub fn with(&self, id: NodeId) -> Vec<NodeId> {
        if self.group.contains(&id) { self.group.clone() } else { vec![id] }
    }

    /// What is left of it in `network`: those that are still there, of one sequence.
    pub(crate) fn kept(self, network: &Network) -> Self {
        let there = |id: &NodeId| network.find(*id).is_some();
        let Some(head) = self.head.filter(there) else { return Self::default() };
        let anchor = self.anchor.filter(there);
        let lane = network.place_of(head).and_then(|place| network.lane(place.lane));
        let ids = lane.unwrap_or_default().iter().map(|node| node.id);
        let group: Vec<NodeId> = ids.filter(|id| self.group.contains(id)).collect();
        let group = if group.len() > 1 { group } else { Vec::new() };
        Self { head: Some(head), group, anchor }
    }

    /// From where the range began to `id`. Of nodes in different sequences, it is the range of the
    /// blocks around them that stand in the same one.
    pub(crate) fn extended(&self, to: NodeId, network: &Network) -> Self {
        let Some(from) = self.anchor.or(self.head) else { return Self::one(Some(to)) };
        let (old, new) = (path(network, from), path(network, to));
        let shared = old.iter().zip(&new).take_while(|(old, new)| old.lane == new.lane).last();
        let Some((old, new)) = shared else { return Self::one(Some(to)) };
        let ends = (old.index.min(new.index), old.index.max(new.index));
        let nodes = network.lane(new.lane).and_then(|nodes| nodes.get(ends.0..=ends.1));
        let nodes = nodes.unwrap_or_default();
        let at = |index: usize| nodes.get(index - ends.0).map(|node| node.id);
        let ids: Vec<NodeId> = nodes.iter().map(|node| node.id).collect();
        let group = if ids.len() > 1 { ids } else { Vec::new() };
        Self { head: at(new.index), group, anchor: at(old.index) }
    }

    /// With `id` added or taken out; one of another sequence is selected alone.
    pub(crate) fn toggled(&self, id: NodeId, network: &Network) -> Self {
        let lane = |id| network.place_of(id).map(|place| place.lane);
        let mut ids = match self.head {
            Some(head) if lane(head) == lane(id) => self.with(head),
            _ => return Self::one(Some(id)),
        };
        if ids.contains(&id) {
            ids.retain(|other| *other != id);
            return Self { anchor: None, ..Self::all(ids) };
        }
        ids.push(id);
        Self { head: Some(id), group: ids, anchor: Some(id) }.kept(network)
    }

    /// Whether these stand side by side.
    pub(crate) fn is_row(ids: &[NodeId], network: &Network) -> bool {
        let mut places = ids.iter().map(|id| network.place_of(*id));
        let first = places.next().flatten();
        let next = |place: Place| Place { index: place.index + 1, ..place };
        first.is_some()
            && places
                .try_fold(first, |last, place| (last.map(next) == place).then_some(place))
                .is_some()
    }
}

/// The places of a node and of the blocks around it, the outermost first.
fn path(network: &Network, id: NodeId) -> Vec<Place> {
    let mut places = Vec::new();
    let mut next = network.place_of(id);
    while let Some(place) = next {
        places.push(place);
        next = match place.lane {
            filtro_net::Lane::Of { block, .. } => network.place_of(block),
            filtro_net::Lane::Root => None,
        };
    }
    places.reverse();
    places
}
