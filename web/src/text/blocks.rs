//! Blocks: their lanes, and the ready-made ones.

use filtro_net::BlockSort;

/// Texts of blocks.
pub struct Blocks {
    pub lane: fn(BlockSort, usize) -> String,
}

/// English.
pub const EN: Blocks = Blocks {
    lane: |sort, lane| match (sort, lane) {
        (BlockSort::Residual, 0) => "Body".into(),
        (BlockSort::Residual, _) => "Shortcut".into(),
        (BlockSort::Parallel(_), lane) => format!("Branch {}", lane + 1),
    },
};

/// Spanish.
pub const ES: Blocks = Blocks {
    lane: |sort, lane| match (sort, lane) {
        (BlockSort::Residual, 0) => "Cuerpo".into(),
        (BlockSort::Residual, _) => "Atajo".into(),
        (BlockSort::Parallel(_), lane) => format!("Rama {}", lane + 1),
    },
};
