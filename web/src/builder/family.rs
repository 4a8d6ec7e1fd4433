//! Families of layers, with the hue that a layer has everywhere, and groups of blocks: what belongs
//! together in the palette and in menus.

use filtro_net::{BlockSort, Item, LayerKind, Merge};
use filtro_text::blocks::BlockGroup;
use filtro_zoo::Preset;

/// Layers that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Convolutions.
    Conv,
    /// Pooling and other changes of size.
    Pool,
    /// Activations and softmax.
    Activation,
    /// Normalisation.
    Norm,
    /// Dropout.
    Dropout,
    /// Dense layers and flattening.
    Dense,
    /// Blocks.
    Block,
}

impl Family {
    /// In palette order, with their layers.
    pub const PALETTE: [(Self, &'static [LayerKind]); 6] = [
        (Self::Conv, &[LayerKind::Conv2d, LayerKind::DepthwiseConv2d, LayerKind::SeparableConv2d]),
        (
            Self::Pool,
            &[
                LayerKind::MaxPool2d,
                LayerKind::AvgPool2d,
                LayerKind::AdaptiveAvgPool2d,
                LayerKind::GlobalMaxPool,
                LayerKind::GlobalAvgPool,
                LayerKind::Upsample,
            ],
        ),
        (
            Self::Norm,
            &[
                LayerKind::BatchNorm2d,
                LayerKind::GroupNorm,
                LayerKind::LayerNorm,
                LayerKind::LocalResponseNorm,
            ],
        ),
        (Self::Activation, &[LayerKind::Activation]),
        (Self::Dropout, &[LayerKind::Dropout, LayerKind::SpatialDropout]),
        (Self::Dense, &[LayerKind::Flatten, LayerKind::Dense, LayerKind::Softmax]),
    ];

    /// Of a layer.
    pub const fn of(kind: LayerKind) -> Self {
        match kind {
            LayerKind::Conv2d | LayerKind::DepthwiseConv2d | LayerKind::SeparableConv2d => {
                Self::Conv
            }
            LayerKind::MaxPool2d
            | LayerKind::AvgPool2d
            | LayerKind::AdaptiveAvgPool2d
            | LayerKind::GlobalMaxPool
            | LayerKind::GlobalAvgPool
            | LayerKind::Upsample => Self::Pool,
            LayerKind::BatchNorm2d
            | LayerKind::GroupNorm
            | LayerKind::LayerNorm
            | LayerKind::LocalResponseNorm => Self::Norm,
            LayerKind::Activation => Self::Activation,
            LayerKind::Dropout | LayerKind::SpatialDropout => Self::Dropout,
            LayerKind::Flatten | LayerKind::Dense | LayerKind::Softmax => Self::Dense,
        }
    }

    /// Of an item.
    pub fn of_item(item: &Item) -> Self {
        item.kind().map_or(Self::Block, Self::of)
    }

    /// Its class in the style sheets.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Conv => "family-conv",
            Self::Pool => "family-pool",
            Self::Activation => "family-activation",
            Self::Norm => "family-norm",
            Self::Dropout => "family-dropout",
            Self::Dense => "family-dense",
            Self::Block => "family-block",
        }
    }
}

/// Blocks that a person fills.
pub const EMPTY: [BlockSort; 4] = [
    BlockSort::Residual,
    BlockSort::Parallel(Merge::Concat),
    BlockSort::Parallel(Merge::Add),
    BlockSort::Parallel(Merge::Multiply),
];

/// The ready-made blocks of a group, in palette order.
pub const fn presets(group: BlockGroup) -> &'static [Preset] {
    match group {
        BlockGroup::Residual => &[
            Preset::ResidualBasic,
            Preset::ResidualBasicDown,
            Preset::Bottleneck,
            Preset::BottleneckDown,
        ],
        BlockGroup::Inception => &[
            Preset::InceptionV1,
            Preset::InceptionA,
            Preset::InceptionB,
            Preset::InceptionC,
            Preset::InceptionD,
            Preset::InceptionE,
        ],
        BlockGroup::Light => {
            &[Preset::Fire, Preset::Separable, Preset::Inverted, Preset::InvertedDown]
        }
        BlockGroup::Further => &[Preset::SqueezeExcite, Preset::Xception, Preset::Dense],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_zoo::PRESETS;

    #[test]
    fn every_layer_is_in_the_palette_once_and_in_its_family() {
        let mut all: Vec<LayerKind> = Vec::new();
        for (family, kinds) in Family::PALETTE {
            for kind in kinds {
                assert!(kind == &LayerKind::Softmax || Family::of(*kind) == family, "{kind:?}");
                all.push(*kind);
            }
        }
        all.sort_unstable();
        assert_eq!(all, LayerKind::ALL);
    }

    #[test]
    fn every_ready_made_block_is_in_one_group() {
        let all: Vec<Preset> =
            BlockGroup::ALL.iter().flat_map(|group| presets(*group)).copied().collect();
        assert_eq!(all, PRESETS);
    }
}
