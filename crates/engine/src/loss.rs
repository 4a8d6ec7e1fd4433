//! Cross-entropy: its gradient on the device, its value on the host.

use crate::device::Device;
use crate::tensor::Tensor;

/// Gradient of the mean cross-entropy at the values before the softmax: (softmax − one-hot) / N.
pub(crate) fn gradient(logits: Tensor, labels: &[i32], device: &Device) -> Tensor {
    let [count, classes] = logits.axes();
    let mut hot = vec![0.0_f32; count * classes];
    for (row, label) in hot.chunks_exact_mut(classes.max(1)).zip(labels) {
        if let Some(value) = usize::try_from(*label).ok().and_then(|label| row.get_mut(label)) {
            *value = 1.0;
        }
    }
    let hot = Tensor::new(hot, &[count, classes], device);
    logits.softmax(1).sub(hot).mul_scalar(1.0 / count.max(1) as f64)
}

/// Mean loss and accuracy over some pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Metrics {
    /// Mean cross-entropy in nats; 0 of no pictures, NaN where training has diverged.
    pub loss: f64,
    /// Share of pictures whose class has the greatest score, 0–1.
    pub accuracy: f64,
    /// Pictures.
    pub count: usize,
}

/// Sums behind [`Metrics`], in double precision.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    loss: f64,
    correct: usize,
    count: usize,
}

impl Tally {
    /// Adds a batch of class scores, one row for each label.
    pub(crate) fn add(&mut self, scores: &[f32], labels: &[i32]) {
        let classes = scores.len() / labels.len().max(1);
        for (row, label) in scores.chunks_exact(classes.max(1)).zip(labels) {
            let best = argmax(row);
            let top = best.and_then(|at| row.get(at)).copied().map_or(f64::NAN, f64::from);
            let total: f64 = row.iter().map(|score| (f64::from(*score) - top).exp()).sum();
            let label = usize::try_from(*label).ok();
            let own = label.and_then(|label| row.get(label)).copied().map_or(f64::NAN, f64::from);
            self.loss += total.ln() + top - own;
            self.correct += usize::from(best.is_some() && best == label);
            self.count += 1;
        }
    }

    pub(crate) fn metrics(&self) -> Metrics {
        let count = self.count.max(1) as f64;
        Metrics {
            loss: self.loss / count,
            accuracy: self.correct as f64 / count,
            count: self.count,
        }
    }
}

/// The first greatest of `row`; none where a score is not a number.
fn argmax(row: &[f32]) -> Option<usize> {
    let greater =
        |best: (usize, f32), next: (usize, f32)| if next.1 > best.1 { next } else { best };
    let best = row.iter().copied().enumerate().reduce(greater)?;
    (!row.iter().any(|score| score.is_nan())).then_some(best.0)
}

/// Softmax of each row of `classes` scores, in double precision.
pub(crate) fn probabilities(scores: &[f32], classes: usize) -> Vec<f32> {
    let row = |row: &[f32]| {
        let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let parts: Vec<f64> = row.iter().map(|score| f64::from(score - top).exp()).collect();
        let total: f64 = parts.iter().sum();
        parts.into_iter().map(move |part| (part / total) as f32)
    };
    scores.chunks_exact(classes.max(1)).flat_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loss_and_accuracy_of_known_scores() {
        let mut tally = Tally::default();
        // ln(e¹ + e³) − 3 and ln(2), the first right, the second (a tie) right for class 0.
        tally.add(&[1.0, 3.0, 5.0, 5.0], &[1, 0]);
        let expected = (f64::ln(1.0 + (-2.0_f64).exp()) + f64::ln(2.0)) / 2.0;
        let found = tally.metrics();
        assert!((found.loss - expected).abs() < 1e-12);
        assert_eq!((found.accuracy, found.count), (1.0, 2));
    }

    #[test]
    fn large_scores_neither_overflow_nor_vanish() {
        let mut tally = Tally::default();
        tally.add(&[-1000.0, 1000.0], &[0]);
        assert_eq!(tally.metrics(), Metrics { loss: 2000.0, accuracy: 0.0, count: 1 });
        assert_eq!(probabilities(&[-1000.0, 1000.0], 2), [0.0, 1.0]);
    }

    #[test]
    fn what_is_no_number_is_never_right() {
        let mut tally = Tally::default();
        tally.add(&[f32::NAN, 1.0], &[1]);
        assert!(tally.metrics().loss.is_nan() && tally.metrics().accuracy == 0.0);
        assert_eq!(Tally::default().metrics(), Metrics::default());
    }
}
