//! Short words for writing networks down. Every word is an [`Item`]; a sequence is a list of
//! them.

use crate::catalogue::{
    Activation, AvgPool2d, BatchNorm2d, Conv2d, Dense, Flatten, Function, GlobalAvgPool, MaxPool2d,
    Padding,
};
use crate::network::{Block, Item, Network, Node, NodeId};

/// A network of `items`, with ids from 1 in document order.
pub(super) fn network(
    name: &str,
    input: [usize; 3],
    items: impl IntoIterator<Item = Item>,
) -> Network {
    let mut network = Network::new(name, input);
    for item in items {
        network.push(item);
    }
    network
}

/// Square windows, stride 1, no padding.
pub(super) fn conv(filters: usize, kernel: usize) -> Item {
    Conv2d::new(filters, kernel, Padding::Valid).into()
}

/// Square windows, stride 1, size kept.
pub(super) fn conv_same(filters: usize, kernel: usize) -> Item {
    Conv2d::new(filters, kernel, Padding::Same).into()
}

/// Padding ⌊kernel / 2⌋ on each side, no bias, batch norm behind it: how residual networks
/// convolve. A stride's odd pixel is thus cut at the end, as in PyTorch.
pub(super) fn conv_norm(filters: usize, kernel: usize, stride: usize) -> [Item; 2] {
    let padding = match kernel / 2 {
        0 => Padding::Valid,
        half => Padding::Explicit([half; 2]),
    };
    let stride = [stride; 2];
    let conv = Conv2d { stride, bias: false, ..Conv2d::new(filters, kernel, padding) };
    [conv.into(), BatchNorm2d::default().into()]
}

/// Max pooling without overlap.
pub(super) fn max_pool(kernel: usize) -> Item {
    MaxPool2d::new(kernel).into()
}

/// Average pooling without overlap.
pub(super) fn avg_pool(kernel: usize) -> Item {
    AvgPool2d::new(kernel).into()
}

pub(super) fn global_avg_pool() -> Item {
    GlobalAvgPool {}.into()
}

pub(super) fn relu() -> Item {
    Activation::new(Function::Relu).into()
}

pub(super) fn tanh() -> Item {
    Activation::new(Function::Tanh).into()
}

pub(super) fn flatten() -> Item {
    Flatten {}.into()
}

pub(super) fn dense(units: usize) -> Item {
    Dense::new(units).into()
}

/// A residual block; an empty shortcut is the identity.
pub(super) fn residual(
    body: impl IntoIterator<Item = Item>,
    shortcut: impl IntoIterator<Item = Item>,
) -> Item {
    Block::Residual { body: lane(body), shortcut: lane(shortcut) }.into()
}

/// Nodes for the inside of a block: their ids come when the block is put into a network.
fn lane(items: impl IntoIterator<Item = Item>) -> Vec<Node> {
    items.into_iter().map(|item| Node::new(NodeId(0), item)).collect()
}
