//! LeNet-5 (LeCun et al., 1998) in today's form.

use super::build::{Which, avg_pool, conv, dense, flatten, max_pool, named, network, relu, tanh};
use filtro_net::Network;

/// LeNet-5 for CIFAR: colour, ReLU and max pooling. 62,006 parameters; the network `lenet5` of
/// the accuracy reference.
pub(super) fn lenet_5_cifar() -> Network {
    let items = [
        conv(6, 5),
        relu(),
        max_pool(2),
        conv(16, 5),
        relu(),
        max_pool(2),
        flatten(),
        dense(120),
        relu(),
        dense(84),
        relu(),
        dense(10),
    ];
    network("LeNet-5 (CIFAR)", [3, 32, 32], items)
}

/// LeNet-5 for grey pictures of 32×32, as it is usually rebuilt: 61,706 parameters.
///
/// The paper's differs in three places: its subsampling layers have a trained scale and shift
/// per map and a squashing function, its second convolution sees only a table of map
/// combinations (60,000 parameters in all), and its output layer measures distances to
/// prototypes (radial basis functions) instead of a dense layer with softmax. Its tanh is also
/// scaled, 1.7159 · tanh(2/3 · x).
pub(super) fn lenet_5() -> Network {
    let items = [
        conv(6, 5),
        tanh(),
        avg_pool(2),
        conv(16, 5),
        tanh(),
        avg_pool(2),
        flatten(),
        dense(120),
        tanh(),
        dense(84),
        tanh(),
        dense(10),
    ];
    let network = network("LeNet-5", [1, 32, 32], items);
    let network = named(network, Which::Convolutions, ["C1", "C3"]);
    let network = named(network, Which::Pools, ["S2", "S4"]);
    named(network, Which::Dense, ["C5", "F6", "output"])
}
