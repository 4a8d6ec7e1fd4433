//! Depthwise convolution: every output plane is made of one input plane alone, so there is no
//! product of matrices to win by. Each tap adds a shifted plane, row by row.

use super::columns::{Inside, Slide};
use super::{Array, collect, pieces};

/// Input planes in one piece of work.
const PIECE: usize = 8;
/// Running sums side by side, as a compiler may not reorder additions to fill its vectors.
const LANES: usize = 8;

/// Planes of a depthwise convolution.
#[derive(Clone, Copy)]
pub(super) struct Depthwise {
    pub(super) count: usize,
    pub(super) channels: usize,
    /// Output planes of each input plane, side by side.
    pub(super) multiplier: usize,
    pub(super) slide: Slide,
}

impl Depthwise {
    fn plane(&self) -> usize {
        (self.slide.size[0] * self.slide.size[1]).max(1)
    }

    fn taps<'a>(&self, weight: &'a [f32], plane: usize) -> &'a [f32] {
        let start = plane * self.slide.taps();
        weight.get(start..start + self.slide.taps()).unwrap_or_default()
    }

    /// See [`forward`](super::conv::forward).
    pub(super) fn forward(&self, images: &[f32], weight: &[f32], bias: Option<&[f32]>) -> Array {
        let (positions, filters) = (self.slide.positions().max(1), self.channels * self.multiplier);
        let mut out = vec![0.0; self.count * filters * positions];
        let group = self.multiplier * positions;
        pieces(&mut out, PIECE * group, |at, out| {
            let planes = images.chunks_exact(self.plane()).enumerate().skip(at * PIECE);
            for (out, (plane, image)) in out.chunks_exact_mut(group).zip(planes) {
                let first = plane % self.channels.max(1) * self.multiplier;
                for (out, filter) in out.chunks_exact_mut(positions).zip(first..) {
                    out.fill(bias.and_then(|bias| bias.get(filter)).copied().unwrap_or_default());
                    let taps = self.slide.each_tap().zip(self.taps(weight, filter));
                    taps.for_each(|(tap, weight)| self.add(tap, *weight, image, out));
                }
            }
        });
        let [rows, columns] = self.slide.out;
        Array::new(out, &[self.count, filters, rows, columns])
    }

    /// See [`input_grad`](super::conv::input_grad).
    pub(super) fn input_grad(&self, grad: &[f32], weight: &[f32]) -> Array {
        let positions = self.slide.positions().max(1);
        let mut out = vec![0.0; self.count * self.channels * self.plane()];
        pieces(&mut out, PIECE * self.plane(), |at, out| {
            let group = self.multiplier * positions;
            let grads = grad.chunks_exact(group.max(1)).enumerate().skip(at * PIECE);
            for (out, (plane, grads)) in out.chunks_exact_mut(self.plane()).zip(grads) {
                let first = plane % self.channels.max(1) * self.multiplier;
                for (grad, filter) in grads.chunks_exact(positions).zip(first..) {
                    let taps = self.slide.each_tap().zip(self.taps(weight, filter));
                    taps.for_each(|(tap, weight)| self.add_back(tap, *weight, grad, out));
                }
            }
        });
        let [height, width] = self.slide.size;
        Array::new(out, &[self.count, self.channels, height, width])
    }

    /// See [`weight_grad`](super::conv::weight_grad).
    pub(super) fn weight_grad(&self, grad: &[f32], images: &[f32]) -> Array {
        let (positions, filters) = (self.slide.positions().max(1), self.channels * self.multiplier);
        let sums = collect(filters, |filter| {
            let mut sums = vec![0.0_f32; self.slide.taps()];
            let channel = filter / self.multiplier.max(1);
            let grads = grad.chunks_exact(positions).skip(filter).step_by(filters.max(1));
            let images = images.chunks_exact(self.plane()).skip(channel);
            for (grad, image) in grads.zip(images.step_by(self.channels.max(1))) {
                for (sum, tap) in sums.iter_mut().zip(self.slide.each_tap()) {
                    *sum += self.along(tap, grad, image);
                }
            }
            sums
        });
        let [height, width] = self.slide.kernel;
        Array::new(sums.concat(), &[filters, 1, height, width])
    }

    /// Adds `weight` times what a tap sees to each position.
    fn add(
        &self,
        (vertical, horizontal): (Inside, Inside),
        weight: f32,
        image: &[f32],
        out: &mut [f32],
    ) {
        let ([step_y, step_x], across) = (self.slide.stride, self.slide.out[1].max(1));
        let lines = out.chunks_exact_mut(across).skip(vertical.first).take(vertical.count);
        let rows = image.chunks_exact(self.slide.size[1].max(1)).skip(vertical.start);
        for (line, row) in lines.zip(rows.step_by(step_y)) {
            let line = line.get_mut(horizontal.first..).unwrap_or_default();
            let line = line.get_mut(..horizontal.count).unwrap_or_default();
            let row = row.get(horizontal.start..).unwrap_or_default();
            if step_x == 1 {
                line.iter_mut().zip(row).for_each(|(sum, value)| *sum += weight * value);
            } else {
                let row = row.iter().step_by(step_x);
                line.iter_mut().zip(row).for_each(|(sum, value)| *sum += weight * value);
            }
        }
    }

    /// Adds `weight` times each position's value to what a tap sees.
    fn add_back(
        &self,
        (vertical, horizontal): (Inside, Inside),
        weight: f32,
        grad: &[f32],
        image: &mut [f32],
    ) {
        let ([step_y, step_x], across) = (self.slide.stride, self.slide.out[1].max(1));
        let lines = grad.chunks_exact(across).skip(vertical.first).take(vertical.count);
        let rows = image.chunks_exact_mut(self.slide.size[1].max(1)).skip(vertical.start);
        for (line, row) in lines.zip(rows.step_by(step_y)) {
            let line = line.get(horizontal.first..).unwrap_or_default();
            let line = line.get(..horizontal.count).unwrap_or_default();
            let row = row.get_mut(horizontal.start..).unwrap_or_default();
            if step_x == 1 {
                row.iter_mut().zip(line).for_each(|(sum, value)| *sum += weight * value);
            } else {
                let row = row.iter_mut().step_by(step_x);
                row.zip(line).for_each(|(sum, value)| *sum += weight * value);
            }
        }
    }

    /// Σ of each position's value times what a tap sees from there.
    fn along(&self, (vertical, horizontal): (Inside, Inside), grad: &[f32], image: &[f32]) -> f32 {
        let ([step_y, step_x], across) = (self.slide.stride, self.slide.out[1].max(1));
        let lines = grad.chunks_exact(across).skip(vertical.first).take(vertical.count);
        let rows = image.chunks_exact(self.slide.size[1].max(1)).skip(vertical.start);
        // Running sums over all lines: adding them up at the end of each would cost more than the
        // products of a short line.
        let mut lanes = [0.0_f32; LANES];
        let mut rest = 0.0_f32;
        for (line, row) in lines.zip(rows.step_by(step_y)) {
            let line = line.get(horizontal.first..).unwrap_or_default();
            let line = line.get(..horizontal.count).unwrap_or_default();
            let row = row.get(horizontal.start..).unwrap_or_default();
            if let (1, Some(row)) = (step_x, row.get(..line.len())) {
                let (line, seen) = (line.chunks_exact(LANES), row.chunks_exact(LANES));
                let ends = line.remainder().iter().zip(seen.remainder());
                rest += ends.map(|(value, seen)| value * seen).sum::<f32>();
                for (line, seen) in line.zip(seen) {
                    let products = line.iter().zip(seen).map(|(value, seen)| value * seen);
                    lanes.iter_mut().zip(products).for_each(|(lane, product)| *lane += product);
                }
            } else {
                let row = row.iter().step_by(step_x);
                rest += line.iter().zip(row).map(|(value, seen)| value * seen).sum::<f32>();
            }
        }
        lanes.iter().sum::<f32>() + rest
    }
}

#[cfg(test)]
mod tests {
    use super::super::columns::tests::any_slide;
    use super::*;
    use proptest::prelude::*;

    fn wave(len: usize, step: f32) -> Vec<f32> {
        (0..len).map(|at| (at as f32 * step).sin()).collect()
    }

    fn dot(a: &[f32], b: &[f32]) -> f64 {
        assert_eq!(a.len(), b.len());
        a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum()
    }

    proptest! {
        /// The definition of each output.
        #[test]
        fn outputs_are_those_of_the_definition(slide in any_slide(), multiplier in 1_usize..3) {
            let conv = Depthwise { count: 2, channels: 3, multiplier, slide };
            let filters = 3 * multiplier;
            let ([height, width], [down, across]) = (slide.size, slide.kernel);
            let images = wave(2 * 3 * height * width, 0.7);
            let (weight, bias) = (wave(filters * slide.taps(), 0.3), wave(filters, 1.1));
            let found = conv.forward(&images, &weight, Some(&bias));
            let mut expected = Vec::new();
            for (plane, y, x) in (0..2 * filters).flat_map(|plane| {
                (0..slide.positions()).map(move |at| (plane, at / slide.out[1], at % slide.out[1]))
            }) {
                let filter = plane % filters;
                let image = (plane / filters * 3 + filter / multiplier) * height * width;
                let mut sum = bias[filter];
                for (ky, kx) in (0..down).flat_map(|ky| (0..across).map(move |kx| (ky, kx))) {
                    let place = |axis: usize, at: usize, tap: usize| {
                        let place = at * slide.stride[axis] + tap * slide.dilation[axis];
                        let inside = |place: &usize| *place < slide.size[axis];
                        place.checked_sub(slide.padding[axis]).filter(inside)
                    };
                    if let (Some(row), Some(column)) = (place(0, y, ky), place(1, x, kx)) {
                        let weight = weight[filter * slide.taps() + ky * across + kx];
                        sum += weight * images[image + row * width + column];
                    }
                }
                expected.push(sum);
            }
            let found = found.values;
            prop_assert_eq!(found.len(), expected.len());
            for (found, expected) in found.iter().zip(&expected) {
                prop_assert!((found - expected).abs() < 1e-4, "{} is not {}", found, expected);
            }
        }

        /// ⟨g, conv(x, w)⟩ = ⟨input gradient, x⟩ = ⟨weight gradient, w⟩: it is linear in both.
        #[test]
        fn gradients_are_the_transposed_maps(slide in any_slide(), multiplier in 1_usize..3) {
            let conv = Depthwise { count: 2, channels: 3, multiplier, slide };
            let images = wave(2 * 3 * slide.size[0] * slide.size[1], 0.7);
            let weight = wave(3 * multiplier * slide.taps(), 0.3);
            let out = conv.forward(&images, &weight, None);
            let grad = wave(out.values.len(), 0.9);
            let expected = dot(&grad, &out.values);
            for found in [
                dot(&conv.input_grad(&grad, &weight).values, &images),
                dot(&conv.weight_grad(&grad, &images).values, &weight),
            ] {
                let scale = expected.abs().max(1.0);
                prop_assert!((found - expected).abs() < 1e-4 * scale, "{} {}", found, expected);
            }
        }
    }
}
