//! Making edits: from one network to the next.

mod blocks;

use crate::edit::{Edit, EditError, Lane, Place};
use crate::ids::FreshIds;
use crate::network::{Item, Network, Node, NodeId, Walk};
use crate::param::{Field, Value};

/// What an edit made.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// The changed network.
    pub network: Network,
    /// The node that came into being, if one did.
    pub created: Option<NodeId>,
}

impl Edit {
    /// Makes the edit.
    ///
    /// # Errors
    /// Where it names what is not there, or would break a limit; see [`EditError`].
    pub fn apply(&self, network: &Network) -> Result<Applied, EditError> {
        let mut network = network.clone();
        let created = apply(self, &mut network)?;
        Ok(Applied { network, created })
    }
}

/// Makes `edits` one after the other; `created` is the last node that came into being.
///
/// # Errors
/// The first edit's that cannot be made.
pub fn apply_all(edits: &[Edit], network: &Network) -> Result<Applied, EditError> {
    let mut network = network.clone();
    let mut created = None;
    for edit in edits {
        created = apply(edit, &mut network)?.or(created);
    }
    Ok(Applied { network, created })
}

fn apply(edit: &Edit, network: &mut Network) -> Result<Option<NodeId>, EditError> {
    match edit {
        Edit::Insert { at, item } => {
            insert_new(network, *at, Node::new(NodeId(0), item.clone())).map(Some)
        }
        Edit::Move { id, to } => relocate(network, *id, *to).map(|()| None),
        Edit::Remove { id } => {
            take(&mut network.nodes, *id).map(|_| None).ok_or(EditError::NoSuchNode(*id))
        }
        Edit::Duplicate { id } => {
            let copy = network.find(*id).ok_or(EditError::NoSuchNode(*id))?.clone();
            let mut at = network.place_of(*id).ok_or(EditError::NoSuchNode(*id))?;
            at.index += 1;
            insert_new(network, at, copy).map(Some)
        }
        Edit::Set { id, field, value } => set(network, *id, *field, *value).map(|()| None),
        Edit::Rename { id, name } => {
            let node = find_mut(&mut network.nodes, *id).ok_or(EditError::NoSuchNode(*id))?;
            node.name = (!name.is_empty()).then(|| name.clone());
            Ok(None)
        }
        Edit::Wrap { ids, into } => blocks::wrap(network, ids, *into).map(Some),
        Edit::Unwrap { id } => blocks::unwrap(network, *id).map(|()| None),
        Edit::Repeat { ids, times } => blocks::repeat(network, ids, *times),
        Edit::AddLane { block } => blocks::add_lane(network, *block).map(|()| None),
        Edit::RemoveLane { block, lane } => {
            blocks::remove_lane(network, *block, *lane).map(|()| None)
        }
        Edit::SetMerge { block, merge } => {
            blocks::set_merge(network, *block, *merge).map(|()| None)
        }
        Edit::SetInput(input) => {
            if input.iter().any(|size| u32::try_from(*size).is_err()) {
                return Err(EditError::InputTooLarge { found: *input });
            }
            network.input = *input;
            Ok(None)
        }
        Edit::SetTitle(name) => {
            network.name.clone_from(name);
            Ok(None)
        }
        Edit::RenumberIds => {
            let mut ids = FreshIds::new(Vec::new());
            network.nodes.iter_mut().for_each(|node| ids.renumber(node));
            Ok(None)
        }
    }
}

fn set(network: &mut Network, id: NodeId, field: Field, value: Value) -> Result<(), EditError> {
    let node = find_mut(&mut network.nodes, id).ok_or(EditError::NoSuchNode(id))?;
    match &mut node.item {
        Item::Layer(layer) => layer.set(field, value),
        Item::Block(_) => Err(EditError::NotALayer(id)),
    }
}

/// Inserts a copy of `node` under fresh ids.
fn insert_new(network: &mut Network, at: Place, mut node: Node) -> Result<NodeId, EditError> {
    room(network, at, &node)?;
    let found = network.len() + 1 + inside(&node);
    let limit = Network::MAX_NODES;
    if found > limit {
        return Err(EditError::TooManyNodes { limit, found });
    }
    FreshIds::of(network).renumber(&mut node);
    let id = node.id;
    let lane = lane_mut(network, at.lane).ok_or(EditError::NoSuchPlace(at))?;
    lane.insert(at.index, node);
    Ok(id)
}

/// Moves `id` to the gap `to` of the network as it is before.
fn relocate(network: &mut Network, id: NodeId, mut to: Place) -> Result<(), EditError> {
    let from = network.place_of(id).ok_or(EditError::NoSuchNode(id))?;
    let node = network.find(id).ok_or(EditError::NoSuchNode(id))?;
    if let Lane::Of { block, .. } = to.lane
        && (block == id || walk_inside(node).any(|inner| inner.id == block))
    {
        return Err(EditError::IntoItself(id));
    }
    room(network, to, node)?;
    if from.lane == to.lane && to.index > from.index {
        to.index -= 1;
    }
    let node = take(&mut network.nodes, id).ok_or(EditError::NoSuchNode(id))?;
    let lane = lane_mut(network, to.lane).ok_or(EditError::NoSuchPlace(to))?;
    // Where a file has one id twice, the lane may have lost a node before the gap.
    lane.insert(to.index.min(lane.len()), node);
    Ok(())
}

/// Whether `node` may stand at `at`: the place is there and the blocks do not nest too deep.
fn room(network: &Network, at: Place, node: &Node) -> Result<(), EditError> {
    let lane = network.lane(at.lane).ok_or(EditError::NoSuchPlace(at))?;
    if at.index > lane.len() {
        return Err(EditError::NoSuchPlace(at));
    }
    let found = depth_of(network, at.lane) + nesting(node);
    let limit = Network::MAX_DEPTH;
    if nesting(node) > 0 && found > limit {
        return Err(EditError::TooDeep { limit, found });
    }
    Ok(())
}

/// Blocks around the sequence `lane`.
fn depth_of(network: &Network, lane: Lane) -> usize {
    let mut depth = 0;
    let mut lane = lane;
    while let Lane::Of { block, .. } = lane {
        depth += 1;
        match network.place_of(block) {
            // A block inside itself cannot be; duplicate ids of a hand-made network could
            // pretend it.
            Some(place) if depth <= network.len() => lane = place.lane,
            _ => break,
        }
    }
    depth
}

/// Blocks on the longest way down from `node`, itself counted if it is one.
pub(crate) fn nesting(node: &Node) -> usize {
    let mut deepest = 0;
    let mut rest = vec![(node, 0)];
    while let Some((node, depth)) = rest.pop() {
        if let Item::Block(block) = &node.item {
            deepest = deepest.max(depth + 1);
            rest.extend(block.lanes().into_iter().flatten().map(|node| (node, depth + 1)));
        }
    }
    deepest
}

fn walk_inside(node: &Node) -> impl Iterator<Item = &Node> {
    node.item.block().into_iter().flat_map(Walk::lanes)
}

fn inside(node: &Node) -> usize {
    walk_inside(node).count()
}

fn take(nodes: &mut Vec<Node>, id: NodeId) -> Option<Node> {
    if let Some(index) = nodes.iter().position(|node| node.id == id) {
        return Some(nodes.remove(index));
    }
    lanes_of(nodes).find_map(|lane| take(lane, id))
}

fn find_mut(nodes: &mut [Node], id: NodeId) -> Option<&mut Node> {
    if let Some(index) = nodes.iter().position(|node| node.id == id) {
        return nodes.get_mut(index);
    }
    lanes_of(nodes).find_map(|lane| find_mut(lane, id))
}

fn lane_mut(network: &mut Network, lane: Lane) -> Option<&mut Vec<Node>> {
    match lane {
        Lane::Root => Some(&mut network.nodes),
        Lane::Of { block, lane } => match &mut find_mut(&mut network.nodes, block)?.item {
            Item::Block(block) => block.lanes_mut().into_iter().nth(lane),
            Item::Layer(_) => None,
        },
    }
}

fn lanes_of(nodes: &mut [Node]) -> impl Iterator<Item = &mut Vec<Node>> {
    nodes.iter_mut().flat_map(|node| match &mut node.item {
        Item::Block(block) => block.lanes_mut(),
        Item::Layer(_) => Vec::new(),
    })
}

#[cfg(test)]
mod tests;
