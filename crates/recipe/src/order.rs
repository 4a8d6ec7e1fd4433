//! The order of an epoch's pictures.

use crate::random::Random;

/// `indices` in the random order of epoch `epoch` under `seed` (Fisher and Yates, as Durstenfeld
/// gave it in 1964).
pub fn shuffled(mut indices: Vec<u32>, seed: u64, epoch: u32) -> Vec<u32> {
    /// Keeps these numbers apart from those that other parts draw under the same seed.
    const PURPOSE: u64 = 0x0073_6875_6666_6c65;
    let mut random = Random::keyed(seed, &[PURPOSE, u64::from(epoch)]);
    for last in (1..indices.len()).rev() {
        indices.swap(last, random.below(last + 1));
    }
    indices
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_order_holds_every_picture_once(n in 0_u32..500, seed: u64, epoch: u32) {
            let mut order = shuffled((0..n).collect(), seed, epoch);
            prop_assert_eq!(&order, &shuffled((0..n).collect(), seed, epoch));
            order.sort_unstable();
            prop_assert!(order.into_iter().eq(0..n));
        }
    }

    #[test]
    fn epochs_and_seeds_have_orders_of_their_own() {
        let order = |seed, epoch| shuffled((0..50).collect(), seed, epoch);
        assert_ne!(order(1, 0), order(1, 1));
        assert_ne!(order(1, 0), order(2, 0));
    }

    #[test]
    fn every_place_is_as_likely() {
        let mut first = [0_u32; 5];
        for seed in 0..5_000 {
            first[shuffled((0..5).collect(), seed, 0)[0] as usize] += 1;
        }
        assert!(first.iter().all(|n| (850..1150).contains(n)), "{first:?}");
    }
}
