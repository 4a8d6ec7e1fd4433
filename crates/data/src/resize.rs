//! Pictures of any size to the size that a network takes.

/// A square of a picture, in pixels: its left and upper edge and the length of a side. Fractions
/// of pixels count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crop {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Length of a side.
    pub side: f64,
}

impl Crop {
    /// The largest square in the middle.
    pub fn center(width: usize, height: usize) -> Self {
        let side = width.min(height) as f64;
        Self { left: (width as f64 - side) / 2.0, top: (height as f64 - side) / 2.0, side }
    }

    /// The nearest square that lies inside a picture, at least a pixel wide.
    #[must_use]
    pub fn inside(self, width: usize, height: usize) -> Self {
        let limit = width.min(height) as f64;
        let finite = |value: f64, other: f64| if value.is_finite() { value } else { other };
        let side = finite(self.side, limit).max(1.0).min(limit.max(1.0));
        let edge = |value: f64, length: usize| {
            finite(value, 0.0).max(0.0).min((length as f64 - side).max(0.0))
        };
        Self { left: edge(self.left, width), top: edge(self.top, height), side }
    }
}

/// A picture as the browser decodes it.
#[derive(Clone, Copy, Debug)]
pub struct Rgba<'a> {
    /// Red, green, blue, opacity of each pixel, row by row.
    pub pixels: &'a [u8],
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
}

/// Bytes that are no picture of the size given with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected} bytes for a picture of {width}×{height} pixels, found {found}")]
pub struct PictureError {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// 4 × width × height, and not 0.
    pub expected: usize,
    /// Bytes given.
    pub found: usize,
}

/// How much each source pixel of one line counts for each target pixel: the share of the target
/// pixel that it covers.
struct Shares {
    first: usize,
    weights: Vec<f32>,
}

fn shares(start: f64, length: f64, target: usize, limit: usize) -> Vec<Shares> {
    let step = length / target.max(1) as f64;
    (0..target)
        .map(|at| {
            let (low, high) = (start + at as f64 * step, start + (at + 1) as f64 * step);
            let first = (low.floor().max(0.0) as usize).min(limit.saturating_sub(1));
            let end = (high.ceil() as usize).clamp(first + 1, limit.max(first + 1));
            let weights = (first..end)
                .map(|pixel| {
                    let cover = high.min((pixel + 1) as f64) - low.max(pixel as f64);
                    (cover.max(0.0) / step) as f32
                })
                .collect();
            Shares { first, weights }
        })
        .collect()
}

/// The square `crop` of a picture, made `height`×`width` by averaging the area of each new pixel,
/// as planar bytes: 3 channels are red, green and blue; 1 is the luma of ITU-R BT.601. What is
/// transparent shows white behind it.
///
/// # Errors
/// Where the bytes are not those of a picture of the size given.
pub fn area_average(
    picture: Rgba<'_>,
    crop: Crop,
    [channels, height, width]: [usize; 3],
) -> Result<Vec<u8>, PictureError> {
    let row_len = picture.width.saturating_mul(4);
    let expected = row_len.saturating_mul(picture.height);
    let found = picture.pixels.len();
    if found != expected || expected == 0 {
        return Err(PictureError { width: picture.width, height: picture.height, expected, found });
    }
    let crop = crop.inside(picture.width, picture.height);
    let columns = shares(crop.left, crop.side, width, picture.width);
    let rows = shares(crop.top, crop.side, height, picture.height);
    let mut planes = vec![Vec::with_capacity(width * height); channels];
    let mut sums = vec![[0.0_f32; 3]; width];
    for Shares { first, weights } in &rows {
        sums.fill([0.0; 3]);
        let lines = picture.pixels.chunks_exact(row_len).skip(*first);
        for (line, weight) in lines.zip(weights) {
            add_line(line, *weight, &columns, &mut sums);
        }
        for color in &sums {
            put(color, &mut planes);
        }
    }
    Ok(planes.concat())
}

fn add_line(line: &[u8], weight: f32, columns: &[Shares], sums: &mut [[f32; 3]]) {
    for (sum, column) in sums.iter_mut().zip(columns) {
        let pixels = line.chunks_exact(4).skip(column.first);
        for (pixel, share) in pixels.zip(&column.weights) {
            let [red, green, blue, opacity] =
                [0, 1, 2, 3].map(|at| pixel.get(at).copied().map_or(0.0, f32::from));
            let share = share * weight;
            let behind = 255.0 - opacity;
            for (sum, color) in sum.iter_mut().zip([red, green, blue]) {
                *sum += share * (color * (opacity / 255.0) + behind);
            }
        }
    }
}

fn put(&[red, green, blue]: &[f32; 3], planes: &mut [Vec<u8>]) {
    let byte = |value: f32| value.round().clamp(0.0, 255.0) as u8;
    if let [gray] = planes {
        gray.push(byte(0.299 * red + 0.587 * green + 0.114 * blue));
        return;
    }
    for (plane, value) in
        planes.iter_mut().zip([red, green, blue].into_iter().chain(std::iter::repeat(0.0)))
    {
        plane.push(byte(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn average(pixels: &[u8], size: [usize; 2], crop: Crop, target: [usize; 3]) -> Vec<u8> {
        let [width, height] = size;
        area_average(Rgba { pixels, width, height }, crop, target).unwrap()
    }

    #[test]
    fn a_pixel_is_the_mean_of_what_it_covers() {
        // 2×2 to 1×1, and 3×3 to 2×2: each new pixel covers one and a half old ones.
        let gray =
            |values: &[u8]| -> Vec<u8> { values.iter().flat_map(|&v| [v, v, v, 255]).collect() };
        let all = Crop { left: 0.0, top: 0.0, side: 2.0 };
        assert_eq!(average(&gray(&[0, 100, 100, 200]), [2, 2], all, [1, 1, 1]), [100]);
        let picture = gray(&[0, 90, 180, 0, 90, 180, 0, 90, 180]);
        let all = Crop { left: 0.0, top: 0.0, side: 3.0 };
        assert_eq!(average(&picture, [3, 3], all, [1, 2, 2]), [30, 150, 30, 150]);
    }

    #[test]
    fn channels_are_planes_and_gray_is_luma() {
        let red = [255, 0, 0, 255];
        let one = Crop::center(1, 1);
        assert_eq!(average(&red, [1, 1], one, [3, 1, 1]), [255, 0, 0]);
        assert_eq!(average(&red, [1, 1], one, [1, 1, 1]), [76]);
    }

    #[test]
    fn transparent_is_white() {
        let one = Crop::center(1, 1);
        assert_eq!(average(&[0, 0, 0, 0], [1, 1], one, [3, 1, 1]), [255; 3]);
        assert_eq!(average(&[0, 0, 0, 51], [1, 1], one, [3, 1, 1]), [204; 3]);
    }

    #[test]
    fn the_center_is_the_largest_square() {
        assert_eq!(Crop::center(640, 480), Crop { left: 80.0, top: 0.0, side: 480.0 });
        assert_eq!(Crop::center(3, 8), Crop { left: 0.0, top: 2.5, side: 3.0 });
    }

    #[test]
    fn bytes_of_another_size_are_refused() {
        let error = area_average(
            Rgba { pixels: &[0; 7], width: 1, height: 2 },
            Crop::center(1, 2),
            [3, 2, 2],
        );
        assert_eq!(
            error.unwrap_err().to_string(),
            "expected 8 bytes for a picture of 1×2 pixels, found 7"
        );
        assert!(
            area_average(Rgba { pixels: &[], width: 0, height: 0 }, Crop::center(0, 0), [3, 2, 2])
                .is_err()
        );
    }

    proptest! {
        #[test]
        fn one_color_stays_one_color(
            color: [u8; 3], width in 1_usize..40, height in 1_usize..40,
            left in -10.0..50.0, top in -10.0..50.0, side in 0.0..60.0, target in 1_usize..40,
        ) {
            let pixels = [color[0], color[1], color[2], 255].repeat(width * height);
            let crop = Crop { left, top, side };
            let out = average(&pixels, [width, height], crop, [3, target, target]);
            for (plane, value) in out.chunks_exact(target * target).zip(color) {
                prop_assert!(plane.iter().all(|&found| found == value), "{plane:?} {value}");
            }
        }

        #[test]
        fn whole_factors_keep_the_mean(
            factor in 1_usize..5, target in 1_usize..6, seed: u64,
        ) {
            let size = factor * target;
            let mut rng = filtro_recipe::Random::new(seed);
            let pixels: Vec<u8> = (0..size * size)
                .flat_map(|_| { let v = rng.below(256) as u8; [v, v, v, 255] })
                .collect();
            let out = average(&pixels, [size, size], Crop::center(size, size), [3, target, target]);
            let mean = |values: &mut dyn Iterator<Item = u8>| {
                let all: Vec<f64> = values.map(f64::from).collect();
                all.iter().sum::<f64>() / all.len() as f64
            };
            let before = mean(&mut pixels.chunks_exact(4).map(|pixel| pixel[0]));
            prop_assert!((before - mean(&mut out.into_iter())).abs() <= 0.51);
        }

        #[test]
        fn a_crop_is_brought_inside(
            left: f64, top: f64, side: f64, width in 1_usize..2000, height in 1_usize..2000,
        ) {
            let crop = Crop { left, top, side }.inside(width, height);
            prop_assert!(crop.left >= 0.0 && crop.left + crop.side <= width as f64 + 1e-6);
            prop_assert!(crop.top >= 0.0 && crop.top + crop.side <= height as f64 + 1e-6);
            prop_assert!(crop.side >= 1.0);
            prop_assert_eq!(crop.inside(width, height), crop);
        }
    }
}
