//! Pictures of the person, as a network takes them.

use crate::shelf::Shelved;
use filtro_data::Normalization;
use filtro_data::resize::{Crop, Rgba, area_average};

/// The square `[left, top, side]` of a picture (RGBA, row by row), in the size and with the
/// channels of `shape`, as planar bytes. None of a picture that has other than its bytes.
pub fn cut(
    pixels: &[u8],
    (width, height): (u32, u32),
    [left, top, side]: [f64; 3],
    shape: [usize; 3],
) -> Option<Vec<u8>> {
    let (width, height) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
    area_average(Rgba { pixels, width, height }, Crop { left, top, side }, shape).ok()
}

/// Bytes of a picture of `shape` as numbers, as those of the data set in use are.
pub fn values(data: Option<&Shelved>, bytes: &[u8], shape: [usize; 3]) -> Vec<f32> {
    let [channels, ..] = shape;
    let normalization = data.map_or_else(
        || Normalization::plain(channels),
        |data| data.info().normalization.for_channels(channels),
    );
    let mut values = Vec::with_capacity(bytes.len());
    normalization.apply(bytes, &mut values);
    values
}
