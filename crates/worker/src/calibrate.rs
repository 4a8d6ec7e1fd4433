//! Times small networks, so that the page can say beforehand how long a run takes.

use filtro_engine::{Device, EngineError, Model, Trainer};
use filtro_net::cost::{CLASSES, Probe, Rates, Sample, Sort, fit, probes, work};
use filtro_net::{TrainConfig, inspect};

/// Milliseconds of a group of steps that is timed as one.
const GROUP: f64 = 12.0;
/// Groups of a network; the one in the middle counts.
const GROUPS: usize = 3;
/// Most steps of a group.
const LARGEST_GROUP: f64 = 64.0;

/// A calibration under way.
#[derive(Debug)]
pub struct Calibration {
    device: Device,
    sort: Sort,
    left: std::vec::IntoIter<Probe>,
    timed: Option<Timed>,
    samples: Vec<Sample>,
}

/// A network that is being timed.
#[derive(Debug)]
struct Timed {
    trainer: Trainer,
    units: [f64; CLASSES],
    images: Vec<f32>,
    labels: Vec<i32>,
    /// Steps of a group, once that is known.
    steps: Option<usize>,
    /// Milliseconds a step of each group.
    times: Vec<f64>,
}

impl Calibration {
    /// What was timed so far.
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// Of this device.
    pub fn new(device: Device, sort: Sort) -> Self {
        let left = probes().into_iter();
        Self { device, sort, left, timed: None, samples: Vec::new() }
    }

    /// Works for a moment: a group of steps. The rates, once every network was timed. `now` is a
    /// clock in milliseconds.
    ///
    /// # Errors
    /// The engine's.
    pub async fn slice(&mut self, now: &dyn Fn() -> f64) -> Result<Option<Rates>, EngineError> {
        let Some(timed) = &mut self.timed else {
            let Some(probe) = self.left.next() else {
                return Ok(Some(fit(&self.samples, &Rates::usual(self.sort))));
            };
            self.timed = Some(Timed::new(&probe, &self.device).await?);
            return Ok(None);
        };
        timed.group(now).await?;
        if timed.times.len() == GROUPS {
            timed.times.sort_unstable_by(f64::total_cmp);
            let middle = timed.times.get(GROUPS / 2).copied();
            let units = timed.units;
            self.samples.extend(middle.map(|time| Sample { units, time }));
            self.timed = None;
        }
        Ok(None)
    }
}

impl Timed {
    /// Builds the network and takes a first step, which pays for what is compiled and cached.
    async fn new(probe: &Probe, device: &Device) -> Result<Self, EngineError> {
        let Probe { network, batch } = probe;
        let config =
            TrainConfig { learning_rate: 1e-6, batch_size: *batch, ..TrainConfig::default() };
        let units = work(network, &inspect(network, None), config.optimizer).of(*batch);
        let model = Model::new(network, 1, device)?;
        let values = batch * model.input().iter().product::<usize>();
        // A step takes as long whatever the pictures show.
        let images = (0..values).map(|at| (at % 251) as f32 / 125.0 - 1.0).collect();
        let labels = (0..*batch).map(|at| (at % model.classes()) as i32).collect();
        let trainer = Trainer::new(model, &config);
        let mut timed = Self { trainer, units, images, labels, steps: None, times: Vec::new() };
        timed.take(1).await?;
        Ok(timed)
    }

    async fn take(&mut self, steps: usize) -> Result<(), EngineError> {
        for _ in 0..steps {
            self.trainer.step(&self.images, &self.labels)?;
        }
        self.trainer.metrics().await.map(drop)
    }

    async fn group(&mut self, now: &dyn Fn() -> f64) -> Result<(), EngineError> {
        let steps = self.steps.unwrap_or(1);
        let start = now();
        self.take(steps).await?;
        let time = (now() - start) / steps as f64;
        if self.steps.is_some() {
            self.times.push(time);
        } else {
            self.steps = Some((GROUP / time.max(1e-3)).ceil().min(LARGEST_GROUP) as usize);
        }
        Ok(())
    }
}
