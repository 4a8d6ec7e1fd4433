//! AlexNet.

use super::build::{
    Which, conv_strided, dense, dropout, flatten, max_pool_strided, named, network, relu,
};
use filtro_net::Network;
use filtro_net::catalogue::Padding;

/// The one-column form of Krizhevsky, 2014 ("One weird trick for parallelizing convolutional
/// neural networks"), which libraries mean by AlexNet. The network of 2012 had 60,965,224
/// parameters: more filters, two columns (groups of 2) and local response normalisation.
pub(super) fn alexnet() -> Network {
    let pool = || max_pool_strided(3, 2, Padding::Valid);
    let items = [
        conv_strided(64, 11, 4, 2),
        relu(),
        pool(),
        conv_strided(192, 5, 1, 2),
        relu(),
        pool(),
        conv_strided(384, 3, 1, 1),
        relu(),
        conv_strided(256, 3, 1, 1),
        relu(),
        conv_strided(256, 3, 1, 1),
        relu(),
        pool(),
        flatten(),
        dropout(0.5),
        dense(4096),
        relu(),
        dropout(0.5),
        dense(4096),
        relu(),
        dense(1000),
    ];
    let network = network("AlexNet", [3, 224, 224], items);
    let network =
        named(network, Which::Convolutions, ["conv1", "conv2", "conv3", "conv4", "conv5"]);
    named(network, Which::Dense, ["fc6", "fc7", "fc8"])
}

/// The same shape for CIFAR: smaller windows, fewer filters, the pools as they were.
pub(super) fn alexnet_cifar() -> Network {
    let pool = || max_pool_strided(3, 2, Padding::Valid);
    let items = [
        conv_strided(32, 5, 1, 2),
        relu(),
        pool(),
        conv_strided(64, 5, 1, 2),
        relu(),
        pool(),
        conv_strided(96, 3, 1, 1),
        relu(),
        conv_strided(64, 3, 1, 1),
        relu(),
        conv_strided(64, 3, 1, 1),
        relu(),
        pool(),
        flatten(),
        dropout(0.5),
        dense(256),
        relu(),
        dropout(0.5),
        dense(128),
        relu(),
        dense(10),
    ];
    network("AlexNet (CIFAR)", [3, 32, 32], items)
}
