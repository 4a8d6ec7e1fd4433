//! Finding one's way in the tree of nodes.

use crate::address::{Lane, NodeId};
use crate::network::{Network, Walk};
use crate::node::{Item, Node};

/// Blocks around the sequence `lane`.
pub(super) fn depth_of(network: &Network, lane: Lane) -> usize {
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
pub(super) fn nesting(node: &Node) -> usize {
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

pub(super) fn walk_inside(node: &Node) -> impl Iterator<Item = &Node> {
    node.item.block().into_iter().flat_map(Walk::lanes)
}

pub(super) fn inside(node: &Node) -> usize {
    walk_inside(node).count()
}

pub(super) fn take(nodes: &mut Vec<Node>, id: NodeId) -> Option<Node> {
    if let Some(index) = nodes.iter().position(|node| node.id == id) {
        return Some(nodes.remove(index));
    }
    lanes_of(nodes).find_map(|lane| take(lane, id))
}

pub(super) fn find_mut(nodes: &mut [Node], id: NodeId) -> Option<&mut Node> {
    if let Some(index) = nodes.iter().position(|node| node.id == id) {
        return nodes.get_mut(index);
    }
    lanes_of(nodes).find_map(|lane| find_mut(lane, id))
}

pub(super) fn lane_mut(network: &mut Network, lane: Lane) -> Option<&mut Vec<Node>> {
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
