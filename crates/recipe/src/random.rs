//! Random numbers that are the same on every machine, for ever.

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): a
/// counter, scattered. Integer arithmetic alone, small, fast, and good enough for weights, masks,
/// pictures and exercises.
///
/// Streams are keyed, so that a draw depends on what it is for and not on what was drawn before:
/// adding a layer does not change the first weights of the others, and a resumed run needs no
/// state of the generator. How keys are folded in differs from use to use and must stay: files of
/// weights, teachers' links and the built-in pictures hang on it. New uses take
/// [`Random::keyed`].
#[derive(Clone, Debug)]
pub struct Random {
    counter: u64,
}

/// The counter's step: 2⁶⁴ divided by the golden ratio.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// The output function of SplitMix64: a bijection that scatters neighbours.
#[inline]
pub const fn scatter(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

impl Random {
    /// The published sequence of a seed.
    pub const fn new(seed: u64) -> Self {
        Self { counter: seed }
    }

    /// A stream of its own for each combination of `keys` under `seed`: the order of an epoch, a
    /// built-in picture.
    pub fn keyed(seed: u64, keys: &[u64]) -> Self {
        let fold = |state: u64, key: &u64| {
            scatter(state.wrapping_add(STEP) ^ scatter(key.wrapping_add(STEP)))
        };
        Self::new(keys.iter().fold(scatter(seed.wrapping_add(STEP)), fold))
    }

    /// The stream of the engine's draws under `seed`: first weights by node and role, masks of
    /// dropout by node and step.
    pub fn of_weights(seed: u64, keys: &[u64]) -> Self {
        let fold = |state: u64, key: &u64| scatter(state.wrapping_add(STEP) ^ scatter(*key ^ STEP));
        Self::new(keys.iter().fold(scatter(seed), fold))
    }

    /// The stream of one exercise: that of `number` in the series `seed` at `level`.
    pub const fn of_exercise(seed: u32, number: u32, level: u8) -> Self {
        let mut start = Self::new(((seed as u64) << 32) | number as u64);
        let state = start.bits();
        Self::new(state.wrapping_add(level as u64))
    }

    /// 64 random bits.
    #[inline]
    pub const fn bits(&mut self) -> u64 {
        self.counter = self.counter.wrapping_add(STEP);
        scatter(self.counter)
    }

    /// Even in 0 ≤ x < 1, in steps of 2⁻²⁴: those that an `f32` holds exactly.
    #[inline]
    pub const fn unit(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / (1_u32 << 24) as f32
    }

    /// Even in `low` ≤ x < `high`.
    #[inline]
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// Even in 0 ≤ n < `count`; 0 where there is nothing to choose from. The bias, at most
    /// `count` / 2⁶⁴, is of no consequence here.
    #[inline]
    pub fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.bits()) * count as u128) >> 64) as usize
    }

    /// Roughly normal, mean 0 and deviation 1: the sum of four even numbers.
    #[inline]
    pub fn bell(&mut self) -> f32 {
        let sum = self.unit() + self.unit() + self.unit() + self.unit();
        (sum - 2.0) * 3.0_f32.sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(mut random: Random) -> [u64; 3] {
        std::array::from_fn(|_| random.bits())
    }

    /// The first outputs for the seed 1234567, as Java's SplittableRandom and Vigna's
    /// splitmix64.c give them.
    #[test]
    fn the_sequence_is_the_published_one() {
        let published =
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(first(Random::new(1_234_567)), published);
    }

    /// Computed apart from this code, from the definition. Weights, links and pictures that people
    /// have kept follow from these numbers: they must never change.
    #[test]
    fn the_streams_are_those_of_all_earlier_versions() {
        let pinned = [
            (
                Random::keyed(7, &[1, 2]),
                [
                    15_522_083_953_929_958_438,
                    11_678_606_391_345_341_944,
                    14_420_494_795_686_117_881,
                ],
            ),
            (
                Random::keyed(0, &[]),
                [12_035_550_249_420_947_055, 12_935_080_325_729_570_654, 7_141_179_953_334_974_231],
            ),
            (
                Random::of_weights(7, &[1, 2]),
                [12_344_311_000_563_746_048, 14_988_881_330_043_119_165, 4_767_964_001_510_615_008],
            ),
            (
                Random::of_weights(0, &[]),
                [16_294_208_416_658_607_535, 7_960_286_522_194_355_700, 487_617_019_471_545_679],
            ),
            (
                Random::of_exercise(7, 3, 2),
                [3_332_688_946_640_017_806, 8_025_158_533_751_218_022, 11_172_958_781_069_578_506],
            ),
            (
                Random::of_exercise(0, 0, 1),
                [3_069_472_533_636_442_495, 18_170_768_168_749_571_802, 6_999_179_582_271_164_815],
            ),
        ];
        for (random, expected) in pinned {
            assert_eq!(first(random.clone()), expected, "{random:?}");
        }
    }

    #[test]
    fn seeds_and_keys_make_streams_of_their_own() {
        for keyed in [Random::keyed, Random::of_weights] {
            let all = [
                (7, &[][..]),
                (7, &[0]),
                (7, &[1]),
                (7, &[0, 1]),
                (7, &[1, 0]),
                (1, &[2, 3]),
                (2, &[2, 3]),
            ];
            let all = all.map(|(seed, keys)| first(keyed(seed, keys)));
            for (at, one) in all.iter().enumerate() {
                assert!(!all[..at].contains(one));
            }
        }
    }

    #[test]
    fn numbers_fill_their_ranges_evenly() {
        let mut random = Random::new(3);
        let mut bins = [0_u32; 10];
        let mut sum = 0.0;
        let mut squares = 0.0;
        for _ in 0..20_000 {
            bins[random.below(10)] += 1;
            let bell = random.bell();
            sum += bell;
            squares += bell * bell;
        }
        assert!(bins.iter().all(|&n| (1800..2200).contains(&n)), "{bins:?}");
        assert!((sum / 20_000.0).abs() < 0.03, "{sum}");
        assert!((squares / 20_000.0 - 1.0).abs() < 0.05, "{squares}");
        assert_eq!(random.below(0), 0);
        assert!((0..100).map(|_| random.between(-2.0, 3.0)).all(|x| (-2.0..3.0).contains(&x)));
    }

    #[test]
    fn units_fill_the_interval_evenly() {
        let mut random = Random::of_weights(7, &[]);
        let mut bins = [0_u32; 10];
        for _ in 0..100_000 {
            bins[(random.unit() * 10.0) as usize] += 1;
        }
        assert!(bins.iter().all(|count| (9_600..10_400).contains(count)), "{bins:?}");
    }
}
