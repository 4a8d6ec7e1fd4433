//! Batch normalisation, channel by channel.

use super::{collect, pieces};

/// Lanes of a sum: a compiler may not reorder floating point additions, so the order that suits
/// its vectors has to be written down.
const LANES: usize = 16;

/// Sum of a function of two slices' values. Sixteen running sums are faster than one, and round
/// less.
pub(super) fn sum_of(a: &[f32], b: &[f32], function: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let (whole_a, whole_b) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let rest = whole_a.remainder().iter().zip(whole_b.remainder());
    let rest: f32 = rest.map(|(a, b)| function(*a, *b)).sum();
    for (a, b) in whole_a.zip(whole_b) {
        let values = a.iter().zip(b);
        lanes.iter_mut().zip(values).for_each(|(lane, (a, b))| *lane += function(*a, *b));
    }
    lanes.iter().sum::<f32>() + rest
}

/// Sum of the values.
pub(super) fn sum(values: &[f32]) -> f32 {
    sum_of(values, values, |value, _| value)
}

/// Axes of N×C or N×C×H×W values.
#[derive(Clone, Copy)]
struct Channels {
    channels: usize,
    /// Values of one channel of one sample.
    area: usize,
    /// Values of one channel.
    count: usize,
}

impl Channels {
    const fn of([count, channels, height, width]: [usize; 4]) -> Self {
        Self { channels, area: height * width, count: count * height * width }
    }

    /// The planes of a channel.
    fn planes<'a>(
        &self,
        values: &'a [f32],
        channel: usize,
    ) -> impl Iterator<Item = &'a [f32]> + use<'a> {
        values.chunks_exact(self.area.max(1)).skip(channel).step_by(self.channels.max(1))
    }

    /// Σ of a sum over each of a channel's planes.
    fn total(&self, values: &[f32], channel: usize, sum: impl Fn(&[f32]) -> f32) -> f64 {
        self.planes(values, channel).map(|plane| f64::from(sum(plane))).sum()
    }

    /// Values of a sample.
    const fn sample(&self) -> usize {
        self.channels * self.area
    }
}

/// What normalising a batch gives.
pub(crate) struct Normalised {
    pub(crate) y: Vec<f32>,
    /// (x − mean) / √(variance + ε).
    pub(crate) normal: Vec<f32>,
    pub(crate) mean: Vec<f32>,
    /// Over the batch, biased.
    pub(crate) variance: Vec<f32>,
    /// 1 / √(variance + ε).
    pub(crate) inverse: Vec<f32>,
}

/// Normalises a batch of these axes.
pub(crate) fn train(
    mut values: Vec<f32>,
    axes: [usize; 4],
    weight: &[f32],
    bias: &[f32],
    epsilon: f64,
) -> Normalised {
    let axes = Channels::of(axes);
    let count = axes.count.max(1) as f64;
    let statistics = collect(axes.channels, |channel| {
        let mean = axes.total(&values, channel, sum) / count;
        let centre = mean as f32;
        let square = |plane: &[f32]| sum_of(plane, plane, |value, _| (value - centre).powi(2));
        let variance = axes.total(&values, channel, square) / count;
        (centre, variance as f32, (variance + epsilon).sqrt().recip() as f32)
    });
    pieces(&mut values, axes.sample(), |_, sample| {
        let planes = sample.chunks_exact_mut(axes.area.max(1));
        for (plane, (mean, _, inverse)) in planes.zip(&statistics) {
            plane.iter_mut().for_each(|value| *value = (*value - mean) * inverse);
        }
    });
    let mut y = values.clone();
    scale(&mut y, axes, weight, bias);
    Normalised {
        y,
        normal: values,
        mean: statistics.iter().map(|found| found.0).collect(),
        variance: statistics.iter().map(|found| found.1).collect(),
        inverse: statistics.iter().map(|found| found.2).collect(),
    }
}

/// Gradients of [`train`] at the input (in place of the one at the output), scale and shift.
pub(crate) fn back(
    mut grads: Vec<f32>,
    axes: [usize; 4],
    normal: &[f32],
    weight: &[f32],
    inverse: &[f32],
) -> [Vec<f32>; 3] {
    let axes = Channels::of(axes);
    let sums = collect(axes.channels, |channel| {
        let pairs = axes.planes(&grads, channel).zip(axes.planes(normal, channel));
        pairs.fold((0.0_f64, 0.0_f64), |(shift, scale), (grad, normal)| {
            let along = sum_of(grad, normal, |grad, normal| grad * normal);
            (shift + f64::from(sum(grad)), scale + f64::from(along))
        })
    });
    let share = 1.0 / axes.count.max(1) as f64;
    pieces(&mut grads, axes.sample(), |at, sample| {
        let planes = sample.chunks_exact_mut(axes.area.max(1));
        let normal = normal.chunks_exact(axes.area.max(1)).skip(at * axes.channels);
        let factors = weight.iter().zip(inverse.iter()).zip(&sums);
        for ((plane, normal), ((weight, inverse), (shift, scale))) in
            planes.zip(normal).zip(factors)
        {
            let (mean, along, factor) =
                ((shift * share) as f32, (scale * share) as f32, weight * inverse);
            for (grad, normal) in plane.iter_mut().zip(normal) {
                *grad = factor * (*grad - mean - normal * along);
            }
        }
    });
    let scale = sums.iter().map(|found| found.1 as f32).collect();
    let shift = sums.iter().map(|found| found.0 as f32).collect();
    [grads, scale, shift]
}

/// x · factor + shift in place, with one of each a channel.
pub(crate) fn affine(values: &mut [f32], axes: [usize; 4], factor: &[f32], shift: &[f32]) {
    scale(values, Channels::of(axes), factor, shift);
}

fn scale(values: &mut [f32], axes: Channels, factor: &[f32], shift: &[f32]) {
    pieces(values, axes.sample(), |_, sample| {
        let planes = sample.chunks_exact_mut(axes.area.max(1));
        for ((plane, factor), shift) in planes.zip(factor).zip(shift) {
            plane.iter_mut().for_each(|value| *value = *value * factor + shift);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_takes_every_value() {
        for len in [0, 1, 15, 16, 17, 100] {
            let values: Vec<f32> = (0..len).map(|at| at as f32).collect();
            assert_eq!(sum(&values), (0..len).sum::<usize>() as f32);
        }
    }
}
