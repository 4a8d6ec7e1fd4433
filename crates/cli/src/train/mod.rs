//! `filtro train`.

mod epoch;
mod report;

use crate::args::TrainArgs;
use crate::evaluate::measure;
use crate::stop::Stop;
use crate::{dataset, device, document, weights};
use anyhow::{Result, bail};
use epoch::{Pass, Settings};
use filtro_data::{DataSet, Part, Split};
use filtro_engine::{Metrics, Model, Trainer};
use filtro_net::Severity;
use report::{EpochLine, Header, ResultLine};
use std::process::ExitCode;
use std::time::Instant;

/// Checks everything that can be checked before the first step, trains, reports and saves.
pub fn run(args: &TrainArgs) -> Result<ExitCode> {
    let network = args.source.load()?;
    let data = dataset::load(&args.run.data, args.run.incomplete)?;
    let report = document::check(&network, Some(dataset::target(&data)), Severity::Warning)?;
    let pictures = pictures(&data, args)?;
    if let Some(path) = &args.save {
        weights::check_place(path)?;
    }
    let device = device::open(args.run.device)?;
    let stop = Stop::listen()?;
    let model = Model::new(&network, args.seed, &device)?;
    Header { network: &network, parameters: report.parameters, data: &data, pictures: &pictures }
        .show(args);
    let trainer = Trainer::new(model, &args.config());
    pollster::block_on(Session { args, data: &data, pictures, stop, trainer }.run())
}

/// Which pictures are learned from.
///
/// # Errors
/// Where they do not fill a single batch: the last short batch of an epoch is dropped, as batch
/// norm's statistics of a few pictures would do harm.
fn pictures(data: &DataSet, args: &TrainArgs) -> Result<Vec<u32>> {
    let pictures = if args.no_validation {
        (0..u32::try_from(data.len(Part::Train))?).collect()
    } else {
        data.indices(Split::Train)
    };
    let (found, batch) = (pictures.len(), args.run.batch_size);
    if found < batch {
        bail!("expected at least {batch} training pictures, one batch, found {found}");
    }
    if !args.no_validation && data.sizes().validation == 0 {
        bail!("expected pictures for validation, found none; try --no-validation");
    }
    Ok(pictures)
}

/// A run under way.
struct Session<'a> {
    args: &'a TrainArgs,
    data: &'a DataSet,
    pictures: Vec<u32>,
    stop: Stop,
    trainer: Trainer,
}

impl Session<'_> {
    async fn run(mut self) -> Result<ExitCode> {
        let start = Instant::now();
        let mut epochs = 0;
        let mut tested = None;
        for epoch in 1..=self.args.epochs {
            let Some((line, test)) = self.epoch(epoch).await? else { break };
            line.print(self.args)?;
            (epochs, tested) = (epoch, test);
        }
        if epochs == self.args.epochs && tested.is_none() {
            tested = self.measure(Split::Test).await?;
        }
        if let Some(path) = &self.args.save {
            weights::save(self.trainer.model(), path).await?;
        }
        let interrupted = self.stop.is_asked();
        let (steps, seconds) = (self.trainer.steps(), start.elapsed().as_secs_f64());
        ResultLine::new(epochs, steps, interrupted, tested, seconds).print(self.args)?;
        Ok(if interrupted { self.stop.exit_code() } else { ExitCode::SUCCESS })
    }

    /// One epoch: what to print, and what was measured on the test pictures if anything was;
    /// none where a stop was asked for.
    async fn epoch(&mut self, epoch: usize) -> Result<Option<(EpochLine, Option<Metrics>)>> {
        let (args, seed) = (self.args, self.args.seed);
        let settings = Settings { epoch, epochs: args.epochs, batch: args.run.batch_size, seed };
        let pass = settings.train(&mut self.trainer, self.data, &self.pictures, &self.stop).await?;
        let Some(Pass { metrics, seconds }) = pass else { return Ok(None) };
        if !metrics.loss.is_finite() {
            bail!(
                "training has diverged in epoch {epoch}: the loss is {}; try a learning rate \
                 below {}",
                metrics.loss,
                args.lr
            );
        }
        let split = if args.no_validation { Split::Test } else { Split::Validation };
        let Some(other) = self.measure(split).await? else { return Ok(None) };
        let line = EpochLine::new(epoch, metrics, split, other, seconds);
        Ok(Some((line, args.no_validation.then_some(other))))
    }

    async fn measure(&self, split: Split) -> Result<Option<Metrics>> {
        let batch = self.args.run.batch_size;
        measure(self.trainer.model(), self.data, split, batch, &self.stop).await
    }
}
