//! What windows slide over.

use filtro_net::WindowFormula;

/// Rows and columns added to a map, `(before, after)` for height and for width.
pub type Pads = [(usize, usize); 2];

/// Padding up to the end of the last window; less than the layer's own where that is not reached.
pub(crate) fn covering(axes: &[WindowFormula; 2]) -> Pads {
    axes.map(|axis| {
        let last = axis.result.saturating_sub(1).saturating_mul(axis.stride);
        let end = last.saturating_add(axis.kernel);
        (axis.pad_before, end.saturating_sub(axis.size.saturating_add(axis.pad_before)))
    })
}

/// Values of `channels` maps of `[height, width]` with padding around them.
pub(crate) fn padded(channels: usize, [height, width]: [usize; 2], pads: Pads) -> u64 {
    let axis = |size: usize, (before, after): (usize, usize)| -> u64 {
        size.saturating_add(before).saturating_add(after) as u64
    };
    let [rows, columns] = pads;
    (channels as u64).saturating_mul(axis(height, rows)).saturating_mul(axis(width, columns))
}
