//! What runs but is seldom meant: two linear layers that are one, an activation or a softmax in
//! the wrong place.

use super::{Fold, Spot, insert, remove};
use crate::catalogue::{Activation, Conv2d, DepthwiseConv2d, SeparableConv2d};
use crate::check::{Fix, FixKind, Problem, Severity};
use crate::edit::{Edit, Place};
use crate::layer::{Layer, LayerKind};
use crate::network::{Network, Node};

/// A convolution or dense layer with nothing but linear layers behind it so far.
pub(super) struct Linear {
    /// Where an activation would go: behind it, or behind its batch norm.
    gap: Place,
    shape: Sort,
}

/// What decides whether a pair is meant.
#[derive(Clone, Copy)]
enum Sort {
    Dense,
    Conv { kernel: [usize; 2], grouped: bool, channels: usize, filters: usize },
}

impl Fold {
    /// Warns of a second linear layer in a row and returns the new state.
    pub(super) fn linear_pair(
        &mut self,
        before: Option<Linear>,
        spot: &Spot,
        layer: &Layer,
    ) -> Option<Linear> {
        let gap = behind(spot.place);
        let shape = match layer {
            Layer::Dense(_) => Sort::Dense,
            Layer::Conv2d(conv) => Sort::conv(conv, spot.flow.shape.channels()),
            Layer::DepthwiseConv2d(conv) => Sort::depthwise(conv, spot.flow.shape.channels()),
            Layer::SeparableConv2d(conv) => Sort::separable(conv, spot.flow.shape.channels()),
            Layer::BatchNorm2d(_) => {
                return before.map(|linear| match linear.gap == spot.place {
                    true => Linear { gap, ..linear },
                    false => linear,
                });
            }
            // In inference all of these are linear too.
            Layer::AvgPool2d(_)
            | Layer::AdaptiveAvgPool2d(_)
            | Layer::GlobalAvgPool(_)
            | Layer::Upsample(_)
            | Layer::Dropout(_)
            | Layer::SpatialDropout(_)
            | Layer::Flatten(_) => return before,
            // Norms of a single sample divide by what depends on it.
            Layer::MaxPool2d(_)
            | Layer::GlobalMaxPool(_)
            | Layer::GroupNorm(_)
            | Layer::LayerNorm(_)
            | Layer::LocalResponseNorm(_)
            | Layer::Activation(_)
            | Layer::Softmax(_) => return None,
        };
        if let Some(first) = before
            && spot.flow.sound
            && !meant(first.shape, shape)
        {
            let fix = insert(FixKind::InsertActivation, first.gap, Activation::default());
            let at = self.report.nodes.len();
            let severity = Severity::Warning;
            self.at_node(at, spot.node.id, severity, Problem::LinearPair, vec![fix]);
        }
        Some(Linear { gap, shape })
    }

    /// Softmax layers of the network's own sequence that are not its last. Inside a block they
    /// are attention, and meant.
    pub(super) fn early_softmax(&mut self, network: &Network) {
        let Some((last, before)) = network.nodes.split_last() else { return };
        let is_softmax = |node: &Node| node.item.kind() == Some(LayerKind::Softmax);
        for node in before.iter().filter(|node| is_softmax(node)) {
            let to = Place::root(network.nodes.len());
            let edits = vec![Edit::Move { id: node.id, to }];
            let to_end = Fix { kind: FixKind::MoveToEnd, edits };
            let fixes = match is_softmax(last) {
                true => vec![remove(node.id)],
                false => vec![to_end, remove(node.id)],
            };
            let at = self.position(node);
            self.at_node(at, node.id, Severity::Warning, Problem::SoftmaxNotLast, fixes);
        }
    }

    /// An activation at the end of a network whose class scores are otherwise right.
    pub(super) fn bent_scores(&mut self, network: &Network) {
        let passes = |node: &&Node| {
            matches!(node.item.kind(), Some(LayerKind::Softmax | LayerKind::Dropout))
        };
        let Some(last) = network.nodes.iter().rev().find(|node| !passes(node)) else { return };
        if last.item.kind() == Some(LayerKind::Activation) {
            let at = self.position(last);
            let fixes = vec![remove(last.id)];
            self.at_node(at, last.id, Severity::Warning, Problem::ActivationLast, fixes);
        }
    }

    fn position(&self, node: &Node) -> usize {
        let mut nodes = self.report.nodes.iter();
        nodes.position(|report| report.id == node.id).map_or(0, |index| index + 1)
    }
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
/// (Xception, MobileNet), a k×1 beside a 1×k (Inception v3), and a 1×1 bottleneck narrower than
/// both its sides (low rank, as in MobileNet v2).
fn meant(first: Sort, second: Sort) -> bool {
    let (
        Sort::Conv { kernel, grouped, channels, filters },
        Sort::Conv { kernel: next_kernel, grouped: next_grouped, filters: next_filters, .. },
    ) = (first, second)
    else {
        return matches!(first, Sort::Conv { grouped: true, .. });
    };
    let factors = matches!(
        (kernel, next_kernel),
        ([1, a], [b, 1]) | ([a, 1], [1, b]) if a > 1 && b > 1
    );
    let narrow = kernel == [1, 1] && filters < channels && filters < next_filters;
    grouped || next_grouped || factors || narrow
}

fn behind(place: Place) -> Place {
    Place { index: place.index + 1, ..place }
}
