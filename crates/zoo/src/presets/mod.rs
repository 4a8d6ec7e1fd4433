//! Ready-made blocks: the modules of published networks, sized by what goes in.

use crate::modules::Scale;
use crate::modules::inception::{v1, v3_a, v3_b, v3_c, v3_d, v3_e};
use crate::modules::mobile::{inverted, separable_block};
use crate::modules::residual::{basic, bottleneck, squeeze_excite, xception};
use crate::modules::small::{dense_layer, fire};
use crate::sources;
use filtro_net::{Item, Shape};

/// Maps that each layer of the dense block adds: the paper's networks for CIFAR have 12.
const GROWTH: usize = 12;
/// Layers of the dense block; the papers' have 6 and more.
const DENSE_LAYERS: usize = 4;
/// MobileNetV2 widens its maps by this.
const EXPANSION: usize = 6;
/// Squeeze-and-excite narrows its means by this.
const REDUCTION: usize = 16;

/// A ready-made block. Its title and description on the page belong to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preset {
    /// Two 3×3 convolutions beside the identity: ResNet-18 and -34.
    ResidualBasic,
    /// The same with half the size, twice the maps and a projection.
    ResidualBasicDown,
    /// 1×1, 3×3, 1×1 beside the identity: ResNet-50 and deeper.
    Bottleneck,
    /// The same with half the size, twice the maps and a projection.
    BottleneckDown,
    /// The module of GoogLeNet: 1×1, 3×3, 5×5 and a pool side by side.
    InceptionV1,
    /// Inception v3 at 35×35.
    InceptionA,
    /// Inception v3, halving 35×35.
    InceptionB,
    /// Inception v3 at 17×17, with windows of one row or column.
    InceptionC,
    /// Inception v3, halving 17×17.
    InceptionD,
    /// Inception v3 at 8×8, forking.
    InceptionE,
    /// The fire module of SqueezeNet.
    Fire,
    /// Depthwise 3×3 and 1×1: MobileNet.
    Separable,
    /// Wide inside, narrow outside, with the input added: MobileNetV2.
    Inverted,
    /// The same with stride 2 and without the sum.
    InvertedDown,
    /// One factor a channel: the squeeze-and-excitation block.
    SqueezeExcite,
    /// Three separable convolutions beside the identity: Xception's middle flow.
    Xception,
    /// Layers that each see the maps of all before: DenseNet.
    Dense,
}

/// Every ready-made block, in palette order.
pub const PRESETS: [Preset; 17] = [
    Preset::ResidualBasic,
    Preset::ResidualBasicDown,
    Preset::Bottleneck,
    Preset::BottleneckDown,
    Preset::InceptionV1,
    Preset::InceptionA,
    Preset::InceptionB,
    Preset::InceptionC,
    Preset::InceptionD,
    Preset::InceptionE,
    Preset::Fire,
    Preset::Separable,
    Preset::Inverted,
    Preset::InvertedDown,
    Preset::SqueezeExcite,
    Preset::Xception,
    Preset::Dense,
];

impl Preset {
    /// A plain name that does not change with the language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ResidualBasic => "residual-basic",
            Self::ResidualBasicDown => "residual-basic-down",
            Self::Bottleneck => "bottleneck",
            Self::BottleneckDown => "bottleneck-down",
            Self::InceptionV1 => "inception-v1",
            Self::InceptionA => "inception-v3-a",
            Self::InceptionB => "inception-v3-b",
            Self::InceptionC => "inception-v3-c",
            Self::InceptionD => "inception-v3-d",
            Self::InceptionE => "inception-v3-e",
            Self::Fire => "fire",
            Self::Separable => "depthwise-separable",
            Self::Inverted => "inverted-residual",
            Self::InvertedDown => "inverted-residual-down",
            Self::SqueezeExcite => "squeeze-excite",
            Self::Xception => "xception",
            Self::Dense => "dense",
        }
    }

    /// The paper it comes from.
    pub const fn source(self) -> &'static str {
        match self {
            Self::ResidualBasic
            | Self::ResidualBasicDown
            | Self::Bottleneck
            | Self::BottleneckDown => sources::HE_2016,
            Self::InceptionV1 => sources::SZEGEDY_2015,
            Self::InceptionA
            | Self::InceptionB
            | Self::InceptionC
            | Self::InceptionD
            | Self::InceptionE => sources::SZEGEDY_2016,
            Self::Fire => sources::IANDOLA_2016,
            Self::Separable => sources::HOWARD_2017,
            Self::Inverted | Self::InvertedDown => sources::SANDLER_2018,
            Self::SqueezeExcite => sources::HU_2018,
            Self::Xception => sources::CHOLLET_2017,
            Self::Dense => sources::HUANG_2017,
        }
    }

    /// Maps of the input where the paper has the block first (of inception modules, torchvision's
    /// network).
    pub const fn paper_channels(self) -> usize {
        match self {
            Self::ResidualBasic | Self::ResidualBasicDown | Self::SqueezeExcite => 64,
            Self::Bottleneck | Self::BottleneckDown => 256,
            Self::InceptionV1 | Self::InceptionA => 192,
            Self::InceptionB => 288,
            Self::InceptionC | Self::InceptionD => 768,
            Self::InceptionE => 1280,
            Self::Fire => 96,
            Self::Separable => 32,
            Self::Inverted | Self::InvertedDown => 24,
            Self::Xception => 728,
            // Twice the growth rate, as behind the stem of DenseNet-BC.
            Self::Dense => 2 * GROWTH,
        }
    }

    /// The block for an input of this shape: it fits there, with its paper's proportions. Without
    /// a map to go by, its paper's widths.
    pub fn items(self, input: Option<Shape>) -> Vec<Item> {
        let (channels, size) = match input {
            Some(Shape::Map { channels, height, width }) => (channels.max(1), height.min(width)),
            _ => (self.paper_channels(), usize::MAX),
        };
        let scale = Scale::new(channels, self.paper_channels());
        // Windows of 3×3 need three pixels.
        let padding = usize::from(size < 3);
        match self {
            Self::ResidualBasic => basic(channels, 1).into(),
            Self::ResidualBasicDown => basic(scale.width(128), 2).into(),
            // A quarter inside, as everywhere in the paper.
            Self::Bottleneck => bottleneck(scale.width(64), channels, 1, false).into(),
            Self::BottleneckDown => bottleneck(scale.width(128), scale.width(512), 2, true).into(),
            Self::InceptionV1 => {
                let [one, pool] = scale.widths([64, 32]);
                vec![v1((one, scale.widths([96, 128]), scale.widths([16, 32]), pool))]
            }
            Self::InceptionA => vec![v3_a(32, scale)],
            Self::InceptionB => vec![v3_b(scale, padding)],
            Self::InceptionC => vec![v3_c(128, scale)],
            Self::InceptionD => vec![v3_d(scale, padding)],
            Self::InceptionE => vec![v3_e(scale)],
            Self::Fire => fire(scale.width(16), scale.width(64)).into(),
            Self::Separable => separable_block(channels, scale.width(64), 1).into(),
            Self::Inverted => inverted(channels, channels, 1, EXPANSION),
            Self::InvertedDown => inverted(channels, scale.width(32), 2, EXPANSION),
            Self::SqueezeExcite => {
                let squeezed = scale.width(self.paper_channels() / REDUCTION);
                vec![squeeze_excite(channels, squeezed)]
            }
            Self::Xception => vec![xception(channels, 3)],
            Self::Dense => (0..DENSE_LAYERS).map(|_| dense_layer(GROWTH)).collect(),
        }
    }
}

#[cfg(all(test, feature = "templates"))]
mod tests;
