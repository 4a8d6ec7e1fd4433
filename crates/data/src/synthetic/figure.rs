//! What is drawn: one figure, given by its signed distance (negative inside).
//!
//! Distances of circle, box and convex polygons are exact near the edge, which is all that a soft
//! edge of one pixel needs.

use filtro_recipe::Random;
use std::f32::consts::{PI, TAU};

/// A figure at its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    label: u8,
    center: [f32; 2],
    turn: [f32; 2],
    radius: f32,
    /// Free for each class to use, 0–1: proportions, periods.
    taste: [f32; 2],
}

impl Figure {
    /// Of class `label`, anywhere in a picture around (0, 0), at any angle.
    pub(super) fn random(rng: &mut Random, label: u8) -> Self {
        let textured = label >= 7;
        let radius = if textured { rng.between(9.0, 13.0) } else { rng.between(6.0, 11.5) };
        // At most a little of it lies outside.
        let room = 15.0 - radius;
        let center = [rng.between(-room, room), rng.between(-room, room)];
        let angle = rng.between(0.0, TAU);
        let taste = [rng.unit(), rng.unit()];
        Self { label, center, turn: [angle.cos(), angle.sin()], radius, taste }
    }

    /// How much of the pixel around (x, y) it covers, 0–1.
    pub(super) fn cover(&self, x: f32, y: f32) -> f32 {
        let [dx, dy] = [x - self.center[0], y - self.center[1]];
        let [cos, sin] = self.turn;
        let [x, y] = [cos * dx + sin * dy, cos * dy - sin * dx];
        let soft = |distance: f32| (0.5 - distance).clamp(0.0, 1.0);
        let r = self.radius;
        match self.label {
            0 => soft(x.hypot(y) - r),
            1 => {
                let width = r * (0.16 + 0.08 * self.taste[0]);
                soft((x.hypot(y) - (r - width)).abs() - width)
            }
            2 => soft(rectangle(x, y, 0.82 * r, 0.82 * r)),
            3 => soft(polygon(x, y, 3.0, 0.62 * r)),
            4 => {
                let arm = r * (0.22 + 0.1 * self.taste[0]);
                soft(rectangle(x, y, r, arm).min(rectangle(x, y, arm, r)))
            }
            5 => soft(star(x, y, 1.1 * r)),
            6 => {
                let shift = r * (0.45 + 0.15 * self.taste[0]);
                soft((x.hypot(y) - r).max(0.9 * r - (x - shift).hypot(y)))
            }
            _ => self.patch(x, y) * self.texture(x, y),
        }
    }

    /// The patch that holds a texture: a disc or a square, so that its outline tells nothing.
    fn patch(&self, x: f32, y: f32) -> f32 {
        let distance = if self.taste[1] < 0.5 {
            x.hypot(y) - self.radius
        } else {
            rectangle(x, y, 0.85 * self.radius, 0.85 * self.radius)
        };
        (0.5 - distance).clamp(0.0, 1.0)
    }

    fn texture(&self, x: f32, y: f32) -> f32 {
        let edge = |value: f32| (0.5 + 1.6 * value).clamp(0.0, 1.0);
        match self.label {
            7 => edge((x * TAU / (4.0 + 2.5 * self.taste[0])).sin()),
            8 => {
                let step = PI / (3.2 + 1.3 * self.taste[0]);
                edge(1.6 * (x * step).sin() * (y * step).sin())
            }
            _ => {
                let period = 5.0 + 1.8 * self.taste[0];
                let near = |value: f32| value - period * (value / period).round();
                (0.5 - (near(x).hypot(near(y)) - 0.3 * period)).clamp(0.0, 1.0)
            }
        }
    }
}

fn rectangle(x: f32, y: f32, half_width: f32, half_height: f32) -> f32 {
    let (x, y) = (x.abs() - half_width, y.abs() - half_height);
    x.max(0.0).hypot(y.max(0.0)) + x.max(y).min(0.0)
}

/// A regular polygon whose sides are `inner` from its centre.
fn polygon(x: f32, y: f32, sides: f32, inner: f32) -> f32 {
    let sector = TAU / sides;
    let angle = y.atan2(x);
    let folded = angle - sector * (angle / sector).round();
    x.hypot(y) * folded.cos() - inner
}

/// A five-pointed star whose points are `outer` from its centre.
fn star(x: f32, y: f32, outer: f32) -> f32 {
    let sector = TAU / 5.0;
    let angle = y.atan2(x);
    let folded = (angle - sector * (angle / sector).round()).abs();
    let (px, py) = (x.hypot(y) * folded.cos(), x.hypot(y) * folded.sin());
    // From a point of the star at angle 0 to the notch beside it.
    let notch = 0.42 * outer;
    let (nx, ny) = (notch * (sector / 2.0).cos(), notch * (sector / 2.0).sin());
    let (ex, ey) = (nx - outer, ny);
    let length = ex.hypot(ey);
    // Left of the edge, seen from the point, is inside.
    ((px - outer) * -ey + py * ex) / -length
}
