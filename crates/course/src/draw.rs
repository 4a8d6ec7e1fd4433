//! What is drawn for an exercise.

use filtro_recipe::Random;

/// The numbers of one exercise: each has a stream of its own, the same natively and in every
/// browser.
pub(crate) struct Draw(Random);

impl Draw {
    /// Those of the exercise `number` in the series `seed` at `level`.
    pub(crate) const fn new(seed: u32, number: u32, level: u8) -> Self {
        Self(Random::of_exercise(seed, number, level))
    }

    /// One of `from`; 1 where there is none.
    pub(crate) fn pick(&mut self, from: &[usize]) -> usize {
        let index = self.below(from.len());
        from.get(index).copied().unwrap_or(1)
    }

    /// One of `first..=last`.
    pub(crate) fn range(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last.saturating_sub(first) + 1)
    }

    /// Heads or tails.
    pub(crate) fn coin(&mut self) -> bool {
        self.0.bits() >> 63 == 1
    }

    fn below(&mut self, sides: usize) -> usize {
        // The upper half of the product: below `sides`, which is small and fits everywhere.
        let product = (self.0.bits() >> 32) * sides as u64;
        usize::try_from(product >> 32).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
