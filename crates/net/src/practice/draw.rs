//! Numbers drawn from a seed: the same everywhere, for all time.

/// SplitMix64 (Steele, Lea and Flood, 2014): a counter, mixed. Integer arithmetic alone, so that a
/// teacher's series is the same natively and in every browser.
pub(super) struct Draw {
    counter: u64,
}

impl Draw {
    /// The numbers of one exercise: each has a stream of its own.
    pub(super) fn new(seed: u32, number: u32, level: u8) -> Self {
        let mut start = Self { counter: (u64::from(seed) << 32) | u64::from(number) };
        let mixed = start.step();
        Self { counter: mixed.wrapping_add(u64::from(level)) }
    }

    fn step(&mut self) -> u64 {
        self.counter = self.counter.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.counter;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// One of `from`; 1 where there is none.
    pub(super) fn pick(&mut self, from: &[usize]) -> usize {
        let index = self.below(from.len());
        from.get(index).copied().unwrap_or(1)
    }

    /// One of `first..=last`.
    pub(super) fn range(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last.saturating_sub(first) + 1)
    }

    /// Heads or tails.
    pub(super) fn coin(&mut self) -> bool {
        self.step() >> 63 == 1
    }

    fn below(&mut self, sides: usize) -> usize {
        // The upper half of the product: below `sides`, which is small and fits everywhere.
        let product = (self.step() >> 32) * sides as u64;
        usize::try_from(product >> 32).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first outputs for the seed 1234567, as Java's SplittableRandom and Vigna's
    /// splitmix64.c give them.
    #[test]
    fn the_published_sequence() {
        let mut draw = Draw { counter: 1_234_567 };
        let found = [draw.step(), draw.step(), draw.step()];
        let published =
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(found, published);
    }

    #[test]
    fn every_side_comes_up() {
        let mut seen = [0; 5];
        for number in 0..200 {
            seen[Draw::new(1, number, 1).pick(&[0, 1, 2, 3, 4])] += 1;
        }
        assert!(seen.iter().all(|count| *count > 15), "{seen:?}");
        let mut draw = Draw::new(2, 0, 3);
        assert!((0..100).map(|_| draw.range(3, 6)).all(|n| (3..=6).contains(&n)));
        assert_eq!(draw.pick(&[]), 1);
    }
}
