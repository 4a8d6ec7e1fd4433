//! The vertical axis that fits a loss, however wild.

use super::point::{Point, sort};
use super::scale::Range;

/// A value so many times above the usual ones leaves the frame: the curve keeps a sixth of the
/// height at least.
const WILD: f64 = 6.0;
/// Large values so many times above the small ones need an axis of powers of ten.
const APART: f64 = 1e4;

/// Ends of the vertical axis for values from 0 upwards.
///
/// A few wild values at the start, in a spike or in a divergence must not press the rest of the curve
/// flat: the axis ends above the largest value that is no more than [`WILD`] times the usual ones
/// (19 of 20 measurements while training, 9 of 10 epochs' ends). Where the usual values themselves
/// span too much, as in a run that diverged, the axis has powers of ten.
pub fn fit(train: &[Point], validation: &[Point]) -> Range {
    let (trained, held_out) = (sorted(train), sorted(validation));
    let high = quantile(&trained, 95).max(quantile(&held_out, 90));
    if high <= 0.0 {
        return Range::linear(0.0, 1.0);
    }
    let both = || trained.iter().chain(&held_out).copied();
    let top = both().filter(|value| *value <= high * WILD).fold(high, f64::max);
    let positive: Vec<f64> = trained.iter().copied().filter(|value| *value > 0.0).collect();
    let low = quantile(&positive, 25);
    if low > 0.0 && high > low * APART {
        // The smallest stays in sight, but for the odd one.
        Range::powers(quantile(&positive, 2), top * 2.0)
    } else {
        Range::linear(0.0, top * 1.08)
    }
}

/// Where points lie above the range: one of each `columns`th of the width, the highest.
pub fn beyond(points: &[Point], x: Range, y: Range, columns: f64) -> Vec<Point> {
    let column = |point: &Point| (x.share(point.0) * columns) as i64;
    let mut found: Vec<Point> = Vec::new();
    for point in points.iter().filter(|point| point.1 > y.max && point.1.is_finite()) {
        match found.last_mut().filter(|last| column(last) == column(point)) {
            Some(last) if last.1 < point.1 => *last = *point,
            Some(_) => {}
            None => found.push(*point),
        }
    }
    found
}

fn sorted(points: &[Point]) -> Vec<f64> {
    let mut values: Vec<f64> = points.iter().map(|p| p.1).filter(|v| v.is_finite()).collect();
    sort(&mut values);
    values
}

/// The value below which `percent` of the sorted ones lie; 0 of none.
fn quantile(sorted: &[f64], percent: usize) -> f64 {
    sorted.get(sorted.len().saturating_sub(1) * percent / 100).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::super::scale::decades;
    use super::*;
    use proptest::prelude::*;

    fn points(values: impl IntoIterator<Item = f64>) -> Vec<Point> {
        values.into_iter().enumerate().map(|(i, value)| (i as f64, value)).collect()
    }

    /// A run as usual: from 2.3 down to 0.5.
    fn usual() -> Vec<Point> {
        points((0..1000).map(|i| 0.5 + 1.8 * (-f64::from(i) / 150.0).exp()))
    }

    proptest! {
        #[test]
        fn any_values_give_a_usable_range(
            values in prop::collection::vec(prop::num::f64::POSITIVE | prop::num::f64::ZERO, 0..60),
            held_out in prop::collection::vec(0f64..1e38, 0..6),
        ) {
            let values = values.into_iter().map(|v: f64| v.abs().min(1e38));
            let range = fit(&points(values), &points(held_out));
            prop_assert!(range.min.is_finite() && range.max.is_finite() && range.min < range.max, "{range:?}");
            prop_assert!(!range.log || range.min > 0.0);
        }

        #[test]
        fn a_spike_does_not_flatten_the_curve(at in 0usize..1000, spike in 1e2f64..1e30) {
            let mut train = usual();
            train[at].1 = spike;
            let range = fit(&train, &points([1.9, 0.8]));
            prop_assert!(!range.log && range.max >= 2.1 && range.max < 15.0, "{range:?}");
        }
    }

    #[test]
    fn a_usual_run_is_shown_whole() {
        let range = fit(&usual(), &points([1.2, 0.9, 0.7]));
        assert!(!range.log && range.max > 2.3 && range.max < 2.6, "{range:?}");
        // A network that learns by heart: the validation loss climbs far above the training loss.
        let train = points((0..2000).map(|i| 2.3 * (-f64::from(i) / 100.0).exp() + 0.01));
        let validation = points((0..40).map(|i| 1.0 + f64::from(i) * 0.15));
        let range = fit(&train, &validation);
        assert!(range.max > 6.85 && range.max < 8.0, "{range:?}");
    }

    #[test]
    fn an_epoch_that_went_wrong_leaves_the_frame() {
        let range = fit(&usual(), &points([1.2, 4e20, 0.7]));
        assert!(range.max < 3.0, "{range:?}");
    }

    #[test]
    fn a_run_that_diverged_has_powers_of_ten() {
        let train =
            points((0..100).map(|i| if i < 60 { 2.0 } else { 10f64.powi((i - 60).min(28)) }));
        let range = fit(&train, &[]);
        assert!(range.log && range.min <= 2.0 && range.max >= 1e28, "{range:?}");
        assert!(range.share(2.0) < 0.1 && range.share(1e28) > 0.9);
        assert!(decades(range, 5).len() >= 3);
    }

    #[test]
    fn tiny_and_huge_values_alone_fill_the_axis() {
        for size in [1e-30, 1e30] {
            let range = fit(&points((1..50).map(|i| size * f64::from(i))), &[]);
            assert!(range.share(size * 49.0) > 0.9, "{range:?}");
        }
        assert_eq!(fit(&[], &[]), Range::linear(0.0, 1.0));
        assert_eq!(fit(&points([0.0, 0.0]), &[]), Range::linear(0.0, 1.0));
    }

    #[test]
    fn what_lies_beyond_is_marked_once_a_column() {
        let train = points((0..100).map(|i| if i % 10 < 3 { 50.0 + f64::from(i) } else { 1.0 }));
        let (x, y) = (Range::linear(0.0, 100.0), Range::linear(0.0, 2.0));
        let marks = beyond(&train, x, y, 10.0);
        assert_eq!(marks.len(), 10);
        assert_eq!(marks[0], (2.0, 52.0));
        assert_eq!(beyond(&points([1.0, f64::NAN, f64::INFINITY]), x, y, 10.0), []);
    }
}
