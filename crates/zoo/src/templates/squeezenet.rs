//! SqueezeNet (Iandola et al., 2016), version 1.0 of the paper and its cheaper successor 1.1.

use super::build::{
    Which, conv, conv_strided, dropout, global_avg_pool, max_pool, max_pool_ceil, named, network,
    relu,
};
use crate::modules::small::fire;
use filtro_net::{Item, Network};

fn squeezenet(name: &str, stem: Item, stages: &[&[[usize; 2]]]) -> Network {
    let body = stages.iter().enumerate().flat_map(|(at, stage)| {
        let pool = (at > 0).then(|| max_pool_ceil(3, 2));
        pool.into_iter().chain(stage.iter().flat_map(|&[squeeze, expand]| fire(squeeze, expand)))
    });
    let head = [dropout(0.5), conv(1000, 1), relu(), global_avg_pool()];
    let stem = [stem, relu(), max_pool_ceil(3, 2)];
    let network = network(name, [3, 224, 224], stem.into_iter().chain(body).chain(head));
    let squeezes = (2..=9).map(|at| format!("fire{at}/squeeze"));
    let names = ["conv1".to_owned()].into_iter().chain(squeezes).chain(["conv10".to_owned()]);
    let network = named(network, Which::Convolutions, names);
    named(network, Which::Blocks, (2..=9).map(|at| format!("fire{at}/expand")))
}

pub(super) fn squeezenet_1_0() -> Network {
    let stages: [&[[usize; 2]]; 3] = [
        &[[16, 64], [16, 64], [32, 128]],
        &[[32, 128], [48, 192], [48, 192], [64, 256]],
        &[[64, 256]],
    ];
    squeezenet("SqueezeNet 1.0", conv_strided(96, 7, 2, 0), &stages)
}

pub(super) fn squeezenet_1_1() -> Network {
    let stages: [&[[usize; 2]]; 3] = [
        &[[16, 64], [16, 64]],
        &[[32, 128], [32, 128]],
        &[[48, 192], [48, 192], [64, 256], [64, 256]],
    ];
    squeezenet("SqueezeNet 1.1", conv_strided(64, 3, 2, 0), &stages)
}

/// Five fire modules for CIFAR.
pub(super) fn squeezenet_cifar() -> Network {
    let items = [conv_strided(32, 3, 1, 1), relu(), max_pool(2)]
        .into_iter()
        .chain(fire(16, 32))
        .chain(fire(16, 32))
        .chain([max_pool(2)])
        .chain(fire(24, 64))
        .chain(fire(24, 64))
        .chain(fire(32, 96))
        .chain([dropout(0.2), conv(10, 1), global_avg_pool()]);
    network("SqueezeNet (CIFAR)", [3, 32, 32], items)
}
