//! Runs: start, pause, stop, slices, and the test at the end.

use super::Session;
use super::pending::{Deferred, Test, Timing};
use crate::calibrate::{Calibration, Rehearsal};
use crate::host::Host;
use crate::shelf::Shelved;
use filtro_engine::EngineError;
use filtro_estimate::Rates;
use filtro_net::inspect;
use filtro_protocol::{Failure, Report, TestResult};
use filtro_recipe::{Split, TrainConfig};
use filtro_run::pace::Every;
use filtro_run::{Assessment, Progress, Run};
use std::rc::Rc;

/// Milliseconds between two reports of a test's progress.
const TESTING_INTERVAL: f64 = 100.0;
/// Pictures a batch of a test that no run precedes.
const TEST_BATCH: usize = 64;

impl<H: Host> Session<H> {
    /// Starts a run or goes on with one, for `budget` steps or to its end.
    pub(super) fn train(&mut self, seq: u32, config: TrainConfig, budget: Option<u32>) {
        let Some(built) = &self.built else { return self.refuse(seq, "no network yet") };
        let own = self.run.as_ref().filter(|_| !self.ended).and_then(Run::data).map(Rc::clone);
        let data = own.or_else(|| self.shelf.current());
        let Some(data) = data.filter(|data| data.len(Split::Train) > 0) else {
            // Training pictures may come behind the test pictures.
            if self.shelf.is_loading() {
                self.deferred = Some(Deferred { seq, config, budget });
            } else {
                self.refuse(seq, "no training pictures");
            }
            return;
        };
        let report = inspect(&built.network, Some(data.target()));
        if let Some(error) = report.errors().next() {
            let message = format!("{:?}", error.problem);
            return self.fail(seq, Failure::InvalidNetwork(message));
        }
        (self.test, self.timing) = (None, None);
        let ended = std::mem::take(&mut self.ended);
        let (model, place) = (&built.model, (built.epoch, built.step));
        let run = match &mut self.run {
            Some(run) => {
                if ended {
                    run.again(&config);
                }
                run
            }
            none => none.insert(Run::behind(model.clone(), config, place)),
        };
        run.go_on(&config, budget);
        (self.waiting, self.asked, self.config) = (false, seq, config);
        // The first checkpoint is due after some time, not at once.
        let now = self.host.now();
        self.checkpoints.regular.took(now, now);
        self.report(seq, Report::Running);
    }

    /// A data set has arrived, or grown.
    pub(super) fn hear_of_data(&mut self) {
        if self.shelf.take_news() {
            self.watch.hurry();
        }
        let there = self.shelf.current().is_some_and(|data| data.len(Split::Train) > 0);
        let ready = there || !self.shelf.is_loading();
        if ready && let Some(Deferred { seq, config, budget }) = self.deferred.take() {
            self.train(seq, config, budget);
        }
    }

    pub(super) async fn pause(&mut self, seq: u32) {
        if self.deferred.take().is_some() {
            return self.report(seq, Report::Stopped);
        }
        // A run that has just ended by itself has said so already.
        if self.run.is_some() && !self.ended {
            self.wait(seq).await;
        }
    }

    /// Makes the run wait.
    async fn wait(&mut self, seq: u32) {
        self.waiting = true;
        self.watch.hurry();
        self.report(seq, Report::Paused);
        self.save(0).await;
    }

    pub(super) async fn stop(&mut self, seq: u32) {
        (self.test, self.deferred) = (None, None);
        if self.run.is_some() && (self.ended || self.save(0).await) {
            (self.waiting, self.ended) = (true, true);
        }
        self.watch.hurry();
        self.report(seq, Report::Stopped);
    }

    /// Takes a checkpoint; 0 as `seq` where nobody asked. If the weights are no numbers, the run is
    /// over, and the answer is no.
    pub(super) async fn save(&mut self, seq: u32) -> bool {
        let good = self.checkpoint(seq).await;
        if !good {
            self.diverged(seq, f32::NAN);
        }
        good
    }

    /// Ends a run whose weights are worth nothing; those of the last checkpoint are in force.
    fn diverged(&mut self, seq: u32, loss: f32) {
        match self.run.take() {
            Some(run) => self.fail(seq, Failure::Diverged { step: run.step(), loss }),
            None => self.refuse(seq, "the weights are no numbers"),
        }
        self.watch.hurry();
    }

    pub(super) fn evaluate(&mut self, seq: u32) {
        if self.run.is_some() && !self.waiting {
            return self.refuse(seq, "a run goes on");
        }
        let own = self.run.as_ref().filter(|_| !self.ended).and_then(Run::data).map(Rc::clone);
        let data = own.or_else(|| self.shelf.current());
        let Some(data) = data.filter(|data| data.len(Split::Test) > 0) else {
            return self.refuse(seq, "no test pictures");
        };
        if self.built.is_none() {
            return self.refuse(seq, "no network yet");
        }
        let batch_size = self.run.as_ref().map_or(TEST_BATCH, Run::batch_size);
        self.begin_test(seq, data, batch_size);
    }

    pub(super) fn calibrate(&mut self, seq: u32) {
        let Some((device, kind)) = self.device.clone() else {
            return self.report(seq, Report::Untimed);
        };
        self.timing = Some(Timing::Calibration(seq, Calibration::new(device, kind)));
    }

    pub(super) fn rehearse(&mut self, seq: u32, config: TrainConfig) {
        let (Some(built), Some(data)) = (&self.built, self.shelf.current()) else {
            return self.report(seq, Report::Untimed);
        };
        let report = inspect(&built.network, Some(data.target()));
        if !report.is_valid() || data.len(Split::Train) == 0 {
            return self.report(seq, Report::Untimed);
        }
        let rehearsal = Rehearsal::new(built.model.clone(), &config);
        self.timing = Some(Timing::Rehearsal { seq, rehearsal: Box::new(rehearsal), data });
    }

    /// One slice of what is timed, if anything is; whether it was.
    pub(super) async fn timing_slice(&mut self) -> bool {
        let Some(mut timing) = self.timing.take() else { return false };
        let host = self.host.clone();
        let now = || host.now();
        let (seq, found) = match &mut timing {
            Timing::Calibration(seq, calibration) => {
                let rates = calibration.slice(&now).await;
                let report = |rates: Rates| Report::Calibrated { rates: rates.values().to_vec() };
                (*seq, rates.map(|rates| rates.map(report)))
            }
            Timing::Rehearsal { seq, rehearsal, data } => {
                let generation = self.generation();
                let step = rehearsal.slice(&host, data).await;
                // A run shows its maps meanwhile.
                let training = 1.0 - self.watch.part();
                let report = |step| Report::Rehearsed { generation, step_ms: step / training };
                (*seq, step.map(|step| step.map(report)))
            }
            Timing::Comparison { seq, comparison } => {
                let generation = self.generation();
                // What goes wrong on one of two devices is an answer too.
                let found = comparison.slice(&host).await.unwrap_or(Some([None; 2]));
                let report = |[cpu, gpu]: [Option<u32>; 2]| Report::Compared {
                    generation,
                    rates: cpu.zip(gpu).map(|(cpu, gpu)| [cpu, gpu]),
                };
                (*seq, Ok(found.map(report)))
            }
        };
        match found {
            Ok(Some(report)) => self.report(seq, report),
            Ok(None) => self.timing = Some(timing),
            Err(error) => {
                self.report(seq, Report::Untimed);
                // Nobody asked for it; but a GPU that is lost is lost for everything.
                if let EngineError::Execution(_) = error {
                    self.engine_failed(seq, &error);
                }
            }
        }
        true
    }

    fn begin_test(&mut self, seq: u32, data: Rc<Shelved>, batch_size: usize) {
        let assessment = Assessment::new(data, Split::Test, batch_size);
        let every = Every::new(TESTING_INTERVAL);
        self.test = Some(Test { seq, assessment, every });
    }

    /// One slice of whatever goes on; whether anything did.
    pub(super) async fn work(&mut self) -> bool {
        if self.test.is_some() {
            self.test_slice().await;
            return true;
        }
        if self.waiting || self.run.is_none() {
            return false;
        }
        if let Err(error) = self.run_slice().await {
            // The weights may be half written: the last good ones are in force.
            self.run = None;
            self.engine_failed(0, &error);
        }
        true
    }

    async fn run_slice(&mut self) -> Result<(), EngineError> {
        let (Some(run), Some(data)) = (&mut self.run, self.shelf.current()) else {
            self.waiting = true;
            return Ok(());
        };
        let host = self.host.clone();
        let mut measured = None;
        let progress =
            run.slice(&|| host.now(), &data, &mut |found| measured = Some(found)).await?;
        if let Some(telemetry) = measured {
            self.report(self.asked, Report::Telemetry(telemetry));
        }
        match progress {
            Progress::Going => {
                if self.checkpoints.regular.is_due(host.now()) {
                    self.save(0).await;
                }
            }
            Progress::Epoch(summary) => {
                self.report(self.asked, Report::Epoch(summary));
                if self.checkpoints.epoch.is_due(host.now()) {
                    self.save(0).await;
                }
            }
            Progress::Enough => self.wait(self.asked).await,
            Progress::Finished => self.finish().await,
            Progress::Diverged { loss, .. } => self.diverged(self.asked, loss as f32),
        }
        Ok(())
    }

    async fn finish(&mut self) {
        let Some(run) = &self.run else { return };
        let (data, batch_size) = (run.data().map(Rc::clone), run.batch_size());
        if !self.save(0).await {
            return;
        }
        (self.waiting, self.ended) = (true, true);
        self.watch.hurry();
        self.report(self.asked, Report::Finished);
        if let Some(data) = data.filter(|data| data.len(Split::Test) > 0) {
            self.begin_test(self.asked, data, batch_size);
        }
    }

    async fn test_slice(&mut self) {
        let Some(mut test) = self.test.take() else { return };
        let host = self.host.clone();
        let Some((model, _)) = self.model() else { return };
        let result = test.assessment.slice(&|| host.now(), model).await;
        let (done, total) = test.assessment.progress();
        let [done, total] = [done, total].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
        match result {
            Ok(Some(metrics)) => {
                let (loss, accuracy) = (metrics.loss as f32, metrics.accuracy as f32);
                let count = u32::try_from(metrics.count).unwrap_or(u32::MAX);
                let result = TestResult { loss, accuracy, count };
                let data = test.assessment.data().key().to_owned();
                self.report(test.seq, Report::Tested { result, data });
            }
            Ok(None) => {
                if test.every.due(host.now()) {
                    self.report(test.seq, Report::Testing { done, total });
                }
                self.test = Some(test);
            }
            Err(error) => self.engine_failed(test.seq, &error),
        }
    }
}
