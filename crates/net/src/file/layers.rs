//! Layers from their fields in JSON.

use super::FileError;
use super::object::{Object, Spot};
use crate::catalogue::{
    Activation, AdaptiveAvgPool2d, AvgPool2d, BatchNorm2d, Conv2d, Dense, DepthwiseConv2d, Dropout,
    Flatten, Function, GlobalAvgPool, GlobalMaxPool, GroupNorm, Interpolation, LayerNorm,
    LocalResponseNorm, MaxPool2d, Padding, SeparableConv2d, Softmax, SpatialDropout, Upsample,
};
use crate::layer::{Layer, LayerKind};

type Result<T> = std::result::Result<T, FileError>;

const FUNCTIONS: &[(&str, Function)] = &[
    ("relu", Function::Relu),
    ("leaky_relu", Function::LeakyRelu),
    ("elu", Function::Elu),
    ("gelu", Function::Gelu),
    ("silu", Function::Silu),
    ("sigmoid", Function::Sigmoid),
    ("tanh", Function::Tanh),
    ("relu6", Function::Relu6),
    ("hard_swish", Function::HardSwish),
    ("hard_sigmoid", Function::HardSigmoid),
];

const MODES: &[(&str, Interpolation)] =
    &[("nearest", Interpolation::Nearest), ("bilinear", Interpolation::Bilinear)];

/// The layer of `kind` whose parameters are the fields of `object`.
pub(super) fn layer(kind: LayerKind, object: &mut Object) -> Result<Layer> {
    Ok(match kind {
        LayerKind::Conv2d => Layer::Conv2d(Conv2d {
            filters: object.required("filters")?.size()?,
            kernel: object.required("kernel")?.pair()?,
            stride: object.or("stride", [1, 1], Spot::pair)?,
            padding: object.or("padding", Padding::Valid, padding)?,
            dilation: object.or("dilation", [1, 1], Spot::pair)?,
            groups: object.or("groups", 1, Spot::size)?,
            bias: object.or("bias", true, Spot::switch)?,
        }),
        LayerKind::DepthwiseConv2d => Layer::DepthwiseConv2d(DepthwiseConv2d {
            kernel: object.required("kernel")?.pair()?,
            stride: object.or("stride", [1, 1], Spot::pair)?,
            padding: object.or("padding", Padding::Valid, padding)?,
            dilation: object.or("dilation", [1, 1], Spot::pair)?,
            multiplier: object.or("multiplier", 1, Spot::size)?,
            bias: object.or("bias", true, Spot::switch)?,
        }),
        LayerKind::SeparableConv2d => Layer::SeparableConv2d(SeparableConv2d {
            filters: object.required("filters")?.size()?,
            kernel: object.required("kernel")?.pair()?,
            stride: object.or("stride", [1, 1], Spot::pair)?,
            padding: object.or("padding", Padding::Valid, padding)?,
            dilation: object.or("dilation", [1, 1], Spot::pair)?,
            multiplier: object.or("multiplier", 1, Spot::size)?,
            bias: object.or("bias", true, Spot::switch)?,
        }),
        LayerKind::MaxPool2d => {
            let kernel = object.required("kernel")?.pair()?;
            Layer::MaxPool2d(MaxPool2d {
                kernel,
                stride: object.or("stride", kernel, Spot::pair)?,
                padding: object.or("padding", Padding::Valid, padding)?,
                ceil_mode: object.or("ceil_mode", false, Spot::switch)?,
            })
        }
        LayerKind::AvgPool2d => {
            let kernel = object.required("kernel")?.pair()?;
            Layer::AvgPool2d(AvgPool2d {
                kernel,
                stride: object.or("stride", kernel, Spot::pair)?,
                padding: object.or("padding", Padding::Valid, padding)?,
                ceil_mode: object.or("ceil_mode", false, Spot::switch)?,
                count_include_pad: object.or("count_include_pad", true, Spot::switch)?,
            })
        }
        LayerKind::AdaptiveAvgPool2d => Layer::AdaptiveAvgPool2d(AdaptiveAvgPool2d {
            output: object.required("output")?.pair()?,
        }),
        LayerKind::Upsample => Layer::Upsample(Upsample {
            scale: object.required("scale")?.pair()?,
            mode: object.or("mode", Interpolation::Nearest, |mode| mode.word(MODES))?,
        }),
        LayerKind::GroupNorm => {
            let GroupNorm { epsilon, .. } = GroupNorm::default();
            Layer::GroupNorm(GroupNorm {
                groups: object.required("groups")?.size()?,
                epsilon: object.or("epsilon", epsilon, Spot::number)?,
            })
        }
        LayerKind::LayerNorm => {
            let LayerNorm { epsilon } = LayerNorm::default();
            Layer::LayerNorm(LayerNorm { epsilon: object.or("epsilon", epsilon, Spot::number)? })
        }
        LayerKind::LocalResponseNorm => {
            let LocalResponseNorm { alpha, beta, k, .. } = LocalResponseNorm::default();
            Layer::LocalResponseNorm(LocalResponseNorm {
                size: object.required("size")?.size()?,
                alpha: object.or("alpha", alpha, Spot::number)?,
                beta: object.or("beta", beta, Spot::number)?,
                k: object.or("k", k, Spot::number)?,
            })
        }
        LayerKind::BatchNorm2d => {
            let BatchNorm2d { epsilon, momentum } = BatchNorm2d::default();
            Layer::BatchNorm2d(BatchNorm2d {
                epsilon: object.or("epsilon", epsilon, Spot::number)?,
                momentum: object.or("momentum", momentum, Spot::number)?,
            })
        }
        LayerKind::Activation => {
            let Activation { slope, .. } = Activation::default();
            Layer::Activation(Activation {
                function: object.required("function")?.word(FUNCTIONS)?,
                slope: object.or("slope", slope, Spot::number)?,
            })
        }
        LayerKind::Dropout => {
            let Dropout { rate } = Dropout::default();
            Layer::Dropout(Dropout { rate: object.or("rate", rate, Spot::number)? })
        }
        LayerKind::SpatialDropout => {
            let SpatialDropout { rate } = SpatialDropout::default();
            Layer::SpatialDropout(SpatialDropout { rate: object.or("rate", rate, Spot::number)? })
        }
        LayerKind::Dense => Layer::Dense(Dense {
            units: object.required("units")?.size()?,
            bias: object.or("bias", true, Spot::switch)?,
        }),
        LayerKind::GlobalMaxPool => Layer::GlobalMaxPool(GlobalMaxPool {}),
        LayerKind::GlobalAvgPool => Layer::GlobalAvgPool(GlobalAvgPool {}),
        LayerKind::Flatten => Layer::Flatten(Flatten {}),
        LayerKind::Softmax => Layer::Softmax(Softmax {}),
    })
}

fn padding(spot: &Spot) -> Result<Padding> {
    if spot.value.is_object() {
        let mut object = spot.clone().object()?;
        let sizes = object.required("explicit")?.pair()?;
        object.finish()?;
        return Ok(Padding::Explicit(sizes));
    }
    match spot.value.as_str() {
        Some("valid") => Ok(Padding::Valid),
        Some("same") => Ok(Padding::Same),
        _ => Err(spot.unexpected("\"valid\", \"same\" or {\"explicit\": [height, width]}")),
    }
}
