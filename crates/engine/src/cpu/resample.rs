//! Maps made larger or smaller, plane by plane.

use super::{Array, View, pieces};
use crate::band::Band;

/// Planes in one piece of work.
const PIECE: usize = 32;

/// Applies one band along the height and one along the width.
pub(crate) fn apply(x: View<'_>, [down, across]: [&Band; 2]) -> Array {
    let View { values: x, axes: [count, channels, height, width] } = x;
    let (rows, columns) = (down.sums.len(), across.sums.len());
    let area = rows * columns;
    let mut out = vec![0.0; count * channels * area];
    pieces(&mut out, PIECE * area, |at, out| {
        let mut line = vec![0.0_f32; width];
        let planes = x.chunks_exact((height * width).max(1)).skip(at * PIECE);
        for (out, plane) in out.chunks_exact_mut(area.max(1)).zip(planes) {
            for (out, (start, weights)) in out.chunks_exact_mut(columns.max(1)).zip(&down.sums) {
                line.fill(0.0);
                let sources = plane.chunks_exact(width.max(1)).skip(*start);
                for (weight, source) in weights.iter().zip(sources) {
                    line.iter_mut().zip(source).for_each(|(sum, value)| *sum += weight * value);
                }
                for (value, (start, weights)) in out.iter_mut().zip(&across.sums) {
                    let source = line.iter().skip(*start);
                    *value = weights.iter().zip(source).map(|(weight, value)| weight * value).sum();
                }
            }
        }
    });
    Array::new(out, &[count, channels, rows, columns])
}
