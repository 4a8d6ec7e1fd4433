//! Blocks: their lanes, and the ready-made ones.

use filtro_net::{BlockSort, Preset};

/// Texts of blocks.
pub struct Blocks {
    pub lane: fn(BlockSort, usize) -> String,
    pub preset: fn(Preset) -> &'static str,
    pub several: fn(usize) -> String,
}

/// English.
pub const EN: Blocks = Blocks {
    lane: |sort, lane| match (sort, lane) {
        (BlockSort::Residual, 0) => "Body".into(),
        (BlockSort::Residual, _) => "Shortcut".into(),
        (BlockSort::Parallel(_), lane) => format!("Branch {}", lane + 1),
    },
    preset: |preset| match preset {
        Preset::ResidualBasic => "Basic residual",
        Preset::ResidualBasicDown => "Basic residual, halving",
        Preset::Bottleneck => "Bottleneck residual",
        Preset::BottleneckDown => "Bottleneck residual, halving",
        Preset::InceptionV1 => "Inception v1",
        Preset::InceptionA => "Inception v3 A",
        Preset::InceptionB => "Inception v3 B, halving",
        Preset::InceptionC => "Inception v3 C",
        Preset::InceptionD => "Inception v3 D, halving",
        Preset::InceptionE => "Inception v3 E",
        Preset::Fire => "Fire module",
        Preset::Separable => "Depthwise separable",
        Preset::Inverted => "Inverted residual",
        Preset::InvertedDown => "Inverted residual, halving",
        Preset::SqueezeExcite => "Squeeze and excite",
        Preset::Xception => "Xception module",
        Preset::Dense => "Dense block",
    },
    several: |count| format!("{count} layers and blocks"),
};

/// Spanish.
pub const ES: Blocks = Blocks {
    lane: |sort, lane| match (sort, lane) {
        (BlockSort::Residual, 0) => "Cuerpo".into(),
        (BlockSort::Residual, _) => "Atajo".into(),
        (BlockSort::Parallel(_), lane) => format!("Rama {}", lane + 1),
    },
    preset: |preset| match preset {
        Preset::ResidualBasic => "Residual básico",
        Preset::ResidualBasicDown => "Residual básico, a la mitad",
        Preset::Bottleneck => "Residual con cuello de botella",
        Preset::BottleneckDown => "Residual con cuello de botella, a la mitad",
        Preset::InceptionV1 => "Inception v1",
        Preset::InceptionA => "Inception v3 A",
        Preset::InceptionB => "Inception v3 B, a la mitad",
        Preset::InceptionC => "Inception v3 C",
        Preset::InceptionD => "Inception v3 D, a la mitad",
        Preset::InceptionE => "Inception v3 E",
        Preset::Fire => "Módulo Fire",
        Preset::Separable => "Separable en profundidad",
        Preset::Inverted => "Residual invertido",
        Preset::InvertedDown => "Residual invertido, a la mitad",
        Preset::SqueezeExcite => "Squeeze and excite",
        Preset::Xception => "Módulo Xception",
        Preset::Dense => "Bloque denso",
    },
    several: |count| format!("{count} capas y bloques"),
};
