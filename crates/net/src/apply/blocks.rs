//! Edits of blocks and of neighbours.

use super::tree::{depth_of, find_mut, inside, lane_mut, nesting};
use crate::address::{Lane, NodeId, Place};
use crate::edit::EditError;
use crate::network::Network;
use crate::node::{Block, BlockSort, Item, Merge, Node};

/// A run of neighbours.
struct Span {
    lane: Lane,
    first: usize,
    count: usize,
}

/// Where `ids` stand side by side.
fn span(network: &Network, ids: &[NodeId]) -> Result<Span, EditError> {
    if let Some(missing) = ids.iter().find(|id| network.find(**id).is_none()) {
        return Err(EditError::NoSuchNode(*missing));
    }
    let strangers = || EditError::NotNeighbours(ids.to_vec());
    let Place { lane, .. } =
        ids.first().and_then(|id| network.place_of(*id)).ok_or_else(strangers)?;
    let nodes = network.lane(lane).unwrap_or_default();
    let chosen = |node: &Node| ids.contains(&node.id);
    let first = nodes.iter().position(chosen).ok_or_else(strangers)?;
    // As many as are asked for, each of them one: no sorting is needed.
    let found = nodes.iter().skip(first).take(ids.len()).filter(|node| chosen(node)).count();
    if found == ids.len() { Ok(Span { lane, first, count: found }) } else { Err(strangers()) }
}

pub(super) fn wrap(
    network: &mut Network,
    ids: &[NodeId],
    into: BlockSort,
) -> Result<NodeId, EditError> {
    let Span { lane, first, count } = span(network, ids)?;
    let at = Place { lane, index: first };
    let range = first..first + count;
    let nodes = network.lane(lane).and_then(|nodes| nodes.get(range.clone()));
    let inner = nodes.into_iter().flatten().map(nesting).max().unwrap_or(0);
    let (found, limit) = (depth_of(network, lane) + 1 + inner, Network::MAX_DEPTH);
    if found > limit {
        return Err(EditError::TooDeep { limit, found });
    }
    let (found, limit) = (network.len() + 1, Network::MAX_NODES);
    if found > limit {
        return Err(EditError::TooManyNodes { limit, found });
    }
    let id = network.fresh_ids().take();
    let nodes = lane_mut(network, lane).ok_or(EditError::NoSuchPlace(at))?;
    let wrapped = nodes.drain(range).collect();
    nodes.insert(first, Node::new(id, Block::around(wrapped, into)));
    Ok(id)
}

pub(super) fn unwrap(network: &mut Network, id: NodeId) -> Result<(), EditError> {
    let at = network.place_of(id).ok_or(EditError::NoSuchNode(id))?;
    let contents = block_mut(network, id)?.lanes_mut().into_iter().flat_map(std::mem::take);
    let contents: Vec<Node> = contents.collect();
    let nodes = lane_mut(network, at.lane).ok_or(EditError::NoSuchPlace(at))?;
    nodes.splice(at.index..=at.index, contents);
    Ok(())
}

/// The first copy, where there is one.
pub(super) fn repeat(
    network: &mut Network,
    ids: &[NodeId],
    times: usize,
) -> Result<Option<NodeId>, EditError> {
    let Span { lane, first, count } = span(network, ids)?;
    let nodes = network.lane(lane).and_then(|nodes| nodes.get(first..first + count));
    let nodes = nodes.map(<[Node]>::to_vec).unwrap_or_default();
    let size: usize = nodes.iter().map(|node| 1 + inside(node)).sum();
    let more = times.saturating_sub(1);
    // Counted before a single copy is made: the number comes from a field.
    let (found, limit) =
        (network.len().saturating_add(size.saturating_mul(more)), Network::MAX_NODES);
    if found > limit {
        return Err(EditError::TooManyNodes { limit, found });
    }
    let mut copies: Vec<Node> = nodes.iter().cycle().take(count * more).cloned().collect();
    let mut fresh = network.fresh_ids();
    copies.iter_mut().for_each(|copy| copy.renumber(&mut fresh));
    let created = copies.first().map(|copy| copy.id);
    let behind = Place { lane, index: first + count };
    let nodes = lane_mut(network, lane).ok_or(EditError::NoSuchPlace(behind))?;
    nodes.splice(behind.index..behind.index, copies);
    Ok(created)
}

pub(super) fn add_lane(network: &mut Network, id: NodeId) -> Result<(), EditError> {
    match block_mut(network, id)? {
        Block::Parallel { branches, .. } => branches.push(Vec::new()),
        Block::Residual { .. } => return Err(EditError::NotParallel(id)),
    }
    Ok(())
}

pub(super) fn remove_lane(network: &mut Network, id: NodeId, lane: usize) -> Result<(), EditError> {
    let missing = EditError::NoSuchLane { block: id, lane };
    match block_mut(network, id)? {
        Block::Parallel { branches, .. } => {
            if lane >= branches.len() {
                return Err(missing);
            }
            branches.remove(lane);
        }
        block @ Block::Residual { .. } => {
            block.lanes_mut().into_iter().nth(lane).ok_or(missing)?.clear();
        }
    }
    Ok(())
}

pub(super) fn set_merge(network: &mut Network, id: NodeId, chosen: Merge) -> Result<(), EditError> {
    match block_mut(network, id)? {
        Block::Parallel { merge, .. } => *merge = chosen,
        Block::Residual { .. } => return Err(EditError::NotParallel(id)),
    }
    Ok(())
}

fn block_mut(network: &mut Network, id: NodeId) -> Result<&mut Block, EditError> {
    match &mut find_mut(&mut network.nodes, id).ok_or(EditError::NoSuchNode(id))?.item {
        Item::Block(block) => Ok(block),
        Item::Layer(_) => Err(EditError::NotABlock(id)),
    }
}
