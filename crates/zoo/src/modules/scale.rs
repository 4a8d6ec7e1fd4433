//! Widths in a paper's proportions.

use filtro_net::catalogue::Conv2d;

/// Scaled widths are multiples of this, and at least it.
const UNIT: usize = 4;

/// How many times wider than its paper's a module is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scale {
    channels: usize,
    of: usize,
}

impl Scale {
    /// As published.
    #[cfg(feature = "templates")]
    pub(crate) const PAPER: Self = Self { channels: 1, of: 1 };

    /// For an input of `channels` maps where the paper's has `of`.
    pub(crate) const fn new(channels: usize, of: usize) -> Self {
        Self { channels, of }
    }

    /// The paper's `width`, scaled; untouched where nothing is to be scaled.
    pub(crate) fn width(self, width: usize) -> usize {
        if self.channels == self.of {
            return width;
        }
        let scaled = width.saturating_mul(self.channels).checked_div(self.of).unwrap_or(0);
        let most = Conv2d::MAX_FILTERS / UNIT;
        (scaled.saturating_add(UNIT / 2) / UNIT).clamp(1, most) * UNIT
    }

    /// [`Scale::width`] of each.
    pub(crate) fn widths<const N: usize>(self, widths: [usize; N]) -> [usize; N] {
        widths.map(|width| self.width(width))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_papers_input_has_the_papers_widths() {
        assert_eq!(Scale::PAPER.width(37), 37);
        assert_eq!(Scale::new(192, 192).widths([1, 37, 5000]), [1, 37, 5000]);
        // By hand: 96·64/192 = 32, 30·64/192 = 10, half-way up to 12; a single map stays 4.
        assert_eq!(Scale::new(64, 192).widths([96, 30, 1]), [32, 12, 4]);
    }

    proptest! {
        #[test]
        fn scaled_widths_are_filters_that_a_layer_may_have(
            channels in any::<usize>(), of in 1_usize..3000, width in 1_usize..3000,
        ) {
            prop_assume!(channels != of);
            let found = Scale::new(channels, of).width(width);
            prop_assert!((UNIT..=Conv2d::MAX_FILTERS).contains(&found));
            prop_assert_eq!(found % UNIT, 0);
        }
    }
}
