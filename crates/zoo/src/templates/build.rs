//! Words that only whole networks need, and those of the modules.

pub(super) use crate::modules::words::{
    basic_bare, basic_conv, concat, conv, conv_norm, conv_strided, dense, explicit,
    global_avg_pool, max_pool_strided, norm, relu, residual, separable,
};
use filtro_net::catalogue::{
    Activation, AvgPool2d, Conv2d, Dropout, Flatten, Function, MaxPool2d, Padding,
};
use filtro_net::{Item, Layer, Network};

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

/// Which of a network's own items.
#[derive(Clone, Copy)]
pub(super) enum Which {
    Convolutions,
    Pools,
    Dense,
    Blocks,
}

/// Names the network's own items of a sort, in their order.
pub(super) fn named(
    mut network: Network,
    which: Which,
    names: impl IntoIterator<Item = impl Into<String>>,
) -> Network {
    let of_sort = |item: &Item| match item {
        Item::Block(_) => matches!(which, Which::Blocks),
        Item::Layer(Layer::Conv2d(_)) => matches!(which, Which::Convolutions),
        Item::Layer(Layer::MaxPool2d(_) | Layer::AvgPool2d(_)) => matches!(which, Which::Pools),
        Item::Layer(Layer::Dense(_)) => matches!(which, Which::Dense),
        Item::Layer(_) => false,
    };
    let nodes = network.nodes.iter_mut().filter(|node| of_sort(&node.item));
    for (node, name) in nodes.zip(names) {
        node.name = Some(name.into());
    }
    network
}

/// Square windows, stride 1, size kept.
pub(super) fn conv_same(filters: usize, kernel: usize) -> Item {
    Conv2d::new(filters, kernel, Padding::Same).into()
}

/// Overlapping max pooling whose last window may hang over the edge.
pub(super) fn max_pool_ceil(kernel: usize, stride: usize) -> Item {
    let pool = MaxPool2d::new(kernel);
    MaxPool2d { stride: [stride; 2], ceil_mode: true, ..pool }.into()
}

pub(super) fn dropout(rate: f64) -> Item {
    Dropout { rate }.into()
}

/// Max pooling without overlap.
pub(super) fn max_pool(kernel: usize) -> Item {
    MaxPool2d::new(kernel).into()
}

/// Average pooling without overlap.
pub(super) fn avg_pool(kernel: usize) -> Item {
    AvgPool2d::new(kernel).into()
}

pub(super) fn tanh() -> Item {
    Activation::new(Function::Tanh).into()
}

pub(super) fn flatten() -> Item {
    Flatten {}.into()
}
