//! Charts: their geometry, pure, in user units of an SVG, and the line chart.

mod fit;
mod line;
mod path;
mod point;
mod scale;
mod smooth;

pub use fit::{beyond, fit};
pub use line::{Curves, LineChart, Mark, Quantity};
pub use path::{nearest, polyline, thin};
pub use point::{Point, sort};
pub use scale::{Range, common_exponent, decades, doubling, ticks};
pub use smooth::smooth;

/// The drawing area inside the axes, in SVG units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Whole drawing.
    pub width: f64,
    /// Whole drawing.
    pub height: f64,
    /// Room for the vertical axis' numbers.
    pub left: f64,
    /// Room for the horizontal axis' numbers.
    pub bottom: f64,
    /// Room above, so that the topmost number is not cut.
    pub top: f64,
    /// Room at the right end.
    pub right: f64,
}

impl Frame {
    /// Horizontal place of `value` within `range`.
    pub fn x(&self, range: Range, value: f64) -> f64 {
        self.left + range.share(value) * (self.width - self.left - self.right)
    }

    /// Vertical place; values grow upwards.
    pub fn y(&self, range: Range, value: f64) -> f64 {
        self.height - self.bottom - range.share(value) * (self.height - self.top - self.bottom)
    }

    /// The value at horizontal place `x`.
    pub fn value_at(&self, range: Range, x: f64) -> f64 {
        let share = (x - self.left) / (self.width - self.left - self.right);
        range.value(share.clamp(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_values_are_inverse() {
        let frame =
            Frame { width: 300.0, height: 120.0, left: 40.0, bottom: 20.0, top: 5.0, right: 10.0 };
        let range = Range::linear(0.0, 200.0);
        for value in [0.0, 13.0, 200.0] {
            assert!((frame.value_at(range, frame.x(range, value)) - value).abs() < 1e-9);
        }
        assert_eq!(frame.y(range, 0.0), 100.0);
        assert_eq!(frame.y(range, 200.0), 5.0);
    }
}
