//! The document: an input shape and a tree of nodes.

use crate::address::{Lane, NodeId, Place};
use crate::ids::FreshIds;
use crate::node::{Block, Item, Node};
use crate::shape::Shape;
use serde::Serialize;

/// A network document.
///
/// What serde writes of it is the JSON file format without its envelope; [`file`](crate::file)
/// reads and writes whole files. The protocol carries documents as JSON text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Network {
    /// Shown as the title; free text.
    pub name: String,
    /// Shape of one input picture, `[channels, height, width]`.
    pub input: [usize; 3],
    /// The sequence.
    pub nodes: Vec<Node>,
}

impl Network {
    /// Greatest number of blocks around a node, itself counted if it is one.
    pub const MAX_DEPTH: usize = 8;
    /// Greatest number of nodes.
    pub const MAX_NODES: usize = 2000;
    /// Greatest channels, height and width of the input.
    pub const MAX_INPUT: usize = 4096;

    /// An empty network for pictures of `[channels, height, width]`.
    pub fn new(name: impl Into<String>, input: [usize; 3]) -> Self {
        Self { name: name.into(), input, nodes: Vec::new() }
    }

    /// Appends an item, giving it and everything inside it fresh ids, and returns its id.
    pub fn push(&mut self, item: impl Into<Item>) -> NodeId {
        let mut node = Node::new(NodeId(0), item);
        node.renumber(&mut self.fresh_ids());
        let id = node.id;
        self.nodes.push(node);
        id
    }

    /// The input as a shape.
    pub const fn input_shape(&self) -> Shape {
        let [channels, height, width] = self.input;
        Shape::map(channels, height, width)
    }

    /// Every node, depth first: a block before its contents.
    pub fn walk(&self) -> Walk<'_> {
        Walk { lanes: vec![self.nodes.iter()] }
    }

    /// The node `id`.
    pub fn find(&self, id: NodeId) -> Option<&Node> {
        self.walk().find(|node| node.id == id)
    }

    /// Where the node `id` stands: the gap before it.
    pub fn place_of(&self, id: NodeId) -> Option<Place> {
        let mut lanes = vec![(Lane::Root, self.nodes.as_slice())];
        while let Some((lane, nodes)) = lanes.pop() {
            for (index, node) in nodes.iter().enumerate() {
                if node.id == id {
                    return Some(Place { lane, index });
                }
                let inner = node.item.block().map(Block::lanes).unwrap_or_default();
                let named = inner.into_iter().enumerate();
                lanes.extend(named.map(|(lane, nodes)| (Lane::Of { block: node.id, lane }, nodes)));
            }
        }
        None
    }

    /// The nodes of a sequence.
    pub fn lane(&self, lane: Lane) -> Option<&[Node]> {
        match lane {
            Lane::Root => Some(&self.nodes),
            Lane::Of { block, lane } => self.find(block)?.item.block()?.lanes().get(lane).copied(),
        }
    }

    /// An id that no node has: one more than the greatest (or, where that is the last number,
    /// the least free one).
    pub fn next_id(&self) -> NodeId {
        self.fresh_ids().take()
    }

    /// Ids that no node has.
    pub fn fresh_ids(&self) -> FreshIds {
        FreshIds::new(self.walk().map(|node| node.id.0).collect())
    }

    /// Number of nodes, blocks and their contents counted.
    pub fn len(&self) -> usize {
        self.walk().count()
    }

    /// Whether there is no node at all.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

/// Iterator of [`Network::walk`].
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    lanes: Vec<std::slice::Iter<'a, Node>>,
}

impl<'a> Walk<'a> {
    /// Walks a block's contents, lane after lane.
    pub fn lanes(block: &'a Block) -> Self {
        Self { lanes: block.lanes().into_iter().rev().map(<[Node]>::iter).collect() }
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = &'a Node;

    fn next(&mut self) -> Option<&'a Node> {
        loop {
            let Some(node) = self.lanes.last_mut()?.next() else {
                self.lanes.pop();
                continue;
            };
            if let Item::Block(block) = &node.item {
                self.lanes.extend(block.lanes().into_iter().rev().map(<[Node]>::iter));
            }
            return Some(node);
        }
    }
}
