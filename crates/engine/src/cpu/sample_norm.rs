//! Group and layer normalisation, group by group.

use super::norm::{sum, sum_of};
use super::{collect, pieces};

/// Scales and shifts in one piece of work.
const FACTORS: usize = 64;

/// What normalising gives.
pub(crate) struct Normalised {
    pub(crate) y: Vec<f32>,
    /// (x − mean) / √(variance + ε).
    pub(crate) normal: Vec<f32>,
    /// 1 / √(variance + ε) of each group of each sample.
    pub(crate) inverse: Vec<f32>,
}

/// Normalises each of `groups` equal parts of each of `count` samples. `weight` and `bias` have one value for
/// each of equally many neighbouring values of a sample.
pub(crate) fn train(
    mut values: Vec<f32>,
    count: usize,
    [weight, bias]: [&[f32]; 2],
    groups: usize,
    epsilon: f64,
) -> Normalised {
    let (sample, groups) = (values.len() / count.max(1), groups.max(1));
    let part = (sample / groups).max(1);
    let statistics = collect(count * groups, |at| {
        let group = values.get(at * part..(at + 1) * part).unwrap_or_default();
        let mean = f64::from(sum(group)) / part as f64;
        let centre = mean as f32;
        let square = sum_of(group, group, |value, _| (value - centre).powi(2));
        let variance = f64::from(square) / part as f64;
        (centre, (variance + epsilon).sqrt().recip() as f32)
    });
    pieces(&mut values, part, |at, group| {
        let (mean, inverse) = statistics.get(at).copied().unwrap_or_default();
        group.iter_mut().for_each(|value| *value = (*value - mean) * inverse);
    });
    let mut y = values.clone();
    let spread = (sample / weight.len().max(1)).max(1);
    pieces(&mut y, sample, |_, sample| {
        let parts = sample.chunks_exact_mut(spread);
        for ((part, weight), bias) in parts.zip(weight.iter()).zip(bias.iter()) {
            part.iter_mut().for_each(|value| *value = *value * weight + bias);
        }
    });
    let inverse = statistics.iter().map(|(_, inverse)| *inverse).collect();
    Normalised { y, normal: values, inverse }
}

/// Gradients of [`train`] at the input (in place of the one at the output), scale and shift.
pub(crate) fn back(
    mut grads: Vec<f32>,
    count: usize,
    normal: &[f32],
    weight: &[f32],
    inverse: &[f32],
) -> [Vec<f32>; 3] {
    let sample = (grads.len() / count.max(1)).max(1);
    let spread = (sample / weight.len().max(1)).max(1);
    let sums = collect(weight.len().div_ceil(FACTORS), |at| {
        let first = at * FACTORS;
        let mut sums = vec![(0.0_f64, 0.0_f64); FACTORS.min(weight.len() - first)];
        let samples = grads.chunks_exact(sample).zip(normal.chunks_exact(sample));
        for (grad, normal) in samples {
            let parts = grad.chunks_exact(spread).zip(normal.chunks_exact(spread)).skip(first);
            for ((shift, scale), (grad, normal)) in sums.iter_mut().zip(parts) {
                *shift += f64::from(sum(grad));
                *scale += f64::from(sum_of(grad, normal, |grad, normal| grad * normal));
            }
        }
        sums
    });
    let sums = sums.concat();
    pieces(&mut grads, sample, |_, sample| {
        let parts = sample.chunks_exact_mut(spread).zip(weight.iter());
        parts.for_each(|(part, weight)| part.iter_mut().for_each(|grad| *grad *= weight));
    });
    let part = (grads.len() / inverse.len().max(1)).max(1);
    pieces(&mut grads, part, |at, grads| {
        let inverse = inverse.get(at).copied().unwrap_or_default();
        let normal = normal.get(at * part..(at + 1) * part).unwrap_or_default();
        let mean = sum(grads) / part as f32;
        let along = sum_of(grads, normal, |grad, normal| grad * normal) / part as f32;
        for (grad, normal) in grads.iter_mut().zip(normal) {
            *grad = inverse * (*grad - mean - normal * along);
        }
    });
    let scale = sums.iter().map(|found| found.1 as f32).collect();
    let shift = sums.iter().map(|found| found.0 as f32).collect();
    [grads, scale, shift]
}
