//! Random numbers that mean the same on every device and machine.

/// SplitMix64 (Steele, Lea and Flood, 2014): small, fast and good enough for weights and masks.
///
/// Streams are keyed, so that a draw depends on what it is for and not on what was drawn before:
/// adding a layer does not change the initial weights of the others, and a resumed run needs no
/// generator state.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Random {
    /// The stream of `seed` for the use that `key` names.
    pub(crate) fn keyed(seed: u64, key: &[u64]) -> Self {
        let fold = |state: u64, part: &u64| mix(state.wrapping_add(STEP) ^ mix(*part ^ STEP));
        Self(key.iter().fold(mix(seed), fold))
    }

    /// 64 random bits.
    pub(crate) const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mix(self.0)
    }

    /// From 0 to 1, without 1, in steps of 2⁻²⁴.
    pub(crate) fn unit(&mut self) -> f32 {
        // 24 bits are exactly held by an f32.
        (self.bits() >> 40) as f32 * (1.0 / 16_777_216.0)
    }
}

const fn mix(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First outputs for seed 1234567 as published with the algorithm.
    #[test]
    fn the_generator_is_splitmix64() {
        let mut random = Random(1_234_567);
        let drawn: [u64; 3] = std::array::from_fn(|_| random.bits());
        assert_eq!(drawn, [6457827717110365317, 3203168211198807973, 9817491932198370423]);
    }

    #[test]
    fn streams_differ_by_seed_and_key() {
        let first = |seed, key: &[u64]| Random::keyed(seed, key).bits();
        let all = [first(1, &[2, 3]), first(2, &[2, 3]), first(1, &[3, 2]), first(1, &[2])];
        for (index, one) in all.iter().enumerate() {
            assert!(all.iter().skip(index + 1).all(|other| other != one));
        }
        assert_eq!(first(1, &[2, 3]), all[0]);
    }

    #[test]
    fn units_fill_the_interval_evenly() {
        let mut random = Random::keyed(7, &[]);
        let mut bins = [0_u32; 10];
        for _ in 0..100_000 {
            bins[(random.unit() * 10.0) as usize] += 1;
        }
        assert!(bins.iter().all(|count| (9_600..10_400).contains(count)), "{bins:?}");
    }
}
