//! Layers, blocks and stages in a few signs.

use super::entry::Entry;
use super::stage::{Size, Stage};
use filtro_net::{Layer, Severity};
use filtro_text::Text;

/// The parameters that tell one layer from another of its kind, in a few signs.
pub(super) fn summary(text: &Text, layer: &Layer) -> String {
    let window = |kernel: [usize; 2], stride: [usize; 2]| {
        let steps = if stride == [1, 1] {
            String::new()
        } else if stride[0] == stride[1] {
            format!(", /{}", stride[0])
        } else {
            format!(", /{}×{}", stride[0], stride[1])
        };
        format!("{}×{}{steps}", kernel[0], kernel[1])
    };
    match layer {
        Layer::Conv2d(conv) => format!("{} · {}", conv.filters, window(conv.kernel, conv.stride)),
        Layer::DepthwiseConv2d(conv) if conv.multiplier == 1 => window(conv.kernel, conv.stride),
        Layer::DepthwiseConv2d(conv) => {
            format!("{} ·{}", window(conv.kernel, conv.stride), conv.multiplier)
        }
        Layer::SeparableConv2d(conv) => {
            format!("{} · {}", conv.filters, window(conv.kernel, conv.stride))
        }
        Layer::AdaptiveAvgPool2d(pool) => format!("→ {}", window(pool.output, [1, 1])),
        Layer::Upsample(up) if up.scale[0] == up.scale[1] => format!("×{}", up.scale[0]),
        Layer::Upsample(up) => format!("×({}, {})", up.scale[0], up.scale[1]),
        Layer::GroupNorm(norm) => norm.groups.to_string(),
        Layer::LocalResponseNorm(norm) => norm.size.to_string(),
        Layer::SpatialDropout(dropout) => text.lang.percent(dropout.rate, 0),
        Layer::MaxPool2d(pool) => window(pool.kernel, pool.stride),
        Layer::AvgPool2d(pool) => window(pool.kernel, pool.stride),
        Layer::Activation(activation) => {
            (text.network.choice)(activation.function.choice()).to_owned()
        }
        Layer::Dropout(dropout) => text.lang.percent(dropout.rate, 0),
        Layer::Dense(dense) => dense.units.to_string(),
        Layer::GlobalMaxPool(_)
        | Layer::GlobalAvgPool(_)
        | Layer::BatchNorm2d(_)
        | Layer::LayerNorm(_)
        | Layer::Flatten(_)
        | Layer::Softmax(_) => String::new(),
    }
}

/// The number of layers in words.
pub(super) fn layers(text: &Text, count: u32) -> String {
    (text.canvas.layers)(count, &text.lang.integer(count.into()))
}

/// `28 × 28 · 24 layers · 7,098,880 parameters`.
pub(super) fn describe(text: &Text, stage: &Stage) -> String {
    let t = &text.canvas;
    let size = match stage.size {
        Some(Size::Map([height, width])) => format!("{height} × {width}"),
        Some(Size::Vector) => t.vector.to_owned(),
        None => "–".to_owned(),
    };
    let parameters = (t.parameters)(&text.lang.integer(stage.parameters));
    format!("{size} · {} · {parameters}", layers(text, stage.layers))
}

/// The severity of the worst problem.
pub(super) fn worst(entry: &Entry) -> Option<Severity> {
    let found = entry.problems.iter().map(|found| found.diagnostic.severity);
    found.max_by_key(|severity| rank(*severity))
}

const fn rank(severity: Severity) -> u8 {
    match severity {
        Severity::Hint => 0,
        Severity::Warning => 1,
        Severity::Error => 2,
    }
}

pub(super) const fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Hint => "has-hint",
        Severity::Warning => "has-warning",
        Severity::Error => "has-error",
    }
}
