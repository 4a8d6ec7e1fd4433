//! The blocks of the palette, in groups.

use filtro_net::{BlockSort, Merge};
use filtro_zoo::Preset;

/// Blocks that a person fills.
pub const EMPTY: [BlockSort; 4] = [
    BlockSort::Residual,
    BlockSort::Parallel(Merge::Concat),
    BlockSort::Parallel(Merge::Add),
    BlockSort::Parallel(Merge::Multiply),
];

/// Ready-made blocks that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockGroup {
    /// Of ResNet.
    Residual,
    /// Of GoogLeNet and its successor.
    Inception,
    /// Of networks with few parameters.
    Light,
    /// Others.
    Further,
}

impl BlockGroup {
    /// In palette order.
    pub const ALL: [Self; 4] = [Self::Residual, Self::Inception, Self::Light, Self::Further];

    /// Its blocks.
    pub const fn presets(self) -> &'static [Preset] {
        match self {
            Self::Residual => &[
                Preset::ResidualBasic,
                Preset::ResidualBasicDown,
                Preset::Bottleneck,
                Preset::BottleneckDown,
            ],
            Self::Inception => &[
                Preset::InceptionV1,
                Preset::InceptionA,
                Preset::InceptionB,
                Preset::InceptionC,
                Preset::InceptionD,
                Preset::InceptionE,
            ],
            Self::Light => {
                &[Preset::Fire, Preset::Separable, Preset::Inverted, Preset::InvertedDown]
            }
            Self::Further => &[Preset::SqueezeExcite, Preset::Xception, Preset::Dense],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_zoo::PRESETS;

    #[test]
    fn every_ready_made_block_is_in_one_group() {
        let all: Vec<Preset> =
            BlockGroup::ALL.iter().flat_map(|group| group.presets()).copied().collect();
        assert_eq!(all, PRESETS);
    }
}
