//! One pass over the training pictures.

use crate::progress::{Progress, clock};
use crate::stop::Stop;
use anyhow::Result;
use filtro_data::{DataSet, Part, shuffled};
use filtro_engine::{Metrics, Trainer};
use std::time::{Duration, Instant};

/// Steps between two readings of the metrics: each waits for the device.
const READ_EVERY: usize = 10;

/// What an epoch needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// From 1.
    pub epoch: usize,
    /// In all.
    pub epochs: usize,
    /// Pictures a step.
    pub batch: usize,
    /// Of the order.
    pub seed: u64,
}

/// An epoch that is done.
#[derive(Clone, Copy, Debug)]
pub struct Pass {
    /// Means over all steps, each as the network was then.
    pub metrics: Metrics,
    /// How long it took.
    pub seconds: f64,
}

impl Settings {
    /// Makes every step of the epoch; none where a stop was asked for.
    pub async fn train(
        self,
        trainer: &mut Trainer,
        data: &DataSet,
        pictures: &[u32],
        stop: &Stop,
    ) -> Result<Option<Pass>> {
        let order = shuffled(pictures.to_vec(), self.seed, u32::try_from(self.epoch - 1)?);
        let steps = order.len() / self.batch;
        let (mut images, mut labels) = (Vec::new(), Vec::new());
        let mut progress = Progress::new();
        let mut sum = Sum::default();
        let start = Instant::now();
        for (at, indices) in order.chunks_exact(self.batch).enumerate() {
            if stop.is_asked() {
                return Ok(None);
            }
            data.fill(Part::Train, indices, &mut images, &mut labels);
            trainer.step(&images, &labels)?;
            let done = at + 1;
            if done.is_multiple_of(READ_EVERY) || done == steps {
                sum.add(trainer.metrics().await?);
            }
            if progress.is_due() {
                self.show(&mut progress, [done, steps], start.elapsed(), sum.mean());
            }
        }
        let seconds = start.elapsed().as_secs_f64();
        Ok(Some(Pass { metrics: sum.mean(), seconds }))
    }

    fn show(
        self,
        progress: &mut Progress,
        [done, steps]: [usize; 2],
        time: Duration,
        metrics: Metrics,
    ) {
        let speed = (done * self.batch) as f64 / time.as_secs_f64().max(1e-9);
        let left = time.mul_f64((steps - done) as f64 / done as f64);
        let rest = format!(
            "loss {:.3}  acc {:.1} %  {speed:.0} images/s  {} left",
            metrics.loss,
            metrics.accuracy * 100.0,
            clock(left)
        );
        progress.show(&format!("{}/{}", self.epoch, self.epochs), done, steps, &rest);
    }
}

/// A mean over readings of different sizes.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    loss: f64,
    correct: f64,
    count: usize,
}

impl Sum {
    fn add(&mut self, metrics: Metrics) {
        let weight = metrics.count as f64;
        self.loss += metrics.loss * weight;
        self.correct += metrics.accuracy * weight;
        self.count += metrics.count;
    }

    fn mean(self) -> Metrics {
        let count = self.count.max(1) as f64;
        Metrics { loss: self.loss / count, accuracy: self.correct / count, count: self.count }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_count_by_their_pictures() {
        let mut sum = Sum::default();
        assert_eq!(sum.mean(), Metrics::default());
        sum.add(Metrics { loss: 1.0, accuracy: 0.5, count: 30 });
        sum.add(Metrics { loss: 3.0, accuracy: 0.0, count: 10 });
        assert_eq!(sum.mean(), Metrics { loss: 1.5, accuracy: 0.375, count: 40 });
    }
}
