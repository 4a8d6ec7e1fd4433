//! Pictures as pixels on a canvas.

use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// The drawing context of a canvas.
pub fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// Draws planar bytes of shape `[c, h, w]` (one channel is grey, three are colours), one canvas
/// pixel per value; the style sheet scales it up without smoothing.
pub fn paint(canvas: &HtmlCanvasElement, shape: [usize; 3], planar: &[u8]) {
    let [_, height, width] = shape;
    put(canvas, width, height, &interleave(shape, planar));
}

/// Gives a canvas this size and these RGBA pixels; of no size it takes no room.
pub fn put(canvas: &HtmlCanvasElement, width: usize, height: usize, rgba: &[u8]) {
    let (Ok(w), Ok(h)) = (u32::try_from(width), u32::try_from(height)) else { return };
    if canvas.width() != w || canvas.height() != h {
        canvas.set_width(w);
        canvas.set_height(h);
    }
    // A picture of no pixels cannot be made.
    let Ok(data) = ImageData::new_with_u8_clamped_array_and_sh(Clamped(rgba), w, h) else {
        return;
    };
    if let Some(pen) = context(canvas) {
        // Refused only for a detached buffer, which this one is not.
        pen.put_image_data(&data, 0.0, 0.0).unwrap_or_default();
    }
}

/// Empties a canvas.
pub fn clear(canvas: &HtmlCanvasElement) {
    if let Some(pen) = context(canvas) {
        pen.clear_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
    }
}

/// Planar bytes as RGBA; missing values are black.
pub fn interleave(shape: [usize; 3], planar: &[u8]) -> Vec<u8> {
    let [channels, height, width] = shape;
    let area = height * width;
    let value = |channel: usize, i: usize| planar.get(channel * area + i).copied().unwrap_or(0);
    (0..area)
        .flat_map(|i| match channels {
            1 => [value(0, i), value(0, i), value(0, i), 255],
            _ => [value(0, i), value(1, i), value(2, i), 255],
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::interleave;

    #[test]
    fn planes_become_pixels() {
        assert_eq!(interleave([3, 1, 2], &[1, 2, 3, 4, 5, 6]), [1, 3, 5, 255, 2, 4, 6, 255]);
        assert_eq!(interleave([1, 1, 2], &[7, 8]), [7, 7, 7, 255, 8, 8, 8, 255]);
        assert_eq!(interleave([3, 1, 1], &[9]), [9, 0, 0, 255]);
    }
}
