//! Residual blocks (He et al., 2016), and what later papers made of them.

use super::words::{
    conv_norm, dense, gated, global_avg_pool, norm, relu, residual, separable, sigmoid,
};
use filtro_net::Item;

/// Two 3×3 convolutions beside the identity or, with a stride, a projection; ReLU behind the sum.
pub(crate) fn basic(filters: usize, stride: usize) -> [Item; 2] {
    let first = conv_norm(filters, 3, stride).into_iter().chain([relu()]);
    let body = first.chain(conv_norm(filters, 3, 1));
    let shortcut = (stride > 1).then(|| conv_norm(filters, 1, stride)).into_iter().flatten();
    [residual(body, shortcut), relu()]
}

/// 1×1 to `inner` maps, 3×3, and 1×1 to `outer`, beside the identity or a projection; ReLU behind
/// the sum. The stride is the 3×3 window's, as in torchvision; the paper has it at the first 1×1.
pub(crate) fn bottleneck(inner: usize, outer: usize, stride: usize, project: bool) -> [Item; 2] {
    let body = conv_norm(inner, 1, 1)
        .into_iter()
        .chain([relu()])
        .chain(conv_norm(inner, 3, stride))
        .chain([relu()])
        .chain(conv_norm(outer, 1, 1));
    let shortcut = project.then(|| conv_norm(outer, 1, stride)).into_iter().flatten();
    [residual(body, shortcut), relu()]
}

/// One factor a channel, from the means of all (Hu et al., 2018, figure 2): to `squeezed` values
/// and back.
pub(crate) fn squeeze_excite(channels: usize, squeezed: usize) -> Item {
    gated([global_avg_pool(), dense(squeezed), relu(), dense(channels), sigmoid()])
}

/// ReLU, a separable convolution, batch norm: Xception's step (Chollet, 2017, figure 5).
pub(crate) fn activated(channels: usize, filters: usize) -> impl Iterator<Item = Item> {
    [relu()].into_iter().chain(separable(channels, filters)).chain([norm()])
}

/// `count` such steps beside the identity: Xception's middle flow has three.
pub(crate) fn xception(channels: usize, count: usize) -> Item {
    residual((0..count).flat_map(|_| activated(channels, channels)), [])
}
