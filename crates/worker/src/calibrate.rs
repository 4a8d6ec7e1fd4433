//! Times training steps, so that the page can say beforehand how long a run takes.

use crate::host::Host;
use crate::shelf::Shelved;
use filtro_engine::{Device, EngineError, Model, Trainer};
use filtro_estimate::{CLASSES, Probe, Rates, Sample, fit, probes, work};
use filtro_program::{DeviceKind, analyse};
use filtro_recipe::TrainConfig;
use filtro_run::{Progress, Run};
use std::rc::Rc;

/// Weights must stay numbers.
const LEARNING_RATE: f64 = 1e-6;
/// Milliseconds of a group of steps that is timed as one.
const GROUP: f64 = 12.0;
/// Most steps of a group.
const LARGEST_GROUP: f64 = 64.0;
/// Times that must agree before they count.
const LAST: usize = 4;
/// They do where none is shorter than the one before by this share: a browser runs WebAssembly in
/// a first, slow form until a better one has been compiled beside it.
const FALL: f64 = 0.03;
/// Most times that are taken, whether they agree or not.
const MOST: usize = 12;

/// Times of the same work, one after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times(Vec<f64>);

impl Times {
    /// All of them.
    pub(crate) fn all(&self) -> &[f64] {
        &self.0
    }

    /// The last ones, if they have settled.
    pub(crate) fn settled(&self) -> Option<&[f64]> {
        let start = self.0.len().checked_sub(LAST)?;
        let last = self.0.get(start..)?;
        let falls = last.windows(2).any(|pair| matches!(pair, [a, b] if *b < a * (1.0 - FALL)));
        (!falls || self.0.len() >= MOST).then_some(last)
    }

    /// The shortest: with nothing else on the machine.
    fn best(&self) -> f64 {
        self.0.iter().copied().fold(f64::INFINITY, f64::min)
    }
}

/// The lower one of those in the middle.
pub(crate) fn middle(times: &[f64]) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable_by(f64::total_cmp);
    times.get(times.len().saturating_sub(1) / 2).copied().unwrap_or_default()
}

/// A calibration under way: rounds in which each of the [`probes`] is timed once.
#[derive(Debug)]
pub struct Calibration {
    device: Device,
    kind: DeviceKind,
    left: std::vec::IntoIter<Probe>,
    timed: Vec<([f64; CLASSES], Steps)>,
    /// The network whose turn it is.
    turn: usize,
    /// Sums of the best times, after each round.
    rounds: Times,
}

impl Calibration {
    /// Of this device.
    pub fn new(device: Device, kind: DeviceKind) -> Self {
        let left = probes().into_iter();
        Self { device, kind, left, timed: Vec::new(), turn: 0, rounds: Times::default() }
    }

    /// What was timed so far.
    pub fn samples(&self) -> Vec<Sample> {
        let sample =
            |(units, steps): &(_, Steps)| Sample { units: *units, time: steps.times.best() };
        self.timed.iter().map(sample).collect()
    }

    /// Works for a moment: a group of steps. The rates, once every network was timed. `now` is a
    /// clock in milliseconds.
    ///
    /// # Errors
    /// The engine's.
    pub async fn slice(&mut self, now: &dyn Fn() -> f64) -> Result<Option<Rates>, EngineError> {
        if let Some(Probe { network, batch }) = self.left.next() {
            let config = TrainConfig { batch_size: batch, ..TrainConfig::default() };
            let (_, program) = analyse(&network, None);
            let units = work(&program, config.optimizer).of(batch);
            let model = Model::new(&network, 1, &self.device)?;
            self.timed.push((units, Steps::new(model, &config).await?));
            return Ok(None);
        }
        if let Some((_, steps)) = self.timed.get_mut(self.turn) {
            steps.group(now).await?;
            self.turn += 1;
            return Ok(None);
        }
        self.turn = 0;
        let samples = self.samples();
        self.rounds.0.push(samples.iter().map(|sample| sample.time).sum());
        let settled = self.rounds.settled().is_some();
        Ok(settled.then(|| fit(&samples, &Rates::usual(self.kind))))
    }
}

/// Trial steps of a network under way: those of a run, whose weights nobody keeps.
#[derive(Debug)]
pub struct Rehearsal {
    run: Run<Shelved>,
    times: Times,
}

impl Rehearsal {
    /// Of `model`, which stays as it is.
    pub fn new(model: Model, config: &TrainConfig) -> Self {
        let epochs = u32::MAX as usize;
        let run = Run::new(model, TrainConfig { learning_rate: LEARNING_RATE, epochs, ..*config });
        Self { run, times: Times::default() }
    }

    /// Works for a moment. Milliseconds of a step, once they have settled.
    ///
    /// # Errors
    /// The engine's.
    pub async fn slice<H: Host>(
        &mut self,
        host: &H,
        data: &Rc<Shelved>,
    ) -> Result<Option<f64>, EngineError> {
        let (before, start) = (self.run.step(), host.now());
        let progress = self.run.slice(&|| host.now(), data, &mut |_| ()).await?;
        let steps = self.run.step().saturating_sub(before);
        if steps > 0 {
            self.times.0.push((host.now() - start) / f64::from(steps));
        }
        let over = matches!(progress, Progress::Finished | Progress::Diverged { .. });
        Ok(self.times.settled().or(over.then_some(&self.times.0)).map(middle))
    }
}

/// Training steps that are timed.
#[derive(Debug)]
pub(crate) struct Steps {
    trainer: Trainer,
    images: Vec<f32>,
    labels: Vec<i32>,
    /// Steps of a group.
    group: usize,
    /// Milliseconds a step of each group.
    times: Times,
    /// Milliseconds of all groups together.
    spent: f64,
}

impl Steps {
    /// Takes a first step, which pays for what is compiled and cached.
    pub(crate) async fn new(model: Model, config: &TrainConfig) -> Result<Self, EngineError> {
        // A step takes as long whatever the pictures show.
        let config = TrainConfig { learning_rate: LEARNING_RATE, ..*config };
        let batch = config.batch_size;
        let values = batch * model.input().iter().product::<usize>();
        let images = (0..values).map(|at| (at % 251) as f32 / 125.0 - 1.0).collect();
        let labels = (0..batch).map(|at| (at % model.classes()) as i32).collect();
        let trainer = Trainer::new(model, &config);
        let mut steps =
            Self { trainer, images, labels, group: 1, times: Times::default(), spent: 0.0 };
        steps.take().await?;
        Ok(steps)
    }

    /// What was timed so far.
    pub(crate) const fn times(&self) -> &Times {
        &self.times
    }

    /// Milliseconds that were timed so far.
    pub(crate) const fn spent(&self) -> f64 {
        self.spent
    }

    async fn take(&mut self) -> Result<(), EngineError> {
        for _ in 0..self.group {
            self.trainer.step(&self.images, &self.labels)?;
        }
        self.trainer.metrics().await.map(drop)
    }

    /// Times one more group.
    pub(crate) async fn group(&mut self, now: &dyn Fn() -> f64) -> Result<(), EngineError> {
        let start = now();
        self.take().await?;
        let spent = now() - start;
        self.spent += spent;
        let time = spent / self.group as f64;
        self.group = (GROUP / time.max(1e-3)).ceil().min(LARGEST_GROUP) as usize;
        self.times.0.push(time);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_count_once_they_no_longer_fall() {
        let settled = |times: &[f64]| Times(times.to_vec()).settled().map(middle);
        assert_eq!(settled(&[5.0, 5.0, 5.0]), None, "too few");
        assert_eq!(settled(&[9.0, 7.0, 5.0, 5.0]), None, "still falling");
        assert_eq!(settled(&[9.0, 5.0, 5.1, 5.0, 8.0]), Some(5.0), "one was disturbed");
        let wild: Vec<f64> = (0..MOST).map(|at| (MOST - at) as f64).collect();
        assert_eq!(settled(&wild), Some(2.0), "there is an end to it");
    }
}
