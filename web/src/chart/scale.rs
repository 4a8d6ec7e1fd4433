//! Ranges and ticks.

/// Ends of an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Lower end.
    pub min: f64,
    /// Upper end, above the lower.
    pub max: f64,
}

impl Range {
    /// Where `value` lies: 0 at the lower end, 1 at the upper; outside values at the ends.
    pub fn share(self, value: f64) -> f64 {
        ((value - self.min) / (self.max - self.min)).clamp(0.0, 1.0)
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
/// decimals that tell them apart.
pub fn ticks(range: Range, count: usize) -> (Vec<f64>, u8) {
    let span = range.max - range.min;
    if !span.is_finite() || span <= 0.0 || count == 0 {
        return (vec![range.min], 0);
    }
    let rough = span / count as f64;
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * 0.999_999)
        .unwrap_or(power * 10.0);
    let first = (range.min / step - 1e-9).ceil() as i64;
    let last = (range.max / step + 1e-9).floor() as i64;
    let decimals = (-step.log10().floor()).clamp(0.0, 12.0) as u8;
    ((first..=last).map(|n| n as f64 * step).collect(), decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        let (at, decimals) = ticks(Range { min: 0.0, max: 2.3 }, 4);
        assert_eq!(at, [0.0, 1.0, 2.0]);
        assert_eq!(decimals, 0);
        let (at, decimals) = ticks(Range { min: 0.0, max: 1.0 }, 5);
        assert_eq!(at.len(), 6);
        assert_eq!(decimals, 1);
        let (at, _) = ticks(Range { min: 0.0, max: 800.0 }, 4);
        assert_eq!(at, [0.0, 200.0, 400.0, 600.0, 800.0]);
    }

    #[test]
    fn any_range_gives_few_ticks_inside_it() {
        for exponent in -8..9 {
            for factor in [1.0, 1.7, 2.5, 3.3, 9.99] {
                let range = Range { min: 0.0, max: factor * 10f64.powi(exponent) };
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
