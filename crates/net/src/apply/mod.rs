//! Making edits: from one network to the next.

mod blocks;
mod tree;

use crate::address::{Lane, NodeId, Place};
use crate::edit::{Edit, EditError};
use crate::ids::FreshIds;
use crate::network::Network;
use crate::node::{Item, Node};
use crate::param::{Field, Value};
use tree::{depth_of, find_mut, inside, lane_mut, nesting, take, walk_inside};

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
            network.nodes.iter_mut().for_each(|node| node.renumber(&mut ids));
            Ok(None)
        }
    }
}

fn set(network: &mut Network, id: NodeId, field: Field, value: Value) -> Result<(), EditError> {
    let node = find_mut(&mut network.nodes, id).ok_or(EditError::NoSuchNode(id))?;
    match &mut node.item {
        Item::Layer(layer) => Ok(layer.set(field, value)?),
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
    node.renumber(&mut network.fresh_ids());
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

#[cfg(test)]
mod tests;
