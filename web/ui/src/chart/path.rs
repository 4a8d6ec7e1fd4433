//! Curves.

use super::{Frame, Point, Range};
use std::fmt::Write;

/// Keeps the lowest and highest point of each of `columns` columns, so that a spike survives
/// however long the run.
pub fn thin(points: &[Point], range: Range, columns: usize) -> Vec<Point> {
    if points.len() <= columns * 2 {
        return points.to_vec();
    }
    let column = |p: &Point| (range.share(p.0) * columns as f64) as usize;
    points
        .chunk_by(|a, b| column(a) == column(b))
        .flat_map(|chunk| {
            let low = chunk.iter().min_by(|a, b| a.1.total_cmp(&b.1)).copied();
            let high = chunk.iter().max_by(|a, b| a.1.total_cmp(&b.1)).copied();
            let mut kept: Vec<Point> = low.into_iter().chain(high).collect();
            if let [first, second] = &mut kept[..]
                && first.0 > second.0
            {
                std::mem::swap(first, second);
            }
            kept.dedup();
            kept
        })
        .collect()
}

/// The `d` of an SVG path through the finite points, to a tenth of a unit.
pub fn polyline(points: &[Point], frame: Frame, x: Range, y: Range) -> String {
    let mut d = String::with_capacity(points.len() * 12);
    let mut pen = 'M';
    for &(px, py) in points {
        if py.is_finite() {
            // Writing to a string cannot fail.
            write!(d, "{pen}{:.1} {:.1}", frame.x(x, px), frame.y(y, py)).unwrap_or_default();
            pen = 'L';
        } else {
            pen = 'M';
        }
    }
    d
}

/// Index of the point nearest to `x`.
pub fn nearest(points: &[Point], x: f64) -> Option<usize> {
    let after = points.partition_point(|p| p.0 < x);
    let before = after.checked_sub(1);
    match (before, points.get(after)) {
        (Some(b), Some(a)) => {
            let left = points.get(b).map_or(f64::MAX, |p| x - p.0);
            Some(if left <= a.0 - x { b } else { after })
        }
        (Some(b), None) => Some(b),
        (None, Some(_)) => Some(after),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame =
        Frame { width: 100.0, height: 50.0, left: 0.0, bottom: 0.0, top: 0.0, right: 0.0 };

    #[test]
    fn thinning_keeps_spikes_and_order() {
        let mut points: Vec<Point> = (0..10_000).map(|i| (f64::from(i), 1.0)).collect();
        points[4321].1 = 9.0;
        points[4322].1 = -9.0;
        let kept = thin(&points, Range::linear(0.0, 10_000.0), 100);
        assert!(kept.len() <= 202);
        assert!(kept.contains(&(4321.0, 9.0)) && kept.contains(&(4322.0, -9.0)));
        assert!(kept.is_sorted_by(|a, b| a.0 <= b.0));
    }

    #[test]
    fn a_gap_lifts_the_pen() {
        let d = polyline(
            &[(0.0, 0.0), (1.0, f64::NAN), (2.0, 1.0)],
            FRAME,
            Range::linear(0.0, 2.0),
            Range::linear(0.0, 1.0),
        );
        assert_eq!(d, "M0.0 50.0M100.0 0.0");
    }

    #[test]
    fn the_nearest_point_is_found_at_both_ends() {
        let points = [(1.0, 0.0), (3.0, 0.0), (10.0, 0.0)];
        assert_eq!(nearest(&points, -5.0), Some(0));
        assert_eq!(nearest(&points, 4.0), Some(1));
        assert_eq!(nearest(&points, 99.0), Some(2));
        assert_eq!(nearest(&[], 1.0), None);
    }
}
