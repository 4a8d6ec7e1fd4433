//! Small networks for CIFAR to begin with and to compare.

use super::build::{
    conv_norm, conv_same, dense, flatten, global_avg_pool, max_pool, network, relu,
};
use filtro_net::{Item, Network};

const CIFAR: [usize; 3] = [3, 32, 32];

/// Three convolutions with pooling, two dense layers: 161,130 parameters; the network `cnn3` of
/// the accuracy reference and the benchmark.
pub(super) fn cnn3_cifar() -> Network {
    let convolve = |filters| [conv_same(filters, 3), relu(), max_pool(2)];
    let head = [flatten(), dense(128), relu(), dense(10)];
    let items = [32, 32, 64].into_iter().flat_map(convolve).chain(head);
    network("CNN3 (CIFAR)", CIFAR, items)
}

/// No convolution at all: what a network of dense layers does with LeNet-5's parameters. The
/// pixels take nearly all of them, so twenty hidden units are left.
pub(super) fn dense_cifar() -> Network {
    network("Dense (CIFAR)", CIFAR, [flatten(), dense(20), relu(), dense(10)])
}

/// Convolutions with stride in place of pooling, batch norm, and as many maps as classes at the
/// end, averaged: a small network after Springenberg et al., 2015 (who used no batch norm).
pub(super) fn all_conv_cifar() -> Network {
    let step = |(filters, kernel, stride)| -> Vec<Item> {
        conv_norm(filters, kernel, stride).into_iter().chain([relu()]).collect()
    };
    let steps = [(32, 3, 1), (32, 3, 2), (64, 3, 1), (64, 3, 2), (64, 3, 1), (64, 1, 1)];
    let head = [conv_same(10, 1), global_avg_pool()];
    network("All-convolutional (CIFAR)", CIFAR, steps.into_iter().flat_map(step).chain(head))
}
