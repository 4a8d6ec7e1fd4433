//! DenseNet (Huang et al., 2017): table 1 of the paper, with bottlenecks and halving transitions
//! (DenseNet-BC).

use super::build::{
    avg_pool, basic_bare, concat, conv_norm, dense, explicit, global_avg_pool, max_pool_strided,
    network, norm, relu,
};
use crate::network::{Item, Network};

/// Maps that each layer adds.
const GROWTH: usize = 32;

pub(super) fn densenet_121() -> Network {
    let counts = [6, 12, 24, 16];
    let stem =
        conv_norm(64, 7, 2).into_iter().chain([relu(), max_pool_strided(3, 2, explicit([1, 1]))]);
    let mut channels = 64;
    let mut items: Vec<Item> = stem.collect();
    for (at, count) in counts.into_iter().enumerate() {
        items.extend((0..count).map(|_| layer()));
        channels += count * GROWTH;
        if at + 1 < counts.len() {
            channels /= 2;
            items.extend([norm(), relu(), basic_bare(channels, 1, 0), avg_pool(2)]);
        }
    }
    items.extend([norm(), relu(), global_avg_pool(), dense(1000)]);
    network("DenseNet-121", [3, 224, 224], items)
}

/// What came in, and the maps that were made of it.
fn layer() -> Item {
    let narrow = [norm(), relu(), basic_bare(4 * GROWTH, 1, 0)];
    let made = narrow.into_iter().chain([norm(), relu(), basic_bare(GROWTH, 3, 1)]);
    concat([Vec::new(), made.collect()])
}
