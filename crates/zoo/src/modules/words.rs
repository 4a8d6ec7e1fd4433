//! Short words for writing networks down. Every word is an [`Item`]; a sequence is a list of
//! them.

use filtro_net::catalogue::{
    Activation, BatchNorm2d, Conv2d, Dense, Function, GlobalAvgPool, MaxPool2d, Padding,
};
use filtro_net::{Block, Item, Merge, Node, NodeId};

/// Square windows, stride 1, no padding.
pub(crate) fn conv(filters: usize, kernel: usize) -> Item {
    Conv2d::new(filters, kernel, Padding::Valid).into()
}

/// Padding ⌊kernel / 2⌋ on each side, no bias, batch norm behind it: how residual networks
/// convolve. A stride's odd pixel is thus cut at the end, as in PyTorch.
pub(crate) fn conv_norm(filters: usize, kernel: usize, stride: usize) -> [Item; 2] {
    let padding = match kernel / 2 {
        0 => Padding::Valid,
        half => Padding::Explicit([half; 2]),
    };
    let stride = [stride; 2];
    let conv = Conv2d { stride, bias: false, ..Conv2d::new(filters, kernel, padding) };
    [conv.into(), BatchNorm2d::default().into()]
}

/// Zeros around the input, none where there are none to add.
pub(crate) const fn explicit(padding: [usize; 2]) -> Padding {
    match padding {
        [0, 0] => Padding::Valid,
        some => Padding::Explicit(some),
    }
}

/// Square windows with a stride and that much padding on each side.
pub(crate) fn conv_strided(filters: usize, kernel: usize, stride: usize, padding: usize) -> Item {
    let conv = Conv2d::new(filters, kernel, explicit([padding; 2]));
    Conv2d { stride: [stride; 2], ..conv }.into()
}

/// Convolution without bias, batch norm with the epsilon 0.001 of Google's networks, ReLU. The
/// window is height × width; `padding` is what is added on each side.
pub(crate) fn basic_conv(
    filters: usize,
    kernel: [usize; 2],
    stride: usize,
    padding: [usize; 2],
) -> [Item; 3] {
    let conv = Conv2d::new(filters, 1, explicit(padding));
    let conv = Conv2d { kernel, stride: [stride; 2], bias: false, ..conv };
    [conv.into(), BatchNorm2d { epsilon: 1e-3, ..BatchNorm2d::default() }.into(), relu()]
}

/// Square windows, stride 1, no bias: with a batch norm somewhere behind.
pub(crate) fn basic_bare(filters: usize, kernel: usize, padding: usize) -> Item {
    Conv2d { bias: false, ..Conv2d::new(filters, kernel, explicit([padding; 2])) }.into()
}

/// Batch norm with its defaults.
pub(crate) fn norm() -> Item {
    BatchNorm2d::default().into()
}

/// Depthwise 3×3 over `channels` maps, then 1×1 to `filters`; neither has a bias.
pub(crate) fn separable(channels: usize, filters: usize) -> [Item; 2] {
    let depthwise = Conv2d::new(channels, 3, Padding::Same);
    let pointwise = Conv2d::new(filters, 1, Padding::Same);
    [
        Conv2d { groups: channels, bias: false, ..depthwise }.into(),
        Conv2d { bias: false, ..pointwise }.into(),
    ]
}

/// Overlapping max pooling.
pub(crate) fn max_pool_strided(kernel: usize, stride: usize, padding: Padding) -> Item {
    MaxPool2d { stride: [stride; 2], padding, ..MaxPool2d::new(kernel) }.into()
}

/// The input times what `gate` makes of it.
pub(crate) fn gated(gate: impl IntoIterator<Item = Item>) -> Item {
    let branches = vec![Vec::new(), lane(gate)];
    Block::Parallel { branches, merge: Merge::Multiply }.into()
}

/// Branches stacked along the channels; an empty one is the identity.
pub(crate) fn concat(branches: impl IntoIterator<Item = Vec<Item>>) -> Item {
    let branches = branches.into_iter().map(lane).collect();
    Block::Parallel { branches, merge: Merge::Concat }.into()
}

pub(crate) fn global_avg_pool() -> Item {
    GlobalAvgPool {}.into()
}

pub(crate) fn relu() -> Item {
    Activation::new(Function::Relu).into()
}

pub(crate) fn sigmoid() -> Item {
    Activation::new(Function::Sigmoid).into()
}

pub(crate) fn dense(units: usize) -> Item {
    Dense::new(units).into()
}

/// A residual block; an empty shortcut is the identity.
pub(crate) fn residual(
    body: impl IntoIterator<Item = Item>,
    shortcut: impl IntoIterator<Item = Item>,
) -> Item {
    Block::Residual { body: lane(body), shortcut: lane(shortcut) }.into()
}

/// Nodes for the inside of a block: their ids come when the block is put into a network.
fn lane(items: impl IntoIterator<Item = Item>) -> Vec<Node> {
    items.into_iter().map(|item| Node::new(NodeId(0), item)).collect()
}
