//! Layers of the less common kinds, with random parameters that fit.

use super::dice::Dice;
use crate::catalogue::{
    AdaptiveAvgPool2d, DepthwiseConv2d, GroupNorm, Interpolation, LayerNorm, LocalResponseNorm,
    Padding, SeparableConv2d, SpatialDropout, Upsample,
};
use crate::layer::Layer;
use crate::shape::Shape;

/// A depthwise or separable convolution of a map; one that keeps its size where `kept`.
pub(super) fn windowed(dice: &mut Dice, input: Shape, kept: bool) -> Layer {
    let mut pair = |base: usize, sides: usize| [base + dice.roll(sides), base + dice.roll(sides)];
    let (kernel, dilation, explicit) = (pair(1, 4), pair(1, 2), pair(0, 3));
    let stride = if kept { [1, 1] } else { pair(1, 3) };
    let padding = match dice.roll(3) {
        0 if !kept => Padding::Valid,
        1 if !kept => Padding::Explicit(explicit),
        _ => Padding::Same,
    };
    let (multiplier, bias) = (1 + dice.roll(2), dice.roll(3) > 0);
    let mut depthwise = DepthwiseConv2d { kernel, stride, padding, dilation, multiplier, bias };
    if depthwise.window().over(input).is_err() {
        depthwise.padding = Padding::Same;
    }
    if dice.roll(2) == 0 {
        return depthwise.into();
    }
    let padding = depthwise.padding;
    let filters = 1 + dice.roll(5);
    SeparableConv2d { filters, kernel, stride, padding, dilation, multiplier, bias }.into()
}

/// A norm, or for maps also a spatial dropout or, where the size need not be `kept`, a change of
/// size.
pub(super) fn any_place(dice: &mut Dice, input: Shape, kept: bool) -> Layer {
    let is_map = matches!(input, Shape::Map { .. });
    let sides = if !is_map {
        2
    } else if kept {
        4
    } else {
        6
    };
    let epsilon = dice.pick(&[1e-5, 1e-3], 1e-5);
    match dice.roll(sides) {
        0 => {
            let channels = input.channels();
            let dividing: Vec<_> = (1..=channels).filter(|n| channels.is_multiple_of(*n)).collect();
            GroupNorm { groups: dice.pick(&dividing, 1), epsilon }.into()
        }
        1 => LayerNorm { epsilon }.into(),
        2 => {
            let (alpha, beta) = (dice.pick(&[1e-4, 0.5], 0.5), dice.pick(&[0.75, 1.0], 0.75));
            LocalResponseNorm { size: 1 + dice.roll(6), alpha, beta, k: 1.0 }.into()
        }
        3 => SpatialDropout { rate: dice.pick(&[0.0, 0.2, 0.5], 0.5) }.into(),
        4 => AdaptiveAvgPool2d { output: [1 + dice.roll(7), 1 + dice.roll(7)] }.into(),
        _ => {
            let mode = dice.pick(&Interpolation::ALL, Interpolation::Nearest);
            Upsample { scale: [1 + dice.roll(3), 1 + dice.roll(3)], mode }.into()
        }
    }
}
