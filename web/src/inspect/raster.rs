//! Values as colours in a buffer of RGBA pixels.

use super::layout::Layout;

/// Positive values, as --scale-positive.
const POSITIVE: [u8; 3] = [8, 119, 189];
/// Negative values, as --scale-negative.
const NEGATIVE: [u8; 3] = [245, 147, 34];

/// Zero, and how much of what lies below it covers: it is seen as a tile on light and dark alike,
/// so that a change of the theme needs no other drawing.
const ZERO: [u8; 3] = [128, 140, 150];
const ZERO_COVER: f32 = 0.2;

/// A picture that is being drawn; between the tiles it is transparent.
pub struct Raster {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Raster {
    /// Of a layout's size, all transparent.
    pub fn new(layout: &Layout) -> Self {
        let [width, height] = layout.size();
        Self { width, height, pixels: vec![0; width * height * 4] }
    }

    /// Width, height and RGBA bytes.
    pub fn finish(self) -> (usize, usize, Vec<u8>) {
        (self.width, self.height, self.pixels)
    }

    /// Fills one tile; `colour` gives the pixel of a value by its row and column.
    fn tile(&mut self, layout: &Layout, tile: usize, colour: impl Fn(usize, usize) -> [u8; 4]) {
        let [x, y] = layout.corner(tile);
        let [height, width] = layout.tile;
        for row in 0..height * layout.scale {
            let start = (y + row) * self.width + x;
            let Some(line) = self.pixels.get_mut(start * 4..(start + width * layout.scale) * 4)
            else {
                return;
            };
            for (column, pixel) in line.chunks_exact_mut(4).enumerate() {
                pixel.copy_from_slice(&colour(row / layout.scale, column / layout.scale));
            }
        }
    }

    /// Draws one tile of signed values, the largest of them at full strength.
    pub fn signed(&mut self, layout: &Layout, tile: usize, values: &[f32], largest: f32) {
        let columns = layout.tile[1];
        self.tile(layout, tile, |row, column| {
            let value = values.get(row * columns + column).copied().unwrap_or(0.0);
            signed(value, largest)
        });
    }

    /// Draws one tile of three planes of weights as colours; zero is mid-grey.
    pub fn colours(&mut self, layout: &Layout, tile: usize, planes: &[f32]) {
        let [rows, columns] = layout.tile;
        let largest = largest(planes);
        let area = rows * columns;
        self.tile(layout, tile, |row, column| {
            let channel = |channel: usize| {
                let at = channel * area + row * columns + column;
                let value = planes.get(at).copied().unwrap_or(0.0);
                (127.5 + 127.5 * share(value, largest)) as u8
            };
            [channel(0), channel(1), channel(2), 255]
        });
    }
}

/// The largest absolute value; not a number and infinities do not count.
pub fn largest(values: &[f32]) -> f32 {
    values.iter().map(|v| v.abs()).filter(|v| v.is_finite()).fold(0.0, f32::max)
}

fn share(value: f32, largest: f32) -> f32 {
    if largest > 0.0 && value.is_finite() { (value / largest).clamp(-1.0, 1.0) } else { 0.0 }
}

fn signed(value: f32, largest: f32) -> [u8; 4] {
    let share = share(value, largest);
    let strength = share.abs();
    let colour = if share < 0.0 { NEGATIVE } else { POSITIVE };
    // The colour over the one of zero, by the usual rule of what lies over what.
    let below = ZERO_COVER * (1.0 - strength);
    let cover = strength + below;
    let mix = |colour: u8, zero: u8| {
        ((f32::from(colour) * strength + f32::from(zero) * below) / cover).round() as u8
    };
    let [red, green, blue] = colour;
    let [zero_red, zero_green, zero_blue] = ZERO;
    let cover = (cover * 255.0).round() as u8;
    [mix(red, zero_red), mix(green, zero_green), mix(blue, zero_blue), cover]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_have_colours_and_zero_is_faint_grey() {
        let zero = [128, 140, 150, 51];
        assert_eq!(signed(0.0, 2.0), zero);
        assert_eq!(signed(2.0, 2.0), [8, 119, 189, 255]);
        assert_eq!(signed(-1.0, 2.0), [226, 146, 53, 153]);
        assert_eq!(signed(f32::NAN, 2.0), zero);
        assert_eq!(signed(1.0, 0.0), zero);
        assert_eq!(largest(&[1.0, -3.0, f32::INFINITY, f32::NAN]), 3.0);
    }

    #[test]
    fn a_value_fills_its_square_and_nothing_else() {
        let layout = Layout { scale: 2, tile: [1, 2], shown: 2, columns: 2, gap: 1 };
        let mut raster = Raster::new(&layout);
        raster.signed(&layout, 1, &[0.0, -1.0], 1.0);
        let (width, height, pixels) = raster.finish();
        assert_eq!((width, height), (9, 2));
        let drawn: Vec<u8> = pixels.chunks_exact(4).map(|pixel| pixel[3]).collect();
        let row = [0, 0, 0, 0, 0, 51, 51, 255, 255];
        assert_eq!(drawn, [row, row].concat());
    }

    #[test]
    fn colour_filters_are_grey_at_zero() {
        let layout = Layout { scale: 1, tile: [1, 1], shown: 1, columns: 1, gap: 0 };
        let mut raster = Raster::new(&layout);
        raster.colours(&layout, 0, &[0.5, 0.0, -0.5]);
        assert_eq!(raster.finish().2, [255, 127, 0, 255]);
    }
}
