//! VGG (Simonyan and Zisserman, 2015): table 1 of the paper, columns A, B, D and E.

use super::build::{Which, conv_strided, dense, dropout, flatten, max_pool, named, network, relu};
use filtro_net::{Item, Network};

/// Filters of the five stages.
const FILTERS: [usize; 5] = [64, 128, 256, 512, 512];

fn vgg(name: &str, convolutions: [usize; 5]) -> Network {
    let stage = |(filters, count): (usize, usize)| -> Vec<Item> {
        let layers = (0..count).flat_map(|_| [conv_strided(filters, 3, 1, 1), relu()]);
        layers.chain([max_pool(2)]).collect()
    };
    let hidden = || [dense(4096), relu(), dropout(0.5)];
    let head = [flatten()].into_iter().chain(hidden()).chain(hidden()).chain([dense(1000)]);
    let stages = FILTERS.into_iter().zip(convolutions).flat_map(stage);
    let network = network(name, [3, 224, 224], stages.chain(head));
    let names = (1..)
        .zip(convolutions)
        .flat_map(|(stage, count)| (1..=count).map(move |at| format!("conv{stage}_{at}")));
    named(named(network, Which::Convolutions, names), Which::Dense, ["fc6", "fc7", "fc8"])
}

pub(super) fn vgg_11() -> Network {
    vgg("VGG-11", [1, 1, 2, 2, 2])
}

pub(super) fn vgg_13() -> Network {
    vgg("VGG-13", [2, 2, 2, 2, 2])
}

pub(super) fn vgg_16() -> Network {
    vgg("VGG-16", [2, 2, 3, 3, 3])
}

pub(super) fn vgg_19() -> Network {
    vgg("VGG-19", [2, 2, 4, 4, 4])
}

/// Three stages of two convolutions for CIFAR, with one hidden layer.
pub(super) fn vgg_cifar() -> Network {
    let stage = |filters| {
        let convolve = || [conv_strided(filters, 3, 1, 1), relu()];
        convolve().into_iter().chain(convolve()).chain([max_pool(2)])
    };
    let head = [flatten(), dropout(0.5), dense(128), relu(), dropout(0.5), dense(10)];
    let items = [32, 64, 128].into_iter().flat_map(stage).chain(head);
    network("VGG (CIFAR)", [3, 32, 32], items)
}
