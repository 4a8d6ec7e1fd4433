//! A run under way.

use super::diverged::Diverged;
use super::keeper::Keeper;
use super::report::{DivergedLine, EpochLine, Pass, ResultLine};
use crate::args::TrainArgs;
use crate::dataset::Lesson;
use crate::evaluate::measure;
use crate::output::{is_closed, tell};
use crate::progress::{Line, Progress, clock};
use crate::stop::Stop;
use anyhow::Result;
use filtro_engine::Metrics;
use filtro_protocol::{EpochSummary, Telemetry};
use filtro_recipe::{Split, TrainConfig};
use filtro_run::{Progress as Stage, Run, is_absurd};
use std::process::ExitCode;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// A run under way.
pub struct Session<'a> {
    args: &'a TrainArgs,
    config: TrainConfig,
    lesson: Rc<Lesson>,
    stop: Stop,
    run: Run<Lesson>,
    keeper: Option<Keeper>,
    progress: Progress,
    start: Instant,
    /// Where the epoch in progress began in this process.
    epoch: Mark,
    /// What was measured on the test pictures after the last epoch, if that was asked for.
    tested: Option<Metrics>,
    /// Why nothing can be written to standard output any more.
    mute: Option<anyhow::Error>,
}

/// A moment of training.
#[derive(Clone, Copy, Debug)]
struct Mark {
    time: Instant,
    /// Steps done in the epoch.
    batch: u32,
    /// When its last step was done.
    end: Instant,
}

/// How a run has ended.
enum End {
    Finished,
    Asked,
}

impl<'a> Session<'a> {
    /// Of `run`, which `keeper` keeps.
    pub fn new(
        args: &'a TrainArgs,
        config: TrainConfig,
        lesson: Rc<Lesson>,
        stop: Stop,
        run: Run<Lesson>,
        keeper: Option<Keeper>,
    ) -> Self {
        let start = Instant::now();
        let epoch = Mark { time: start, batch: run.position().batch, end: start };
        let progress = Progress::new();
        Self {
            args,
            config,
            lesson,
            stop,
            run,
            keeper,
            progress,
            start,
            epoch,
            tested: None,
            mute: None,
        }
    }

    fn now(&self) -> f64 {
        self.start.elapsed().as_secs_f64() * 1e3
    }

    /// Trains to the end, or until a signal comes.
    pub async fn run(mut self) -> Result<ExitCode> {
        let end = match self.train().await {
            Ok(end) => end,
            Err(error) => {
                self.progress.clear();
                if let Some(found) = error.downcast_ref::<Diverged>() {
                    let line = DivergedLine::new(found.epoch, found.step, found.loss);
                    // That nobody reads it is the smaller news.
                    self.say(|args| line.print(args)).ok();
                }
                return Err(error);
            }
        };
        let kept = self.keep().await;
        if let End::Finished = end
            && self.tested.is_none()
        {
            self.tested = self.measure(Split::Test).await?;
        }
        self.progress.clear();
        let interrupted = self.stop.is_asked();
        let (epochs, steps) = (self.run.position().epoch, self.run.step());
        let seconds = self.start.elapsed().as_secs_f64();
        let line = ResultLine::new(epochs, steps, interrupted, self.tested, seconds);
        self.say(|args| line.print(args))?;
        kept?;
        if let Some(keeper) = self.keeper.as_ref().filter(|keeper| keeper.saved().is_some()) {
            tell(&format!("weights saved as {}", keeper.name()));
        }
        match self.mute {
            Some(error) if !is_closed(&error) => Err(error),
            _ if interrupted => Ok(self.stop.exit_code()),
            _ => Ok(ExitCode::SUCCESS),
        }
    }

    async fn train(&mut self) -> Result<End> {
        loop {
            if self.stop.is_asked() {
                return Ok(End::Asked);
            }
            match self.slice().await? {
                Stage::Going => {
                    if self.keeper.as_ref().is_some_and(|it| it.is_due_within(self.now())) {
                        self.try_to_keep().await?;
                    }
                }
                Stage::Epoch(summary) => {
                    if !self.end_of_epoch(summary).await? {
                        return Ok(End::Asked);
                    }
                }
                Stage::Finished | Stage::Enough => return Ok(End::Finished),
                Stage::Diverged { step, loss } => {
                    return Err(self.diverged(self.run.position().epoch, step, loss));
                }
            }
        }
    }

    async fn slice(&mut self) -> Result<Stage> {
        let start = self.start;
        let now = || start.elapsed().as_secs_f64() * 1e3;
        let mut measured: Option<Telemetry> = None;
        let lesson = Rc::clone(&self.lesson);
        let stage = self.run.slice(&now, &lesson, &mut |found| measured = Some(found)).await?;
        if let Some(keeper) = &mut self.keeper {
            keeper.fall_behind();
        }
        if let Some(found) = measured {
            self.epoch.end = Instant::now();
            if self.progress.is_due() {
                self.progress.show(&line(&found, self.config.epochs));
            }
        }
        Ok(stage)
    }

    /// Tests where that is wished for after each epoch, saves, and reports; whether to go on.
    async fn end_of_epoch(&mut self, summary: EpochSummary) -> Result<bool> {
        let Mark { time, batch, end } = self.epoch;
        let seconds = (end - time).as_secs_f64();
        let pass = Pass { summary, seconds, images: self.images(batch) };
        self.tested = None;
        if self.args.no_validation {
            self.tested = self.measure(Split::Test).await?;
            if let Some(found) = self.tested.filter(|found| is_absurd(found.loss)) {
                return Err(self.diverged(summary.epoch, summary.step, found.loss));
            }
        }
        if self.keeper.as_ref().is_some_and(|it| it.is_due_between(self.now())) {
            self.try_to_keep().await?;
        }
        if self.stop.is_asked() && self.args.no_validation && self.tested.is_none() {
            return Ok(false);
        }
        self.progress.clear();
        let (line, epochs) = (EpochLine::new(pass, self.tested), self.config.epochs);
        self.say(|args| line.print(args, epochs))?;
        let now = Instant::now();
        self.epoch = Mark { time: now, batch: 0, end: now };
        Ok(true)
    }

    /// Pictures of the epoch that has just ended, from the step `batch` on.
    fn images(&self, batch: u32) -> usize {
        use filtro_run::Pictures;
        let before = self.config.batch_size.saturating_mul(batch as usize);
        self.lesson.count(Split::Train).saturating_sub(before)
    }

    /// Loss and accuracy on a split; none where it is empty or a stop was asked for.
    async fn measure(&mut self, split: Split) -> Result<Option<Metrics>> {
        let (lesson, size) = (Rc::clone(&self.lesson), self.config.batch_size);
        let found =
            measure(self.run.model(), lesson, split, size, &self.stop, &mut self.progress).await?;
        Ok(found.filter(|found| found.count > 0))
    }

    /// Prints a line. Where nobody reads it, a run that is kept goes on all the same.
    fn say(&mut self, print: impl FnOnce(&TrainArgs) -> Result<()>) -> Result<()> {
        if self.mute.is_some() {
            return Ok(());
        }
        let Err(error) = print(self.args) else { return Ok(()) };
        let Some(keeper) = &self.keeper else { return Err(error) };
        tell(&format!(
            "note: the results cannot be written any more ({error:#}); training goes on and is \
             saved as {}",
            keeper.name()
        ));
        self.mute = Some(error);
        Ok(())
    }

    /// Saves. Where that fails, there is a later time: a full disk may be emptied.
    async fn try_to_keep(&mut self) -> Result<()> {
        match self.keep().await {
            Err(error) if !error.is::<Diverged>() => {
                self.progress.clear();
                tell(&format!("warning: {error:#}; training goes on"));
                Ok(())
            }
            kept => kept,
        }
    }

    /// Saves what is not saved yet.
    async fn keep(&mut self) -> Result<()> {
        let start = self.start;
        let now = || start.elapsed().as_secs_f64() * 1e3;
        let Some(keeper) = &mut self.keeper else { return Ok(()) };
        if keeper.keep(&self.run, &now).await? {
            return Ok(());
        }
        Err(self.diverged(self.run.position().epoch, self.run.step(), f64::NAN))
    }

    /// In the epoch `epoch`, from 0.
    fn diverged(&self, epoch: u32, step: u32, loss: f64) -> anyhow::Error {
        let kept = self.keeper.as_ref().and_then(|keeper| {
            let saved = keeper.saved()?;
            Some(format!("; the weights of step {saved} are in {}", keeper.name()))
        });
        let epoch = epoch.saturating_add(1);
        let rate = self.run.position().config.learning_rate;
        Diverged { step, epoch, loss, rate, kept: kept.unwrap_or_default() }.into()
    }
}

/// Progress within an epoch, the most important first.
fn line(found: &Telemetry, epochs: usize) -> Line {
    let mut more = Vec::new();
    if found.loss.is_finite() {
        let large = found.loss >= 1e4;
        more.push(if large {
            format!("loss {:.1e}", found.loss)
        } else {
            format!("loss {:.3}", found.loss)
        });
        more.push(format!("acc {:.1} %", found.accuracy * 100.0));
    }
    if let Some(left) =
        found.remaining_ms.and_then(|left| Duration::try_from_secs_f64(left / 1e3).ok())
    {
        more.push(format!("{} left", clock(left)));
    }
    if found.images_per_second > 0.0 {
        more.push(format!("{:.0} images/s", found.images_per_second));
    }
    Line {
        label: format!("{}/{epochs}", u64::from(found.epoch) + 1),
        done: found.batch as usize,
        total: found.batches as usize,
        more,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_nothing_before_there_is_something_to_say() {
        let first =
            Telemetry { loss: f32::NAN, accuracy: f32::NAN, batches: 29, ..Telemetry::default() };
        assert!(line(&first, 3).more.is_empty());
        let later = Telemetry {
            loss: 2.3005,
            accuracy: 0.125,
            images_per_second: 1234.4,
            remaining_ms: Some(75_400.0),
            ..first
        };
        let expected = ["loss 2.300", "acc 12.5 %", "1:15 left", "1234 images/s"];
        assert_eq!(line(&later, 3).more, expected);
        assert_eq!(line(&Telemetry { loss: 2.5e29, ..later }, 3).more[0], "loss 2.5e29");
    }
}
