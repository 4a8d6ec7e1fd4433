//! DenseNet (Huang et al., 2017): table 1 of the paper, with bottlenecks and halving transitions
//! (DenseNet-BC).

use super::build::{
    Which, avg_pool, basic_bare, concat, conv_norm, dense, explicit, global_avg_pool,
    max_pool_strided, named, network, norm, relu,
};
use filtro_net::{Item, Network};

pub(super) fn densenet_121() -> Network {
    let stem =
        conv_norm(64, 7, 2).into_iter().chain([relu(), max_pool_strided(3, 2, explicit([1, 1]))]);
    let items = stem.chain(blocks(64, &[6, 12, 24, 16], 32)).chain([dense(1000)]);
    name_blocks(network("DenseNet-121", [3, 224, 224], items), &[6, 12, 24, 16])
}

/// For CIFAR: 12 maps a layer as in the paper's networks for it, and three blocks of four layers.
pub(super) fn densenet_cifar() -> Network {
    let items = [basic_bare(24, 3, 1)].into_iter().chain(blocks(24, &[4; 3], 12));
    name_blocks(network("DenseNet (CIFAR)", [3, 32, 32], items.chain([dense(10)])), &[4; 3])
}

/// Blocks of so many layers that add `growth` maps each, with a transition between two of them
/// that halves maps and size, and the mean of each map at the end.
fn blocks(mut channels: usize, counts: &[usize], growth: usize) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (at, count) in counts.iter().enumerate() {
        items.extend((0..*count).map(|_| layer(growth)));
        channels += count * growth;
        if at + 1 < counts.len() {
            channels /= 2;
            items.extend([norm(), relu(), basic_bare(channels, 1, 0), avg_pool(2)]);
        }
    }
    items.extend([norm(), relu(), global_avg_pool()]);
    items
}

/// What came in, and the maps that were made of it.
fn layer(growth: usize) -> Item {
    let narrow = [norm(), relu(), basic_bare(4 * growth, 1, 0)];
    let made = narrow.into_iter().chain([norm(), relu(), basic_bare(growth, 3, 1)]);
    concat([Vec::new(), made.collect()])
}

fn name_blocks(network: Network, counts: &[usize]) -> Network {
    let names = (1..)
        .zip(counts)
        .flat_map(|(block, count)| (1..=*count).map(move |at| format!("dense{block}_{at}")));
    let network = named(network, Which::Blocks, names);
    let transitions = (1..counts.len()).map(|at| format!("transition{at}"));
    named(network, Which::Convolutions, ["conv0".to_owned()].into_iter().chain(transitions))
}
