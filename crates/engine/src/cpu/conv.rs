//! Convolution as a product of the weights with the columns of each image.

use super::columns::Slide;
use super::depthwise::Depthwise;
use super::gemm::{Into, Matrix, multiply};
use super::{Array, View, collect, pieces};
use crate::window::ConvOptions;
use filtro_program::kernel::{PIECE, is_depthwise};

/// Most values that the partial sums of a weight gradient may take (64 MiB).
const PARTIALS: usize = 1 << 24;

/// Shapes of a convolution.
#[derive(Clone, Copy)]
struct Geometry {
    count: usize,
    channels: usize,
    filters: usize,
    groups: usize,
    slide: Slide,
}

impl Geometry {
    /// For images and weights of these axes.
    fn new(images: [usize; 4], weight: [usize; 4], options: ConvOptions) -> Self {
        let ([count, channels, height, width], [filters, _, down, across]) = (images, weight);
        let ConvOptions { stride, padding, dilation, groups } = options;
        let out = |size: usize, kernel: usize, padding: usize, dilation: usize, stride: usize| {
            let room = (size + 2 * padding).saturating_sub(dilation * kernel.saturating_sub(1) + 1);
            room / stride.max(1) + 1
        };
        let out = [
            out(height, down, padding[0], dilation[0], stride[0]),
            out(width, across, padding[1], dilation[1], stride[1]),
        ];
        let (size, kernel) = ([height, width], [down, across]);
        let slide = Slide { size, kernel, stride, padding, dilation, out };
        Self { count, channels, filters, groups: groups.max(1), slide }
    }

    /// Values of an image.
    const fn image(&self) -> usize {
        self.channels * self.slide.size[0] * self.slide.size[1]
    }

    /// Values of an output.
    const fn output(&self) -> usize {
        self.filters * self.slide.positions()
    }

    /// Filters of a group.
    const fn rows(&self) -> usize {
        self.filters / self.groups
    }

    /// Weights of a filter.
    const fn inner(&self) -> usize {
        self.channels / self.groups * self.slide.taps()
    }

    /// Where no channel sees another.
    fn depthwise(&self) -> Option<Depthwise> {
        let Self { count, channels, slide, .. } = *self;
        let multiplier = self.filters / channels.max(1);
        is_depthwise(self.groups, channels).then_some(Depthwise {
            count,
            channels,
            multiplier,
            slide,
        })
    }

    /// The parts of an image's groups.
    fn groups<'a>(&self, image: &'a [f32]) -> impl Iterator<Item = &'a [f32]> + use<'a> {
        image.chunks_exact((self.image() / self.groups).max(1))
    }

    /// The weights of each group.
    fn weights<'a>(&self, weight: &'a [f32]) -> impl Iterator<Item = Matrix<'a>> + use<'a> {
        let (rows, inner) = (self.rows(), self.inner());
        weight.chunks_exact((rows * inner).max(1)).map(move |part| Matrix::new(part, rows, inner))
    }

    /// The columns of a group's part of an image; `space` holds them unless they are the image.
    fn columns<'a>(&self, part: &'a [f32], space: &'a mut [f32]) -> Matrix<'a> {
        let positions = self.slide.positions();
        if self.slide.is_image() {
            return Matrix::new(part, self.inner(), positions);
        }
        self.slide.gather(part, space);
        Matrix::new(space, self.inner(), positions)
    }

    fn space(&self) -> Vec<f32> {
        let len = if self.slide.is_image() { 0 } else { self.inner() * self.slide.positions() };
        vec![0.0; len]
    }
}

/// Cross-correlation of N×C×H×W with O×(C/groups)×h×w.
pub(crate) fn forward(
    images: View<'_>,
    weight: View<'_>,
    bias: Option<&[f32]>,
    options: ConvOptions,
) -> Array {
    let geometry = Geometry::new(images.axes, weight.axes, options);
    let (images, weight) = (images.values, weight.values);
    if let Some(depthwise) = geometry.depthwise() {
        return depthwise.forward(images, weight, bias);
    }
    let mut out = vec![0.0; geometry.count * geometry.output()];
    pieces(&mut out, PIECE * geometry.output(), |at, out| {
        let mut space = geometry.space();
        let images = images.chunks_exact(geometry.image().max(1)).skip(at * PIECE);
        for (out, image) in out.chunks_exact_mut(geometry.output().max(1)).zip(images) {
            forward_one(&geometry, image, weight, bias, out, &mut space);
        }
    });
    let [rows, columns] = geometry.slide.out;
    Array::new(out, &[geometry.count, geometry.filters, rows, columns])
}

fn forward_one(
    geometry: &Geometry,
    image: &[f32],
    weight: &[f32],
    bias: Option<&[f32]>,
    out: &mut [f32],
    space: &mut [f32],
) {
    let positions = geometry.slide.positions().max(1);
    if let Some(bias) = bias {
        let planes = out.chunks_exact_mut(positions);
        planes.zip(bias).for_each(|(plane, bias)| plane.fill(*bias));
    }
    let into = if bias.is_some() { Into::Add } else { Into::Replace };
    let outs = out.chunks_exact_mut((geometry.rows() * positions).max(1));
    for ((out, part), weight) in outs.zip(geometry.groups(image)).zip(geometry.weights(weight)) {
        multiply(out, weight, geometry.columns(part, space), into);
    }
}

/// Gradient at input images of these axes; `grad` is that at the output.
pub(crate) fn input_grad(
    grad: &[f32],
    images: [usize; 4],
    weight: View<'_>,
    options: ConvOptions,
) -> Array {
    let geometry = Geometry::new(images, weight.axes, options);
    let weight = weight.values;
    if let Some(depthwise) = geometry.depthwise() {
        return depthwise.input_grad(grad, weight);
    }
    let mut out = vec![0.0; geometry.count * geometry.image()];
    pieces(&mut out, PIECE * geometry.image(), |at, out| {
        let mut space = vec![0.0; geometry.inner() * geometry.slide.positions()];
        let grads = grad.chunks_exact(geometry.output().max(1)).skip(at * PIECE);
        for (out, grad) in out.chunks_exact_mut(geometry.image().max(1)).zip(grads) {
            let (rows, positions) = (geometry.rows(), geometry.slide.positions());
            let outs = out.chunks_exact_mut((geometry.image() / geometry.groups).max(1));
            let grads = grad.chunks_exact((rows * positions).max(1));
            for ((out, grad), weight) in outs.zip(grads).zip(geometry.weights(weight)) {
                let grad = Matrix::new(grad, rows, positions);
                if geometry.slide.is_image() {
                    multiply(out, weight.transposed(), grad, Into::Replace);
                } else {
                    multiply(&mut space, weight.transposed(), grad, Into::Replace);
                    geometry.slide.scatter(&space, out);
                }
            }
        }
    });
    Array::new(out, &images)
}

/// Gradient of weights of these axes; `grad` is that at the output.
pub(crate) fn weight_grad(
    grad: &[f32],
    images: View<'_>,
    weight: [usize; 4],
    options: ConvOptions,
) -> Array {
    let geometry = Geometry::new(images.axes, weight, options);
    let images = images.values;
    if let Some(depthwise) = geometry.depthwise() {
        return depthwise.weight_grad(grad, images);
    }
    let size = geometry.filters * geometry.inner();
    // Fewer partial sums of large weights.
    let most = (PARTIALS / size.max(1)).max(1);
    let piece = PIECE.max(geometry.count.div_ceil(most));
    let partials = collect(geometry.count.div_ceil(piece), |at| {
        let (mut sum, mut space) = (vec![0.0; size], geometry.space());
        let images = images.chunks_exact(geometry.image().max(1));
        let pairs = images.zip(grad.chunks_exact(geometry.output().max(1)));
        for (image, grad) in pairs.skip(at * piece).take(piece) {
            add_weight_grad(&geometry, image, grad, &mut sum, &mut space);
        }
        sum
    });
    let sum = partials.into_iter().reduce(|mut sum, part| {
        sum.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
        sum
    });
    Array::new(sum.unwrap_or_else(|| vec![0.0; size]), &weight)
}

fn add_weight_grad(
    geometry: &Geometry,
    image: &[f32],
    grad: &[f32],
    sum: &mut [f32],
    space: &mut [f32],
) {
    let (rows, positions) = (geometry.rows(), geometry.slide.positions());
    let sums = sum.chunks_exact_mut((rows * geometry.inner()).max(1));
    let grads = grad.chunks_exact((rows * positions).max(1));
    for ((sum, grad), part) in sums.zip(grads).zip(geometry.groups(image)) {
        let columns = geometry.columns(part, space);
        multiply(sum, Matrix::new(grad, rows, positions), columns.transposed(), Into::Add);
    }
}

/// Sum over all but the channel axis of N×C×H×W: the gradient of a bias.
pub(crate) fn sum_channels(maps: View<'_>) -> Array {
    let View { values: maps, axes: [_, channels, height, width] } = maps;
    let mut sums = vec![0.0_f32; channels];
    for map in maps.chunks_exact((channels * height * width).max(1)) {
        let planes = map.chunks_exact((height * width).max(1));
        sums.iter_mut().zip(planes).for_each(|(sum, plane)| *sum += super::norm::sum(plane));
    }
    Array::new(sums, &[channels])
}
