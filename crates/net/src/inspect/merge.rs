//! How lanes come together.

use crate::node::Merge;
use crate::shape::Shape;

impl Merge {
    /// The shape of the merged lanes; `None` where they do not fit or there are none.
    ///
    /// Concat: maps of equal height and width, or vectors; channels (lengths) add up. Add: equal
    /// shapes. Multiply: equal shapes, or lanes that are the vector C or C×1×1 beside one map
    /// C×H×W, over which they are broadcast.
    pub fn output(self, lanes: &[Shape]) -> Option<Shape> {
        let (first, rest) = lanes.split_first()?;
        match self {
            Self::Add => rest.iter().all(|lane| lane == first).then_some(*first),
            Self::Concat => rest.iter().try_fold(*first, |all, lane| stack(all, *lane)),
            Self::Multiply => {
                let full = lanes.iter().copied().max_by_key(|lane| breadth(*lane))?;
                let gates = |lane: &Shape| {
                    *lane == full
                        || lane.channels() == full.channels() && matches!(lane.size(), [1, 1])
                };
                lanes.iter().all(gates).then_some(full)
            }
        }
    }
}

/// What the lanes were probably meant to become.
pub(super) fn assume(merge: Merge, lanes: &[Shape]) -> Option<Shape> {
    let first = lanes.first()?;
    match (merge, first) {
        (Merge::Concat, Shape::Map { height, width, .. }) => {
            let channels = lanes.iter().fold(0, |all: usize, lane| {
                all.saturating_add(match lane {
                    Shape::Map { channels, .. } => *channels,
                    Shape::Vector(_) => 0,
                })
            });
            Some(Shape::map(channels, *height, *width))
        }
        _ => Some(*first),
    }
}

fn stack(above: Shape, below: Shape) -> Option<Shape> {
    match (above, below) {
        (Shape::Vector(above), Shape::Vector(below)) => {
            Some(Shape::Vector(above.saturating_add(below)))
        }
        (Shape::Map { .. }, Shape::Map { .. }) if above.size() == below.size() => {
            let [height, width] = above.size();
            Some(Shape::map(above.channels().saturating_add(below.channels()), height, width))
        }
        _ => None,
    }
}

/// Larger maps before smaller ones, maps before vectors.
fn breadth(shape: Shape) -> (usize, bool) {
    let [height, width] = shape.size();
    (height.saturating_mul(width), matches!(shape, Shape::Map { .. }))
}
