//! A training run: epochs of steps with a validation behind each, cut into slices.
//!
//! What happens in which order depends on settings and data alone, never on time: time only
//! decides how many steps go into a slice. So a run on the processor repeats bit for bit,
//! whatever is looked at meanwhile.

use crate::assess::Assessment;
use crate::pictures::{Batch, Pictures};
use crate::position::{self, Position, PositionError};
use crate::sums::Sums;
use crate::timing::Timing;
use filtro_engine::{EngineError, Metrics, Model, Trainer};
use filtro_protocol::{EpochSummary, Telemetry};
use filtro_recipe::{Split, TrainConfig};
use std::rc::Rc;

/// What a slice has come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Progress {
    /// There is more to do.
    Going,
    /// The steps that were asked for are done.
    Enough,
    /// An epoch has ended.
    Epoch(EpochSummary),
    /// The last epoch has ended.
    Finished,
    /// The loss is no number any more, or absurd (see [`is_absurd`]). The weights are worth
    /// nothing: those of the last checkpoint are the last good ones.
    Diverged {
        /// Steps done in the run.
        step: u32,
        /// The loss, a mean over the last group of steps or over the validation pictures.
        loss: f64,
    },
}

/// Beyond this a loss says that training has come apart.
///
/// A network that knows nothing has a loss of ln(classes), 2.3 for ten of them. The limit is far
/// above that, since a run may find its way back from first steps that were too large. A mean
/// loss of a million says that the scores lie a million apart: softmax is 0 or 1 there whatever
/// the picture shows, and in 32 bits neighbouring scores are 1/16 apart, so what is left of the
/// gradient is rounding.
const ABSURD: f64 = 1e6;

/// Whether training that has come to this mean loss has diverged.
pub fn is_absurd(loss: f64) -> bool {
    !loss.is_finite() || loss > ABSURD
}

/// Why a run cannot be written down, or taken up.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The engine's reason.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The note of the position is wrong, or cannot be added.
    #[error(transparent)]
    Position(#[from] PositionError),
}

/// A run.
#[derive(Debug)]
pub struct Run<P> {
    trainer: Trainer,
    config: TrainConfig,
    data: Option<Rc<P>>,
    /// Data set and number of pictures that `batch` counts in, after a restart.
    resumed: Option<(String, usize)>,
    epoch: u32,
    batch: u32,
    step: u32,
    /// Steps until it waits; none: on and on.
    budget: Option<u32>,
    stage: Stage<P>,
    sums: Sums,
    timing: Timing,
    buffer: Batch,
}

#[derive(Debug)]
enum Stage<P> {
    /// Before the first step of an epoch, or one after a restart.
    Between,
    /// With the pictures of the epoch in their order.
    Training { order: Vec<u32> },
    /// Behind the last step.
    Validating { assessment: Box<Assessment<P>>, started: f64 },
}

impl<P: Pictures> Run<P> {
    /// From the model's present weights.
    pub fn new(model: Model, config: TrainConfig) -> Self {
        Self::behind(model, config, (0, 0))
    }

    /// From the model's present weights, behind so many epochs and steps, with an optimiser that
    /// remembers nothing of them.
    pub fn behind(model: Model, config: TrainConfig, (epoch, step): (u32, u32)) -> Self {
        let start = Position {
            config,
            data: String::new(),
            pictures: 0,
            epoch,
            batch: 0,
            step,
            elapsed_ms: 0.0,
            sums: [0.0; 3],
        };
        Self::at(Trainer::new(model, &config), &start)
    }

    /// From where a checkpoint was taken. `trainer` has it restored.
    pub fn at(trainer: Trainer, position: &Position) -> Self {
        let sums = Sums::of_parts(position.sums);
        Self {
            trainer,
            config: position.config,
            data: None,
            resumed: (position.batch > 0).then(|| (position.data.clone(), position.pictures)),
            epoch: position.epoch,
            batch: position.batch,
            step: position.step,
            budget: None,
            stage: Stage::Between,
            sums,
            timing: Timing::new(position.elapsed_ms, sums.means()),
            buffer: Batch::default(),
        }
    }

    /// From a file that [`checkpoint`](Self::checkpoint) has made, with `model` of the same
    /// network; none from a file of plain weights.
    ///
    /// # Errors
    /// [`CheckpointError`] where the file is none, or of another network.
    pub fn resume(model: Model, file: &[u8]) -> Result<Option<Self>, CheckpointError> {
        let Some(position) = position::read(file)? else { return Ok(None) };
        let mut trainer = Trainer::new(model, &position.config);
        trainer.restore(file)?;
        Ok(Some(Self::at(trainer, &position)))
    }

    /// All that is needed to go on from here, as a safetensors file: weights, the optimiser's
    /// memory, and a note of the [`Position`]. None where the weights are no numbers any more.
    ///
    /// # Errors
    /// The engine's.
    pub async fn checkpoint(&self) -> Result<Option<Vec<u8>>, CheckpointError> {
        let file = self.trainer.checkpoint().await?;
        if !position::is_finite(&file) {
            return Ok(None);
        }
        Ok(Some(position::write(&file, &self.position())?))
    }

    /// The network as it is now.
    pub const fn model(&self) -> &Model {
        self.trainer.model()
    }

    /// The network, when the run ends.
    pub fn into_model(self) -> Model {
        self.trainer.into_model()
    }

    /// The engine's part.
    pub const fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    /// Steps done.
    pub const fn step(&self) -> u32 {
        self.step
    }

    /// The data set that it trains on, once it has begun.
    pub const fn data(&self) -> Option<&Rc<P>> {
        self.data.as_ref()
    }

    /// Pictures a step.
    pub const fn batch_size(&self) -> usize {
        self.config.batch_size
    }

    /// Where it stands.
    pub fn position(&self) -> Position {
        let (data, pictures) = match (&self.data, &self.stage) {
            (Some(data), Stage::Training { order }) => (data.key().to_owned(), order.len()),
            (Some(data), _) => (data.key().to_owned(), data.count(Split::Train)),
            // Taken up, and not gone on with yet.
            (None, _) => self.resumed.clone().unwrap_or_default(),
        };
        Position {
            config: self.config,
            data,
            pictures,
            epoch: self.epoch,
            batch: self.batch,
            step: self.step,
            elapsed_ms: self.timing.elapsed,
            sums: self.sums.parts(),
        }
    }

    /// From the next step on.
    pub fn set_learning_rate(&mut self, rate: f64) {
        self.config.learning_rate = rate;
        self.trainer.set_learning_rate(rate);
    }

    /// Goes on, for `budget` steps or to the end. Of `config` only the learning rate and the
    /// epochs count.
    pub fn go_on(&mut self, config: &TrainConfig, budget: Option<u32>) {
        self.set_learning_rate(config.learning_rate);
        self.config.epochs = config.epochs;
        self.budget = budget;
        self.timing.mark = None;
    }

    /// Goes on with other settings, and with the pictures that the next slice brings. The place
    /// in the epoch in progress stays where it means the same pictures, otherwise it begins anew;
    /// the optimiser's memory stays where it is the same one.
    pub fn again(&mut self, config: &TrainConfig) {
        let own = self.config;
        if (own.seed, own.batch_size) != (config.seed, config.batch_size) {
            (self.batch, self.sums) = (0, Sums::default());
        }
        let Position { data, pictures, .. } = self.position();
        self.resumed = (self.batch > 0).then_some((data, pictures));
        (self.data, self.stage) = (None, Stage::Between);
        self.trainer.configure(config);
        self.config = *config;
        self.timing.mark = None;
    }

    /// Works for a moment: a group of steps, or some batches of a validation. `data` is what a
    /// run that has not begun trains on, `now` a clock in milliseconds; `tell` hears of measurements.
    ///
    /// # Errors
    /// The engine's.
    pub async fn slice(
        &mut self,
        now: &dyn Fn() -> f64,
        data: &Rc<P>,
        tell: &mut dyn FnMut(Telemetry),
    ) -> Result<Progress, EngineError> {
        let start = now();
        if let Stage::Between = self.stage {
            let data = Rc::clone(self.data.get_or_insert_with(|| Rc::clone(data)));
            if self.epoch as usize >= self.config.epochs {
                return Ok(Progress::Finished);
            }
            let order = data.order(self.config.seed, self.epoch);
            let same =
                |(key, pictures): (String, usize)| key == data.key() && pictures == order.len();
            if self.resumed.take().is_some_and(|resumed| !same(resumed)) {
                // Other pictures than those that the steps of this epoch were counted in.
                (self.batch, self.sums) = (0, Sums::default());
            }
            self.stage = Stage::Training { order };
        }
        let progress = match self.stage {
            Stage::Validating { .. } => self.validate(now).await,
            _ if self.budget == Some(0) => return Ok(Progress::Enough),
            _ => self.train(now, tell).await,
        };
        self.timing.elapsed += now() - start;
        progress
    }

    async fn train(
        &mut self,
        now: &dyn Fn() -> f64,
        tell: &mut dyn FnMut(Telemetry),
    ) -> Result<Progress, EngineError> {
        let (Stage::Training { order }, Some(data)) = (&self.stage, &self.data) else {
            return Ok(Progress::Going);
        };
        let start = now();
        let size = self.config.batch_size.max(1);
        let batches = batches(order.len(), size);
        let left = batches.saturating_sub(self.batch);
        if left == 0 {
            // It was left in the validation behind the last step.
            return Ok(self.end_of_training(start));
        }
        let steps = (self.timing.group.steps() as u32).min(left).min(self.budget.unwrap_or(left));
        for _ in 0..steps {
            let from = (self.batch as usize * size).min(order.len());
            let to = (from + size).min(order.len());
            data.fill(Split::Train, order.get(from..to).unwrap_or_default(), &mut self.buffer);
            self.trainer.step(&self.buffer.images, &self.buffer.labels)?;
            self.batch += 1;
            self.step += 1;
        }
        let metrics = self.trainer.metrics().await?;
        if is_absurd(metrics.loss) {
            return Ok(Progress::Diverged { step: self.step, loss: metrics.loss });
        }
        self.budget = self.budget.map(|budget| budget.saturating_sub(steps));
        let now = now();
        self.count(metrics, steps as usize, now - start, now);
        let ended = self.batch >= batches;
        if self.timing.every.due(now) || ended || self.budget == Some(0) {
            tell(self.telemetry(batches));
        }
        if ended {
            return Ok(self.end_of_training(now));
        }
        Ok(if self.budget == Some(0) { Progress::Enough } else { Progress::Going })
    }

    fn count(&mut self, metrics: Metrics, steps: usize, time: f64, now: f64) {
        self.sums.add(metrics);
        self.timing.trained(metrics, steps, time, now);
    }

    fn end_of_training(&mut self, now: f64) -> Progress {
        let Some(data) = self.data.as_ref().filter(|data| data.count(Split::Validation) > 0) else {
            return self.end_of_epoch([f32::NAN; 2]);
        };
        let (data, size) = (Rc::clone(data), self.config.batch_size);
        let assessment = Box::new(Assessment::new(data, Split::Validation, size));
        self.stage = Stage::Validating { assessment, started: now };
        Progress::Going
    }

    async fn validate(&mut self, now: &dyn Fn() -> f64) -> Result<Progress, EngineError> {
        let Stage::Validating { assessment, started } = &mut self.stage else {
            return Ok(Progress::Going);
        };
        let metrics = assessment.slice(now, self.trainer.model()).await?;
        let Some(metrics) = metrics else { return Ok(Progress::Going) };
        // The only look at what the epoch's last step has done.
        if is_absurd(metrics.loss) {
            return Ok(Progress::Diverged { step: self.step, loss: metrics.loss });
        }
        let now = now();
        if self.timing.mark.is_some() {
            self.timing.estimate.validated(now - *started);
            self.timing.mark = Some(now);
        }
        Ok(self.end_of_epoch([metrics.loss as f32, metrics.accuracy as f32]))
    }

    fn end_of_epoch(&mut self, [validation_loss, validation_accuracy]: [f32; 2]) -> Progress {
        let [train_loss, train_accuracy] = self.sums.means().unwrap_or([f32::NAN; 2]);
        let (epoch, step) = (self.epoch, self.step);
        self.stage = Stage::Between;
        self.sums = Sums::default();
        self.epoch += 1;
        self.batch = 0;
        Progress::Epoch(EpochSummary {
            epoch,
            step,
            train_loss,
            train_accuracy,
            validation_loss,
            validation_accuracy,
        })
    }

    /// The present measurement.
    pub fn measure(&mut self, pictures: usize) -> Telemetry {
        self.telemetry(batches(pictures, self.config.batch_size))
    }

    fn telemetry(&mut self, batches: u32) -> Telemetry {
        let timing = &mut self.timing;
        if let Some(means) = std::mem::take(&mut timing.recent).means() {
            timing.latest = means;
        }
        let [loss, accuracy] = timing.latest;
        let epochs = (self.config.epochs as u64).saturating_sub(u64::from(self.epoch));
        let steps = (epochs * u64::from(batches)).saturating_sub(u64::from(self.batch));
        let validation = self.data.as_ref().map_or(0, |data| data.count(Split::Validation));
        let validation = validation as f64 / self.config.batch_size.max(1) as f64;
        Telemetry {
            epoch: self.epoch,
            batch: self.batch,
            batches,
            step: self.step,
            loss,
            accuracy,
            images_per_second: timing.speed.value().unwrap_or(0.0) as f32 * 1e3,
            elapsed_ms: timing.elapsed,
            remaining_ms: timing.estimate.remaining(steps, epochs, validation),
            learning_rate: self.config.learning_rate,
        }
    }
}

/// Steps of an epoch; the last may have fewer pictures.
fn batches(pictures: usize, batch_size: usize) -> u32 {
    u32::try_from(pictures.div_ceil(batch_size.max(1))).unwrap_or(u32::MAX)
}
