//! Residual networks (He et al., 2016).

use super::build::{conv_norm, dense, global_avg_pool, network, relu, residual};
use crate::network::{Item, Network};

/// The CIFAR form (section 4.2 of the paper) with one block a stage: 6·1 + 2 layers with
/// weights. Where the size halves the shortcut is a 1×1 projection with stride 2 (the paper's
/// option B; its CIFAR networks pad with zeros instead).
pub(super) fn resnet_8_cifar() -> Network {
    let stem = conv_norm(16, 3, 1).into_iter().chain([relu()]);
    let stages = [(16, 1), (32, 2), (64, 2)].into_iter().flat_map(basic_block);
    let items = stem.chain(stages).chain([global_avg_pool(), dense(10)]);
    network("ResNet-8 (CIFAR)", [3, 32, 32], items)
}

/// Two 3×3 convolutions beside the identity or, with a stride, a projection; ReLU behind the sum.
fn basic_block((filters, stride): (usize, usize)) -> [Item; 2] {
    let first = conv_norm(filters, 3, stride).into_iter().chain([relu()]);
    let body = first.chain(conv_norm(filters, 3, 1));
    let shortcut = (stride > 1).then(|| conv_norm(filters, 1, stride)).into_iter().flatten();
    [residual(body, shortcut), relu()]
}
