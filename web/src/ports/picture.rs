//! A picture file to upright, bounded RGBA pixels, decoded by the browser.

use crate::slots::PictureData;
use filtro_ui::pixels::context;
use filtro_ui::services;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlCanvasElement, ImageBitmap};

/// Longest side kept. The network sees a few dozen pixels; more than this only costs memory.
const LONGEST: u32 = 2048;
/// Bytes of a file beyond which decoding might take the tab down.
const LARGEST_FILE: f64 = 80e6;
/// Decoded pixels that a picture may have before it is scaled down.
const MOST_PIXELS: u64 = 120_000_000;

/// Why a picture cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureError {
    /// The browser cannot decode it.
    Undecodable,
    /// Too large to decode here.
    TooLarge,
}

/// Decodes `file`. The browser applies the orientation that the file records.
pub async fn decode(file: &Blob) -> Result<PictureData, PictureError> {
    if file.size() > LARGEST_FILE {
        return Err(PictureError::TooLarge);
    }
    let bitmap = services::bitmap(file).await.ok_or(PictureError::Undecodable)?;
    let (width, height) = (bitmap.width(), bitmap.height());
    if width == 0 || height == 0 {
        return Err(PictureError::Undecodable);
    }
    let drawn = if u64::from(width) * u64::from(height) > MOST_PIXELS {
        Err(PictureError::TooLarge)
    } else {
        halved(&bitmap).ok_or(PictureError::TooLarge)
    };
    bitmap.close();
    Ok(PictureData { width, height, canvas: drawn? })
}

/// Scales down in steps of at most one half, which averages instead of skipping pixels.
fn halved(bitmap: &ImageBitmap) -> Option<HtmlCanvasElement> {
    let (width, height) = (bitmap.width(), bitmap.height());
    let (goal_width, goal_height) = bounded(width, height);
    let (mut w, mut h) = ((width / 2).max(goal_width), (height / 2).max(goal_height));
    let mut canvas = blank(w, h)?;
    context(&canvas)?
        .draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, f64::from(w), f64::from(h))
        .ok()?;
    while (w, h) != (goal_width, goal_height) {
        (w, h) = ((w / 2).max(goal_width), (h / 2).max(goal_height));
        let smaller = blank(w, h)?;
        context(&smaller)?
            .draw_image_with_html_canvas_element_and_dw_and_dh(
                &canvas,
                0.0,
                0.0,
                f64::from(w),
                f64::from(h),
            )
            .ok()?;
        canvas = smaller;
    }
    Some(canvas)
}

fn bounded(width: u32, height: u32) -> (u32, u32) {
    let longest = width.max(height);
    if longest <= LONGEST {
        return (width, height);
    }
    let scale = f64::from(LONGEST) / f64::from(longest);
    let side = |n: u32| ((f64::from(n) * scale).round() as u32).max(1);
    (side(width), side(height))
}

fn blank(width: u32, height: u32) -> Option<HtmlCanvasElement> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    Some(canvas)
}

/// What is sent of a crop: a rectangle of the picture in its kept pixels, and the crop in it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cut {
    /// Left, top, width and height of the rectangle, in kept pixels.
    part: [f64; 4],
    /// The crop in pixels of the rectangle.
    crop: [f64; 3],
    /// The whole picture's width and height in kept pixels. A picture that is one pixel high is
    /// kept so, however long: here it has its own proportions.
    whole: [f64; 2],
}

/// The rectangle around a crop (left, top, side, in the picture's own pixels) of a picture of this
/// size, of which so many pixels are kept.
fn around([left, top, side]: [f64; 3], own: [f64; 2], kept: [f64; 2]) -> Cut {
    let [width, height] = own;
    let scale = (kept[0] / width).max(kept[1] / height);
    let whole = own.map(|length| length * scale);
    let [left, top, side] = [left, top, side].map(|length| length * scale);
    let (x, y) = (left.max(0.0).floor(), top.max(0.0).floor());
    let span = |from: f64, at: f64, length: f64| ((at + side).min(length).ceil() - from).max(1.0);
    let part = [x, y, span(x, left, whole[0]), span(y, top, whole[1])];
    Cut { part, crop: [left - x, top - y, side], whole }
}

/// The pixels around a crop (left, top, side), ready to be sent: only the part that the crop
/// touches, its size, and the crop in that part's own pixels. Transparent pixels are laid on
/// white, as a page shows them.
pub fn cut(picture: &PictureData, crop: [f64; 3]) -> Option<(JsValue, u32, u32, [f64; 3])> {
    let own = [picture.width, picture.height].map(f64::from);
    let kept = [picture.canvas.width(), picture.canvas.height()].map(f64::from);
    let Cut { part: [x, y, width, height], crop, whole } = around(crop, own, kept);
    let part = blank(width as u32, height as u32)?;
    let pen = context(&part)?;
    pen.set_fill_style_str("white");
    pen.fill_rect(0.0, 0.0, width, height);
    pen.draw_image_with_html_canvas_element_and_dw_and_dh(
        &picture.canvas,
        -x,
        -y,
        whole[0],
        whole[1],
    )
    .ok()?;
    let pixels = pen.get_image_data(0.0, 0.0, width, height).ok()?;
    // Taken through reflection: the typed getter would copy the pixels through wasm memory.
    let data = js_sys::Reflect::get(&pixels, &"data".into()).ok()?;
    let buffer = js_sys::Reflect::get(&data, &"buffer".into()).ok()?;
    Some((buffer, width as u32, height as u32, crop))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_pictures_keep_their_proportions() {
        assert_eq!(bounded(640, 480), (640, 480));
        assert_eq!(bounded(4096, 2048), (2048, 1024));
        assert_eq!(bounded(100_000, 10), (2048, 1));
    }

    #[test]
    fn crops_are_of_the_pixels_that_are_kept() {
        let whole = around([0.0, 0.0, 480.0], [640.0, 480.0], [640.0, 480.0]);
        let expected =
            Cut { part: [0.0, 0.0, 480.0, 480.0], crop: [0.0, 0.0, 480.0], whole: [640.0, 480.0] };
        assert_eq!(whole, expected);
        // Half as many are kept.
        let half = around([1001.0, 100.0, 301.0], [4096.0, 2048.0], [2048.0, 1024.0]);
        assert_eq!(half.part, [500.0, 50.0, 151.0, 151.0]);
        assert_eq!(half.crop, [0.5, 0.0, 150.5]);
        // A line: its own proportions, though its height is not kept in full.
        let line = around([0.0, 1999.5, 1.0], [1.0, 4000.0], [1.0, 2048.0]);
        assert_eq!((line.part, line.crop), ([0.0, 1999.0, 1.0, 2.0], [0.0, 0.5, 1.0]));
        assert_eq!(line.whole, [1.0, 4000.0]);
    }
}
