//! A running mean that outliers do not carry away.

use super::point::{Point, sort};

/// Values before and behind each that say what is usual there.
const AROUND: usize = 4;
/// How far from the middle of the values around it a value counts in full: in median deviations,
/// about four standard deviations of values that scatter normally.
const REACH: f64 = 6.0;
/// The same in shares of the middle, where the values around hardly scatter at all.
const LEAST: f64 = 0.5;

/// A running mean that forgets old values (exponential, without the start's bias).
/// `weight` is what the past keeps at each step, 0–1.
///
/// A loss that jumps to 10²⁸ for a step would stay in a plain mean for hundreds of steps. So each
/// value counts only as far as it lies within reach of the median of those around it: a spike shifts
/// the mean by little, and a new level is followed at once. What is no number stays so, and counts
/// for nothing.
pub fn smooth(points: &[Point], weight: f64) -> Vec<Point> {
    let (mut mean, mut mass) = (0.0, 0.0);
    let mut step = |(at, &(x, y)): (usize, &Point)| {
        if !y.is_finite() {
            return (x, f64::NAN);
        }
        let around =
            points.iter().skip(at.saturating_sub(AROUND)).take(at.min(AROUND) + 1 + AROUND);
        let around: Vec<f64> = around.map(|point| point.1).filter(|v| v.is_finite()).collect();
        mean = weight * mean + (1.0 - weight) * tame(y, around);
        mass = weight * mass + (1.0 - weight);
        (x, mean / mass)
    };
    points.iter().enumerate().map(&mut step).collect()
}

/// `value`, moved within reach of the median of those around it.
fn tame(value: f64, mut around: Vec<f64>) -> f64 {
    let middle = median(&mut around);
    around.iter_mut().for_each(|other| *other = (*other - middle).abs());
    let scatter = median(&mut around);
    let reach = (scatter * REACH).max(middle.abs() * LEAST);
    value.max(middle - reach).min(middle + reach)
}

/// The middle value; of an even number the lower of both.
fn median(values: &mut [f64]) -> f64 {
    sort(values);
    values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points(values: impl IntoIterator<Item = f64>) -> Vec<Point> {
        values.into_iter().enumerate().map(|(i, value)| (i as f64, value)).collect()
    }

    proptest! {
        #[test]
        fn smoothing_stays_within_the_values(values in prop::collection::vec(0f64..1e30, 1..60), weight in 0f64..0.99) {
            let high = values.iter().copied().fold(f64::MIN, f64::max);
            let low = values.iter().copied().fold(f64::MAX, f64::min);
            for (_, mean) in smooth(&points(values), weight) {
                prop_assert!(mean >= low * 0.999_999 && mean <= high * 1.000_001, "{mean} of {low} to {high}");
            }
        }

        #[test]
        fn a_spike_anywhere_leaves_the_mean_where_it_was(at in 0usize..200, spike in 1e2f64..1e30) {
            let plain: Vec<f64> = (0..200).map(|i| 2.0 + f64::from(i % 7) * 0.02).collect();
            let mut wild = plain.clone();
            wild[at] = spike;
            let (plain, wild) = (smooth(&points(plain), 0.85), smooth(&points(wild), 0.85));
            for (plain, wild) in plain.iter().zip(&wild).skip(10) {
                prop_assert!((plain.1 - wild.1).abs() < 0.35, "{plain:?}, {wild:?}");
            }
        }
    }

    #[test]
    fn a_constant_stays_constant_when_smoothed() {
        let flat = smooth(&points([3.0; 20]), 0.9);
        assert!(flat.iter().all(|p| (p.1 - 3.0).abs() < 1e-12));
    }

    #[test]
    fn a_new_level_is_reached() {
        let risen = smooth(&points((0..80).map(|i| if i < 20 { 0.1 } else { 50.0 })), 0.85);
        assert!((risen[79].1 - 50.0).abs() < 0.1, "{:?}", risen[79]);
        let fallen = smooth(&points((0..80).map(|i| if i < 20 { 50.0 } else { 0.1 })), 0.85);
        assert!((fallen[79].1 - 0.1).abs() < 0.1, "{:?}", fallen[79]);
    }

    #[test]
    fn what_is_no_number_is_left_out_alone() {
        let smoothed = smooth(&points([1.0, f64::NAN, 1.0, f64::INFINITY, 1.0]), 0.85);
        assert!(smoothed[1].1.is_nan() && smoothed[3].1.is_nan());
        assert!([0, 2, 4].iter().all(|&i| (smoothed[i].1 - 1.0).abs() < 1e-12));
    }
}
