//! GoogLeNet, the first Inception network (Szegedy et al., 2015).

use super::build::{
    Which, basic_conv, dense, dropout, global_avg_pool, max_pool, max_pool_ceil, named, network,
};
use crate::modules::inception::v1 as module;
use filtro_net::Network;

/// As torchvision has it and its parameters are counted: with batch norm, without the two
/// auxiliary heads, and with 3×3 windows in the third branch, where the paper has 5×5.
pub(super) fn googlenet() -> Network {
    let stem = basic_conv(64, [7, 7], 2, [3, 3])
        .into_iter()
        .chain([max_pool_ceil(3, 2)])
        .chain(basic_conv(64, [1, 1], 1, [0, 0]))
        .chain(basic_conv(192, [3, 3], 1, [1, 1]))
        .chain([max_pool_ceil(3, 2)]);
    let third = [(64, [96, 128], [16, 32], 32), (128, [128, 192], [32, 96], 64)];
    let fourth = [
        (192, [96, 208], [16, 48], 64),
        (160, [112, 224], [24, 64], 64),
        (128, [128, 256], [24, 64], 64),
        (112, [144, 288], [32, 64], 64),
        (256, [160, 320], [32, 128], 128),
    ];
    let fifth = [(256, [160, 320], [32, 128], 128), (384, [192, 384], [48, 128], 128)];
    let items = stem
        .chain(third.map(module))
        .chain([max_pool_ceil(3, 2)])
        .chain(fourth.map(module))
        .chain([max_pool_ceil(2, 2)])
        .chain(fifth.map(module))
        .chain([global_avg_pool(), dropout(0.2), dense(1000)]);
    let network = network("GoogLeNet", [3, 224, 224], items);
    let network = named(network, Which::Convolutions, ["conv1", "conv2_reduce", "conv2"]);
    let modules = ["3a", "3b", "4a", "4b", "4c", "4d", "4e", "5a", "5b"];
    named(network, Which::Blocks, modules.map(|module| format!("Inception {module}")))
}

/// Five modules for CIFAR, with a pool behind the first and the third.
pub(super) fn inception_cifar() -> Network {
    let second = [(24, [24, 48], [8, 16], 16), (32, [32, 56], [8, 24], 16)];
    let third = [(48, [40, 80], [12, 32], 32), (64, [48, 96], [12, 32], 32)];
    let items = basic_conv(32, [3, 3], 1, [1, 1])
        .into_iter()
        .chain([module((16, [16, 32], [8, 16], 16)), max_pool(2)])
        .chain(second.map(module))
        .chain([max_pool(2)])
        .chain(third.map(module))
        .chain([global_avg_pool(), dropout(0.2), dense(10)]);
    network("Inception (CIFAR)", [3, 32, 32], items)
}
