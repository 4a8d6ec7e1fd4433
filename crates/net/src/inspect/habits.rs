//! What runs but is seldom meant: two linear layers that are one, an activation or a softmax in
//! the wrong place.

use super::fixes::{insert, remove};
use super::flow::Spot;
use crate::address::{NodeId, Place};
use crate::catalogue::{Activation, Conv2d, DepthwiseConv2d, SeparableConv2d};
use crate::diagnostic::{Fix, FixKind};
use crate::edit::Edit;
use crate::layer::{Layer, LayerKind};
use crate::network::Network;
use crate::node::Node;

/// What is remembered of a lane's layers so far.
#[derive(Clone, Copy, Default)]
pub(super) struct Habits {
    /// The last convolution or dense layer, if only linear layers have followed.
    linear: Option<Linear>,
    /// The last convolution or dense layer, whatever has followed.
    last: Option<Sort>,
}

/// A convolution or dense layer with nothing but linear layers behind it so far.
#[derive(Clone, Copy)]
struct Linear {
    /// Where an activation would go: behind it, or behind its batch norm.
    gap: Place,
    shape: Sort,
    /// The layer of its sort before it.
    before: Option<Sort>,
    /// A batch norm follows it at once.
    normed: bool,
}

/// What decides whether a pair is meant.
#[derive(Clone, Copy)]
enum Sort {
    Dense { inputs: usize, units: usize },
    Conv { kernel: [usize; 2], grouped: bool, channels: usize, filters: usize },
}

impl Habits {
    /// Takes a layer in; the repair where it is the second linear layer in a row.
    pub(super) fn linear_pair(&mut self, spot: &Spot, layer: &Layer) -> Option<Fix> {
        let gap = behind(spot.place);
        let shape = match layer {
            Layer::Dense(dense) => {
                Sort::Dense { inputs: spot.flow.shape.channels(), units: dense.units }
            }
            Layer::Conv2d(conv) => Sort::conv(conv, spot.flow.shape.channels()),
            Layer::DepthwiseConv2d(conv) => Sort::depthwise(conv, spot.flow.shape.channels()),
            Layer::SeparableConv2d(conv) => Sort::separable(conv, spot.flow.shape.channels()),
            Layer::BatchNorm2d(_) => {
                if let Some(linear) = &mut self.linear
                    && linear.gap == spot.place
                {
                    (linear.gap, linear.normed) = (gap, true);
                }
                return None;
            }
            // In inference all of these are linear too.
            Layer::AvgPool2d(_)
            | Layer::AdaptiveAvgPool2d(_)
            | Layer::GlobalAvgPool(_)
            | Layer::Upsample(_)
            | Layer::Dropout(_)
            | Layer::SpatialDropout(_)
            | Layer::Flatten(_) => return None,
            // Norms of a single sample divide by what depends on it.
            Layer::MaxPool2d(_)
            | Layer::GlobalMaxPool(_)
            | Layer::GroupNorm(_)
            | Layer::LayerNorm(_)
            | Layer::LocalResponseNorm(_)
            | Layer::Activation(_)
            | Layer::Softmax(_) => {
                self.linear = None;
                return None;
            }
        };
        let first = self.linear.filter(|first| spot.flow.sound && !meant(first, shape));
        let before = self.last.replace(shape);
        self.linear = Some(Linear { gap, shape, before, normed: false });
        first.map(|first| insert(FixKind::InsertActivation, first.gap, Activation::default()))
    }
}

/// Softmax layers of the network's own sequence that are not its last, and repairs for each.
/// Inside a block they are attention, and meant.
pub(super) fn early_softmax(network: &Network) -> Vec<(NodeId, Vec<Fix>)> {
    let Some((last, before)) = network.nodes.split_last() else { return Vec::new() };
    let is_softmax = |node: &Node| node.item.kind() == Some(LayerKind::Softmax);
    let repairs = |id: NodeId| {
        let to = Place::root(network.nodes.len());
        let to_end = Fix { kind: FixKind::MoveToEnd, edits: vec![Edit::Move { id, to }] };
        if is_softmax(last) { vec![remove(id)] } else { vec![to_end, remove(id)] }
    };
    let early = before.iter().filter(|node| is_softmax(node));
    early.map(|node| (node.id, repairs(node.id))).collect()
}

/// An activation at the end of a network whose class scores are otherwise right.
pub(super) fn bent_scores(network: &Network) -> Option<NodeId> {
    let passes =
        |node: &&Node| matches!(node.item.kind(), Some(LayerKind::Softmax | LayerKind::Dropout));
    let last = network.nodes.iter().rev().find(|node| !passes(node))?;
    (last.item.kind() == Some(LayerKind::Activation)).then_some(last.id)
}

impl Sort {
    fn conv(conv: &Conv2d, channels: usize) -> Self {
        let (kernel, filters) = (conv.kernel, conv.filters);
        Self::Conv { kernel, grouped: conv.groups > 1, channels, filters }
    }

    fn depthwise(conv: &DepthwiseConv2d, channels: usize) -> Self {
        let filters = channels.saturating_mul(conv.multiplier);
        Self::Conv { kernel: conv.kernel, grouped: true, channels, filters }
    }

    /// Seen from outside it is a convolution over all channels.
    const fn separable(conv: &SeparableConv2d, channels: usize) -> Self {
        Self::Conv { kernel: conv.kernel, grouped: false, channels, filters: conv.filters }
    }
}

/// Pairs that experts build on purpose: depthwise separable and otherwise grouped convolutions
/// (Xception, MobileNet), a k×1 beside a 1×k (Inception v3), a layer narrower than both its sides
/// (low rank), and what follows a linear bottleneck (MobileNet v2).
fn meant(first: &Linear, second: Sort) -> bool {
    first.shape.grouped()
        || second.grouped()
        || factors(first.shape, second)
        || first.shape.is_low_rank_before(second)
        || first.is_bottleneck()
}

/// A window of one row and one of one column, in either order.
fn factors(first: Sort, second: Sort) -> bool {
    let (Sort::Conv { kernel, .. }, Sort::Conv { kernel: next, .. }) = (first, second) else {
        return false;
    };
    matches!((kernel, next), ([1, a], [b, 1]) | ([a, 1], [1, b]) if a > 1 && b > 1)
}

impl Sort {
    const fn grouped(self) -> bool {
        matches!(self, Self::Conv { grouped: true, .. })
    }

    /// It mixes channels in one place only, as a dense layer does.
    fn is_pointwise(self) -> bool {
        match self {
            Self::Dense { .. } => true,
            Self::Conv { kernel, .. } => kernel == [1, 1],
        }
    }

    /// Channels, or values, that come out.
    const fn out(self) -> usize {
        match self {
            Self::Dense { units, .. } => units,
            Self::Conv { filters, .. } => filters,
        }
    }

    /// Both are of one kind and have few values between them: less than a single layer, meant so.
    fn is_low_rank_before(self, next: Self) -> bool {
        let alike = std::mem::discriminant(&self) == std::mem::discriminant(&next);
        alike && self.is_pointwise() && self.narrows() && self.out() < next.out()
    }

    /// Less comes out than goes in.
    const fn narrows(self) -> bool {
        match self {
            Self::Dense { inputs, units } => units < inputs,
            Self::Conv { channels, filters, .. } => filters < channels,
        }
    }

    const fn widens(self) -> bool {
        match self {
            Self::Dense { inputs, units } => units > inputs,
            Self::Conv { channels, filters, .. } => filters > channels,
        }
    }
}

impl Linear {
    /// The end of an inverted residual: a 1×1 convolution with batch norm that narrows what a
    /// depthwise or a widening convolution has made. An activation on so few maps would lose what
    /// they hold (Sandler et al., 2018, section 3.2).
    fn is_bottleneck(&self) -> bool {
        let wide = |before: Sort| before.grouped() || before.widens();
        let conv = matches!(self.shape, Sort::Conv { .. });
        conv && self.shape.is_pointwise()
            && self.shape.narrows()
            && self.normed
            && self.before.is_some_and(wide)
    }
}

fn behind(place: Place) -> Place {
    Place { index: place.index + 1, ..place }
}
