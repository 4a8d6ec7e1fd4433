//! Pooling, map by map.

use super::{Array, View, pieces};
use crate::window::PoolWindow;

/// Maps in one piece of work.
const PIECE: usize = 32;

/// One axis of a window's positions: the input's rows (or columns) under each.
fn spans(size: usize, kernel: usize, stride: usize, padding: usize) -> Vec<(usize, usize)> {
    let room = (size + 2 * padding).saturating_sub(kernel);
    (0..=room / stride.max(1))
        .map(|at| at * stride)
        .map(|start| {
            (start.saturating_sub(padding), (start + kernel).saturating_sub(padding).min(size))
        })
        .collect()
}

fn window_spans(window: PoolWindow, [height, width]: [usize; 2]) -> [Vec<(usize, usize)>; 2] {
    let PoolWindow { kernel, stride, padding } = window;
    [
        spans(height, kernel[0], stride[0], padding[0]),
        spans(width, kernel[1], stride[1], padding[1]),
    ]
}

/// Greatest value of each window and its place within its map.
pub(crate) fn max(x: View<'_>, window: PoolWindow) -> (Array, Vec<u32>) {
    let View { values: x, axes: [count, channels, height, width] } = x;
    let [rows, columns] = window_spans(window, [height, width]);
    let area = rows.len() * columns.len();
    let mut places = vec![0_u32; count * channels * area];
    each_map(&mut places, area, |at, places| {
        let map = x.get(at * height * width..).unwrap_or_default();
        let mut places = places.iter_mut();
        for (top, bottom) in &rows {
            for ((left, right), place) in columns.iter().zip(&mut places) {
                let mut best = f32::NEG_INFINITY;
                for row in *top..*bottom {
                    let start = row * width;
                    let line = map.get(start + left..start + right).unwrap_or_default();
                    for (at, value) in line.iter().enumerate() {
                        // What is no number counts as greatest, as in PyTorch.
                        if *value > best || value.is_nan() {
                            best = *value;
                            *place = (start + left + at) as u32;
                        }
                    }
                }
            }
        }
    });
    let mut out = vec![0.0; places.len()];
    pieces(&mut out, PIECE * area, |at, out| {
        let maps = x.chunks_exact((height * width).max(1)).skip(at * PIECE);
        let places = places.chunks_exact(area.max(1)).skip(at * PIECE);
        for ((out, map), places) in out.chunks_exact_mut(area.max(1)).zip(maps).zip(places) {
            for (value, place) in out.iter_mut().zip(places) {
                *value = map.get(*place as usize).copied().unwrap_or_default();
            }
        }
    });
    (Array::new(out, &[count, channels, rows.len(), columns.len()]), places)
}

/// [`pieces`] for places.
fn each_map(places: &mut [u32], area: usize, work: impl Fn(usize, &mut [u32]) + Sync) {
    let area = area.max(1);
    #[cfg(not(target_arch = "wasm32"))]
    {
        use rayon::prelude::*;
        let maps = places.par_chunks_mut(area).with_min_len(PIECE);
        maps.enumerate().for_each(|(at, map)| work(at, map));
    }
    #[cfg(target_arch = "wasm32")]
    places.chunks_mut(area).enumerate().for_each(|(at, map)| work(at, map));
}

/// Gradient at the input of a max pooling.
pub(crate) fn max_grad(grad: &[f32], places: &[u32], input: [usize; 4]) -> Array {
    let [count, channels, height, width] = input;
    let maps = (count * channels).max(1);
    let area = (grad.len() / maps).max(1);
    let mut out = vec![0.0; maps * height * width];
    pieces(&mut out, PIECE * height * width, |at, out| {
        let grads = grad.chunks_exact(area).zip(places.chunks_exact(area)).skip(at * PIECE);
        for (out, (grads, places)) in out.chunks_exact_mut((height * width).max(1)).zip(grads) {
            for (grad, place) in grads.iter().zip(places) {
                if let Some(sum) = out.get_mut(*place as usize) {
                    *sum += grad;
                }
            }
        }
    });
    Array::new(out, &input)
}

/// Mean of each window, which has no padding.
pub(crate) fn avg(x: View<'_>, window: PoolWindow) -> Array {
    let View { values: x, axes: [count, channels, height, width] } = x;
    let [rows, columns] = window_spans(window, [height, width]);
    let area = rows.len() * columns.len();
    let share = 1.0 / window.kernel.iter().product::<usize>() as f32;
    let mut out = vec![0.0; count * channels * area];
    pieces(&mut out, PIECE * area, |at, out| {
        let maps = x.chunks_exact((height * width).max(1)).skip(at * PIECE);
        for (out, map) in out.chunks_exact_mut(area.max(1)).zip(maps) {
            let mut values = out.iter_mut();
            for (top, bottom) in &rows {
                for ((left, right), value) in columns.iter().zip(&mut values) {
                    let lines = (*top..*bottom).map(|row| {
                        let line = map.get(row * width + left..row * width + right);
                        line.unwrap_or_default().iter().sum::<f32>()
                    });
                    *value = lines.sum::<f32>() * share;
                }
            }
        }
    });
    Array::new(out, &[count, channels, rows.len(), columns.len()])
}

/// Gradient at the input of an average pooling without padding.
pub(crate) fn avg_grad(grad: &[f32], input: [usize; 4], window: PoolWindow) -> Array {
    let [count, channels, height, width] = input;
    let [rows, columns] = window_spans(window, [height, width]);
    let area = (rows.len() * columns.len()).max(1);
    let share = 1.0 / window.kernel.iter().product::<usize>() as f32;
    let mut out = vec![0.0; count * channels * height * width];
    pieces(&mut out, PIECE * height * width, |at, out| {
        let grads = grad.chunks_exact(area).skip(at * PIECE);
        for (out, grads) in out.chunks_exact_mut((height * width).max(1)).zip(grads) {
            let mut grads = grads.iter();
            for (top, bottom) in &rows {
                for ((left, right), grad) in columns.iter().zip(&mut grads) {
                    for row in *top..*bottom {
                        let line = out.get_mut(row * width + left..row * width + right);
                        line.unwrap_or_default().iter_mut().for_each(|sum| *sum += grad * share);
                    }
                }
            }
        }
    });
    Array::new(out, &input)
}
