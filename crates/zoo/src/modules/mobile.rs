//! MobileNet's blocks.

use super::words::{conv_norm, norm, residual};
use filtro_net::Item;
use filtro_net::catalogue::{Activation, Conv2d, Function, Padding};

/// The activation of both versions, as Keras and torchvision have them; the first paper says ReLU.
pub(crate) fn clipped() -> Item {
    Activation::new(Function::Relu6).into()
}

/// Depthwise 3×3 over `channels` maps, batch norm behind it.
fn depthwise(channels: usize, stride: usize) -> [Item; 2] {
    let conv = Conv2d::new(channels, 3, Padding::Explicit([1, 1]));
    let conv = Conv2d { stride: [stride; 2], groups: channels, bias: false, ..conv };
    [conv.into(), norm()]
}

/// A depthwise separable block (Howard et al., 2017, figure 3): depthwise 3×3 and 1×1 to `filters`
/// maps, batch norm and ReLU6 behind each.
pub(crate) fn separable_block(channels: usize, filters: usize, stride: usize) -> [Item; 6] {
    let [spatial, spatial_norm] = depthwise(channels, stride);
    let [mixing, mixing_norm] = conv_norm(filters, 1, 1);
    [spatial, spatial_norm, clipped(), mixing, mixing_norm, clipped()]
}

/// An inverted residual (Sandler et al., 2018, figure 4): 1×1 to `expansion` times the maps,
/// depthwise 3×3, and 1×1 to `filters` maps without an activation behind. Where neither size nor
/// channels change, the input is added.
pub(crate) fn inverted(
    channels: usize,
    filters: usize,
    stride: usize,
    expansion: usize,
) -> Vec<Item> {
    // Very wide inputs are widened less: a layer has so many filters at most.
    let most = Conv2d::MAX_FILTERS.checked_div(channels).unwrap_or(1);
    let expansion = expansion.min(most).max(1);
    let wide = channels.saturating_mul(expansion);
    let expand = conv_norm(wide, 1, 1).into_iter().chain([clipped()]);
    // The published network's first block widens nothing, and has no layer for it.
    let expand = expand.filter(|_| expansion > 1);
    let body =
        expand.chain(depthwise(wide, stride)).chain([clipped()]).chain(conv_norm(filters, 1, 1));
    if stride == 1 && channels == filters { vec![residual(body, [])] } else { body.collect() }
}
