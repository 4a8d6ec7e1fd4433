//! Residual networks (He et al., 2016).

use super::build::{
    Which, conv_norm, dense, explicit, global_avg_pool, max_pool_strided, named, network, relu,
};
use crate::modules::residual;
use filtro_net::{Item, Network};

/// The CIFAR form (section 4.2 of the paper) with `count` blocks a stage: 6·count + 2 layers with
/// weights. Where the size halves the shortcut is a 1×1 projection with stride 2 (the paper's
/// option B; its CIFAR networks pad with zeros instead).
fn cifar(count: usize) -> Network {
    let stem = conv_norm(16, 3, 1).into_iter().chain([relu()]);
    let stages = [(16, 1), (32, 2), (64, 2)].into_iter().flat_map(|(filters, stride)| {
        (0..count).flat_map(move |at| residual::basic(filters, if at == 0 { stride } else { 1 }))
    });
    let items = stem.chain(stages).chain([global_avg_pool(), dense(10)]);
    network(&format!("ResNet-{} (CIFAR)", 6 * count + 2), [3, 32, 32], items)
}

pub(super) fn resnet_8_cifar() -> Network {
    cifar(1)
}

pub(super) fn resnet_14_cifar() -> Network {
    cifar(2)
}

pub(super) fn resnet_20_cifar() -> Network {
    cifar(3)
}

/// The ImageNet form (table 1 of the paper): 7×7, a pool, four stages, the first of which keeps
/// the size.
fn imagenet(name: &str, counts: [usize; 4], block: fn(usize, usize, bool) -> [Item; 2]) -> Network {
    let stem =
        conv_norm(64, 7, 2).into_iter().chain([relu(), max_pool_strided(3, 2, explicit([1, 1]))]);
    let stages = [64, 128, 256, 512].into_iter().zip(counts).flat_map(|(filters, count)| {
        let stride = if filters == 64 { 1 } else { 2 };
        (0..count).flat_map(move |at| {
            if at == 0 { block(filters, stride, true) } else { block(filters, 1, false) }
        })
    });
    let items = stem.chain(stages).chain([global_avg_pool(), dense(1000)]);
    let network = network(name, [3, 224, 224], items);
    // The names of the paper's table 1.
    let names = (2..)
        .zip(counts)
        .flat_map(|(stage, count)| (1..=count).map(move |at| format!("conv{stage}_{at}")));
    named(named(network, Which::Convolutions, ["conv1"]), Which::Blocks, names)
}

/// The projection of a stage's first block is left out where nothing changes.
fn basic(filters: usize, stride: usize, _first: bool) -> [Item; 2] {
    residual::basic(filters, stride)
}

fn bottleneck(filters: usize, stride: usize, first: bool) -> [Item; 2] {
    residual::bottleneck(filters, 4 * filters, stride, first)
}

pub(super) fn resnet_18() -> Network {
    imagenet("ResNet-18", [2, 2, 2, 2], basic)
}

pub(super) fn resnet_34() -> Network {
    imagenet("ResNet-34", [3, 4, 6, 3], basic)
}

pub(super) fn resnet_50() -> Network {
    imagenet("ResNet-50", [3, 4, 6, 3], bottleneck)
}

pub(super) fn resnet_101() -> Network {
    imagenet("ResNet-101", [3, 4, 23, 3], bottleneck)
}

pub(super) fn resnet_152() -> Network {
    imagenet("ResNet-152", [3, 8, 36, 3], bottleneck)
}
