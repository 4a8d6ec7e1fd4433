//! Ranges and ticks.

/// Ends of an axis, and how values lie between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Lower end; above 0 where the axis is logarithmic.
    pub min: f64,
    /// Upper end, above the lower.
    pub max: f64,
    /// Each power of ten takes the same room.
    pub log: bool,
}

impl Range {
    /// Values lie in proportion.
    pub const fn linear(min: f64, max: f64) -> Self {
        Self { min, max, log: false }
    }

    /// Powers of ten lie at equal distances. Both ends are above 0.
    pub const fn powers(min: f64, max: f64) -> Self {
        Self { min, max, log: true }
    }

    /// Where `value` lies: 0 at the lower end, 1 at the upper; outside values at the ends.
    pub fn share(self, value: f64) -> f64 {
        let at = |value: f64| {
            // Halves, so that the distance of the ends cannot overflow.
            if self.log { value.max(f64::MIN_POSITIVE).log10() } else { value / 2.0 }
        };
        ((at(value) - at(self.min)) / (at(self.max) - at(self.min))).clamp(0.0, 1.0)
    }

    /// The value at `share`.
    pub fn value(self, share: f64) -> f64 {
        if self.log {
            self.min * (self.max / self.min).powf(share)
        } else {
            self.min + share * (self.max - self.min)
        }
    }
}

/// The horizontal end for `steps` steps: it doubles when full, so that the curve's pace can be
/// compared while it grows.
pub fn doubling(steps: f64) -> f64 {
    let mut end = 50.0;
    while end < steps {
        end *= 2.0;
    }
    end
}

/// Round numbers (1, 2 or 5 times a power of ten) within the range, about `count` of them, and the
/// decimals that tell them apart. They rise, and are never more than twice as many.
pub fn ticks(range: Range, count: usize) -> (Vec<f64>, u8) {
    let span = range.max - range.min;
    let rough = span / count as f64;
    let power = 10f64.powf(rough.log10().floor());
    if !span.is_finite() || !power.is_normal() {
        return (vec![range.min], 0);
    }
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * 0.999_999)
        .unwrap_or(power * 10.0);
    let first = (range.min / step - 1e-9).ceil();
    let last = (range.max / step + 1e-9).floor();
    let decimals = (-step.log10().floor()).clamp(0.0, 12.0) as u8;
    let mut at: Vec<f64> = (0..=count * 2)
        .map(|n| first + n as f64)
        .take_while(|n| *n <= last)
        .map(|n| n * step)
        .collect();
    // Far from 0, steps can be finer than numbers are.
    at.dedup();
    if at.is_empty() {
        at.push(range.min);
    }
    (at, decimals)
}

/// Exponents of the powers of ten within a logarithmic range: at most `most` of them, at equal
/// distances.
pub fn decades(range: Range, most: i32) -> Vec<i32> {
    let first = (range.min.log10() - 1e-9).ceil() as i32;
    let last = (range.max.log10() + 1e-9).floor() as i32;
    let every = (last - first) / most.max(1) + 1;
    (first..=last).filter(|n| n % every == 0).collect()
}

/// The power of ten that numbers up to `largest` are written with beside an axis: 0 where they are
/// of a usual size, else the exponent of `largest`.
pub fn common_exponent(largest: f64) -> i32 {
    let size = largest.abs();
    if size == 0.0 || !size.is_finite() || (0.01..100_000.0).contains(&size) {
        0
    } else {
        size.log10().floor() as i32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ticks_of_any_range_are_few_rise_and_lie_inside(
            a in prop::num::f64::NORMAL | prop::num::f64::ZERO,
            b in prop::num::f64::NORMAL | prop::num::f64::ZERO,
            count in 1usize..9,
        ) {
            prop_assume!(a != b);
            let range = Range::linear(a.min(b), a.max(b));
            let (at, decimals) = ticks(range, count);
            prop_assert!(!at.is_empty() && at.len() <= count * 2 + 1, "{range:?}: {at:?}");
            prop_assert!(at.windows(2).all(|pair| pair[0] < pair[1]), "{range:?}: {at:?}");
            let slack = (range.max / 2.0 - range.min / 2.0) * 1e-6;
            prop_assert!(at.iter().all(|t| *t >= range.min - slack && *t <= range.max + slack), "{range:?}: {at:?}");
            prop_assert!(decimals <= 12);
        }

        #[test]
        fn values_up_to_any_size_are_written_in_few_digits(size in prop::num::f64::POSITIVE | prop::num::f64::NORMAL) {
            prop_assume!(size.is_normal());
            let exponent = common_exponent(size);
            let scaled = (size.abs().log10() - f64::from(exponent)).floor();
            prop_assert!((-3.0..=5.0).contains(&scaled), "{size}: {exponent}");
        }

        #[test]
        fn shares_rise_with_the_value(
            low in -30f64..20.0, span in 1f64..18.0, a in 0f64..1.0, b in 0f64..1.0,
        ) {
            let range = Range::powers(10f64.powf(low), 10f64.powf(low + span));
            for range in [range, Range::linear(range.min, range.max)] {
                let (a, b) = (a.min(b), a.max(b));
                prop_assert!(range.share(range.value(a)) <= range.share(range.value(b)) + 1e-9);
                prop_assert!((range.share(range.value(a)) - a).abs() < 1e-6, "{range:?}");
            }
        }
    }

    #[test]
    fn powers_of_ten_lie_evenly_and_are_few() {
        assert_eq!(decades(Range::powers(0.5, 2e28), 5), [0, 6, 12, 18, 24]);
        assert_eq!(decades(Range::powers(1e-3, 1e2), 6), [-3, -2, -1, 0, 1, 2]);
        for low in -300..280 {
            let range = Range::powers(10f64.powi(low), 10f64.powi(low + 20));
            let at = decades(range, 5);
            assert!((3..=5).contains(&at.len()), "{low}: {at:?}");
        }
    }

    #[test]
    fn huge_and_tiny_axes_share_an_exponent() {
        assert_eq!([0.0, 2.3, 99_999.0, 2.5e29, 1e-30].map(common_exponent), [0, 0, 0, 29, -30]);
    }

    #[test]
    fn ticks_are_round_and_inside() {
        let (at, decimals) = ticks(Range::linear(0.0, 2.3), 4);
        assert_eq!(at, [0.0, 1.0, 2.0]);
        assert_eq!(decimals, 0);
        let (at, decimals) = ticks(Range::linear(0.0, 1.0), 5);
        assert_eq!(at.len(), 6);
        assert_eq!(decimals, 1);
        let (at, _) = ticks(Range::linear(0.0, 800.0), 4);
        assert_eq!(at, [0.0, 200.0, 400.0, 600.0, 800.0]);
    }

    #[test]
    fn any_range_gives_few_ticks_inside_it() {
        for exponent in -8..9 {
            for factor in [1.0, 1.7, 2.5, 3.3, 9.99] {
                let range = Range::linear(0.0, factor * 10f64.powi(exponent));
                let (at, _) = ticks(range, 5);
                assert!((3..=8).contains(&at.len()), "{range:?}: {at:?}");
                assert!(at.iter().all(|t| *t >= 0.0 && *t <= range.max * 1.000_001));
            }
        }
    }

    #[test]
    fn the_end_doubles() {
        assert_eq!(doubling(0.0), 50.0);
        assert_eq!(doubling(50.0), 50.0);
        assert_eq!(doubling(51.0), 100.0);
        assert_eq!(doubling(3907.0), 6400.0);
    }
}
