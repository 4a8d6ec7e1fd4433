//! Xception (Chollet, 2017): figure 5 of the paper, with Keras' numbers.

use super::build::{
    Which, basic_bare, conv_strided, dense, global_avg_pool, max_pool_strided, named, network,
    norm, relu, residual, separable,
};
use crate::modules::residual::{activated, xception as module};
use filtro_net::catalogue::{Conv2d, Padding};
use filtro_net::{Item, Network};

pub(super) fn xception() -> Network {
    let stem = [(32, 2), (64, 1)]
        .into_iter()
        .flat_map(|(filters, stride)| [bare(conv_strided(filters, 3, stride, 0)), norm(), relu()]);
    let entry =
        [down([64, 128, 128], false), down([128, 256, 256], true), down([256, 728, 728], true)];
    let middle = (0..8).map(|_| module(728, 3));
    let exit = [[1024, 1536], [1536, 2048]].into_iter().flat_map(|[channels, filters]| {
        separable(channels, filters).into_iter().chain([norm(), relu()])
    });
    let items = stem
        .chain(entry)
        .chain(middle)
        .chain([down([728, 728, 1024], true)])
        .chain(exit)
        .chain([global_avg_pool(), dense(1000)]);
    let network = network("Xception", [3, 299, 299], items);
    let network = named(network, Which::Blocks, (2..=13).map(|at| format!("block{at}")));
    let ends = [
        "1_conv1",
        "1_conv2",
        "14_sepconv1_dw",
        "14_sepconv1_pw",
        "14_sepconv2_dw",
        "14_sepconv2_pw",
    ];
    named(network, Which::Convolutions, ends.map(|name| format!("block{name}")))
}

/// The same convolution without bias.
fn bare(item: Item) -> Item {
    match item {
        Item::Layer(filtro_net::Layer::Conv2d(conv)) => Conv2d { bias: false, ..conv }.into(),
        other => other,
    }
}

/// Two separable convolutions and a pool beside a projection that halves the size, too. The
/// first block of all has no activation at its start: the stem has just had one.
fn down([channels, first, second]: [usize; 3], activation: bool) -> Item {
    let body = activated(channels, first)
        .skip(usize::from(!activation))
        .chain(activated(first, second))
        .chain([max_pool_strided(3, 2, Padding::Same)]);
    let projection = Conv2d::new(second, 1, Padding::Same);
    let projection = Conv2d { stride: [2; 2], bias: false, ..projection };
    residual(body, [projection.into(), norm()])
}

/// Two blocks that halve the size, two that keep it, and a last separable convolution, for CIFAR.
pub(super) fn xception_cifar() -> Network {
    let middle = (0..2).map(|_| module(128, 2));
    let items = [basic_bare(32, 3, 1), norm(), relu()]
        .into_iter()
        .chain([down([32, 64, 64], false), down([64, 128, 128], true)])
        .chain(middle)
        .chain([relu()])
        .chain(separable(128, 256))
        .chain([norm(), relu(), global_avg_pool(), dense(10)]);
    network("Xception (CIFAR)", [3, 32, 32], items)
}
