//! Local response normalisation, sample by sample.

use super::{View, pieces};

/// x / (base + share · Σ x²)^beta, the sum over channels around a value's own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Norm {
    pub(crate) around: Around,
    /// α/n.
    pub(crate) share: f64,
    pub(crate) beta: f64,
    pub(crate) base: f64,
}

/// Channels in the sum beside a value's own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around {
    pub(crate) before: usize,
    pub(crate) behind: usize,
}

impl Around {
    /// Those that see a channel, instead of those that it sees.
    const fn reversed(self) -> Self {
        Self { before: self.behind, behind: self.before }
    }
}

/// What is normalised, and what it was divided by, without the power.
pub(crate) fn forward(x: View<'_>, op: Norm) -> [Vec<f32>; 2] {
    let View { values: x, axes: [_, channels, height, width] } = x;
    let area = height * width;
    let (share, base) = (op.share as f32, op.base as f32);
    let mut divisor = vec![0.0; x.len()];
    each(&mut divisor, channels * area, [x], |divisor, [x]| {
        let squares: Vec<f32> = x.iter().map(|value| value * value).collect();
        around(&squares, area, op.around, divisor);
        divisor.iter_mut().for_each(|sum| *sum = base + share * *sum);
    });
    let mut y = vec![0.0; x.len()];
    each(&mut y, channels * area, [x, &*divisor], |y, [x, divisor]| {
        for ((y, x), divisor) in y.iter_mut().zip(x).zip(divisor) {
            *y = x * power(*divisor, op.beta);
        }
    });
    [y, divisor]
}

/// Gradient at the input of [`forward`]: g u^−β − 2β α/n · x · Σ g x u^(−β−1), the sum over the
/// channels that see this one.
pub(crate) fn back(grad: &[f32], x: View<'_>, divisor: &[f32], op: Norm) -> Vec<f32> {
    let View { values: x, axes: [_, channels, height, width] } = x;
    let area = height * width;
    let twice = (-2.0 * op.beta * op.share) as f32;
    let mut out = vec![0.0; x.len()];
    each(&mut out, channels * area, [grad, x, divisor], |out, [grad, x, divisor]| {
        let direct =
            grad.iter().zip(divisor).map(|(grad, divisor)| grad * power(*divisor, op.beta));
        let direct: Vec<f32> = direct.collect();
        let parts = direct.iter().zip(x).zip(divisor);
        let parts: Vec<f32> = parts.map(|((direct, x), divisor)| direct * x / divisor).collect();
        around(&parts, area, op.around.reversed(), out);
        for ((sum, x), direct) in out.iter_mut().zip(x).zip(direct) {
            *sum = direct + twice * x * *sum;
        }
    });
    out
}

/// Calls `work` with each sample of `out` and the same sample of each of `of`.
fn each<const N: usize>(
    out: &mut [f32],
    sample: usize,
    of: [&[f32]; N],
    work: impl Fn(&mut [f32], [&[f32]; N]) + Sync,
) {
    pieces(out, sample, |at, out| {
        let range = at * sample..at * sample + out.len();
        work(out, of.map(|values| values.get(range.clone()).unwrap_or_default()));
    });
}

/// Sum over a plane and those around it, for each plane of a sample.
fn around(values: &[f32], area: usize, Around { before, behind }: Around, sums: &mut [f32]) {
    let area = area.max(1);
    for (at, sums) in sums.chunks_exact_mut(area).enumerate() {
        let first = at.saturating_sub(before);
        let planes = values.chunks_exact(area).skip(first).take(at + behind + 1 - first);
        sums.fill(0.0);
        planes.for_each(|plane| sums.iter_mut().zip(plane).for_each(|(sum, value)| *sum += value));
    }
}

/// value^−β. Roots are several times as fast as a power, and ¾ is what nearly all networks have.
fn power(value: f32, beta: f64) -> f32 {
    if (beta - 0.75).abs() < f64::EPSILON {
        let root = value.sqrt();
        return (root * root.sqrt()).recip();
    }
    value.powf(-beta as f32)
}
