//! How many tiles are shown, how large, and where.

/// Pixels between two tiles.
pub const GAP: usize = 4;

/// Tiles of one size in rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Pixels a value, both ways.
    pub scale: usize,
    /// Height and width of a tile in values.
    pub tile: [usize; 2],
    /// Tiles shown.
    pub shown: usize,
    /// Tiles a row.
    pub columns: usize,
    /// Pixels between two tiles.
    pub gap: usize,
}

impl Layout {
    /// Tiles of `tile` = `[height, width]` values, each about `size` pixels long, as many as
    /// `count` and `limit` allow, in rows of at most `room` pixels.
    pub fn tiles(tile: [usize; 2], count: usize, limit: usize, size: usize, room: usize) -> Self {
        let shown = count.min(limit);
        Self { shown, ..Self::matrix(tile, shown, 1, size, room) }
    }

    /// A vector's values as cells of one pixel step.
    pub fn cells(count: usize, limit: usize, room: usize) -> Self {
        let shown = count.min(limit);
        let scale = match shown {
            0..=64 => 12,
            65..=256 => 8,
            _ => 5,
        };
        let columns = ((room + 1) / (scale + 1)).max(1).min(shown.max(1));
        Self { scale, tile: [1, 1], shown, columns, gap: 1 }
    }

    /// Rows × columns of tiles that belong together: `across` a row, `down` rows.
    pub fn matrix(tile: [usize; 2], across: usize, down: usize, size: usize, room: usize) -> Self {
        let longest = tile[0].max(tile[1]).max(1);
        // The next whole number: pixels of a map must all be as large as each other.
        let fitting = (size + longest / 2) / longest;
        let scale = fitting.min(room / longest).max(1);
        let wide = tile[1] * scale + GAP;
        let columns = ((room + GAP) / wide).max(1).min(across.max(1));
        Self { scale, tile, shown: columns * down, columns, gap: GAP }
    }

    /// Width and height of the whole in pixels.
    pub fn size(&self) -> [usize; 2] {
        if self.shown == 0 {
            return [0, 0];
        }
        let [height, width] = self.step();
        let rows = self.shown.div_ceil(self.columns);
        [self.columns * width - self.gap, rows * height - self.gap]
    }

    /// Top left corner of a tile in pixels: x, y.
    pub fn corner(&self, tile: usize) -> [usize; 2] {
        let [height, width] = self.step();
        [tile % self.columns * width, tile / self.columns * height]
    }

    fn step(&self) -> [usize; 2] {
        self.tile.map(|length| length * self.scale + self.gap)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lenets_maps() {
        let first = Layout::tiles([28, 28], 6, 8, 48, 480);
        assert_eq!((first.scale, first.shown, first.columns), (2, 6, 6));
        assert_eq!(first.size(), [6 * 60 - 4, 56]);
        let last = Layout::tiles([1, 1], 120, 8, 48, 480);
        assert_eq!((last.scale, last.shown, last.columns), (48, 8, 8));
    }

    proptest! {
        #[test]
        fn no_tile_leaves_the_whole_or_touches_another(
            height in 1_usize..60, width in 1_usize..60, count in 0_usize..100,
            limit in 1_usize..80, size in 8_usize..100, room in 100_usize..700,
        ) {
            let layout = Layout::tiles([height, width], count, limit, size, room);
            let [all_width, all_height] = layout.size();
            prop_assert!(all_width <= room);
            let mut corners = Vec::new();
            for tile in 0..layout.shown {
                let [x, y] = layout.corner(tile);
                prop_assert!(x + width * layout.scale <= all_width);
                prop_assert!(y + height * layout.scale <= all_height);
                prop_assert!(!corners.contains(&[x, y]));
                corners.push([x, y]);
            }
        }

        #[test]
        fn cells_fit_their_room(count in 0_usize..3000, room in 60_usize..700) {
            let layout = Layout::cells(count, 1200, room);
            prop_assert!(layout.size()[0] <= room);
            prop_assert!(layout.shown <= 1200);
        }
    }
}
