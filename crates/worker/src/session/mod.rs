//! The worker's one task: commands in, a slice of work, reports out, and again.
//!
//! The engine must not be called from two tasks at once, so all of it is called from here.
//! Commands are served between slices of some 40 ms; loads run beside, and touch no engine.

mod devices;
mod look;
mod network;
mod pending;
mod training;
mod watch;

use crate::host::{Attachment, Host, Incoming};
use crate::inbox::{Envelope, Inbox};
use crate::load;
use crate::shelf::{Shelf, Shelved};
use filtro_engine::{Device, Difference, EngineError, Model, WeightsError};
use filtro_net::Network;
use filtro_protocol::{
    Command, DeviceKind, DeviceReason, Failure, Misfit, MisfitKind, Reply, Report,
};
use filtro_recipe::TrainConfig;
use filtro_run::Run;
use filtro_run::pace::Share;
use pending::{Deferred, Test, Timing};
use std::rc::Rc;
use watch::{Picture, Watch};

/// Milliseconds after every slice in which a load goes on, while there is one.
const LOAD_SHARE: f64 = 20.0;

/// Everything that the worker knows.
pub struct Session<H: Host> {
    host: H,
    inbox: Rc<Inbox<H::File>>,
    shelf: Rc<Shelf>,
    device: Option<(Device, DeviceKind)>,
    /// What the page was told of it, and a real GPU that was opened because nobody had chosen.
    about: Option<filtro_protocol::Device>,
    gpu: Option<Device>,
    built: Option<Built>,
    run: Option<Run<Shelved>>,
    /// The run is paused.
    waiting: bool,
    /// It has come to its end, or was stopped: it goes on with the settings and the data of the
    /// next start.
    ended: bool,
    /// Steps behind the weights that were handed out last, of this network.
    handed: Option<u32>,
    /// Settings of the last start.
    config: TrainConfig,
    /// The request that started the run or made it go on: what is said of it answers that.
    asked: u32,
    test: Option<Test>,
    timing: Option<Timing>,
    /// A start that waits for a data set.
    deferred: Option<Deferred>,
    watch: Watch,
    picture: Option<Picture>,
    checkpoints: Checkpoints,
}

/// A network that was built.
struct Built {
    generation: u32,
    network: Network,
    /// Its last good weights: those before a run, and while one goes on those of its last
    /// checkpoint.
    model: Model,
    /// Steps behind these weights.
    step: u32,
    /// Epochs that have ended with them.
    epoch: u32,
}

/// When checkpoints are taken unasked.
struct Checkpoints {
    /// In the middle of an epoch.
    regular: Share,
    /// At its end.
    epoch: Share,
}

impl Default for Checkpoints {
    fn default() -> Self {
        Self { regular: Share::new(20_000.0, 20.0), epoch: Share::new(1_000.0, 10.0) }
    }
}

impl<H: Host> Session<H> {
    /// A session without device, network or data.
    pub fn new(host: H, inbox: Rc<Inbox<H::File>>) -> Self {
        Self {
            host,
            inbox,
            shelf: Rc::default(),
            device: None,
            about: None,
            gpu: None,
            built: None,
            run: None,
            waiting: false,
            ended: false,
            handed: None,
            config: TrainConfig::default(),
            asked: 0,
            test: None,
            timing: None,
            deferred: None,
            watch: Watch::default(),
            picture: None,
            checkpoints: Checkpoints::default(),
        }
    }

    /// Serves the page until the worker ends.
    pub async fn run(mut self) {
        loop {
            while let Some(envelope) = self.inbox.take() {
                self.handle(envelope).await;
            }
            self.hear_of_data();
            let worked = self.work().await;
            let shown = self.refresh(worked).await;
            if worked || (!shown && self.timing_slice().await) {
                self.breathe().await;
            } else if !shown {
                self.inbox.wait().await;
            }
        }
    }

    async fn handle(&mut self, envelope: Envelope<H::File>) {
        let Envelope { request, attachments } = envelope;
        let seq = request.seq;
        match request.command {
            Command::Start { device, served } => self.start(seq, device, served).await,
            Command::SetNetwork { document, generation, seed, fresh } => {
                self.set_network(seq, &document, generation, (seed, fresh)).await;
            }
            Command::LoadData(source) => {
                let files = attachments.into_iter().filter_map(|attachment| match attachment {
                    Incoming::File(file) => Some(file),
                    Incoming::Bytes(_) => None,
                });
                load::begin(&self.host, &self.shelf, &self.inbox, seq, source, files.collect());
            }
            Command::CancelLoad => {
                self.deferred = None;
                self.shelf.cancel();
            }
            Command::ForgetKept => load::forget(&self.host, &self.shelf, seq),
            Command::Samples { ids } => self.samples(seq, ids),
            Command::Train { config } => self.train(seq, config, None),
            Command::Step { config } => self.train(seq, config, Some(1)),
            Command::Pause => self.pause(seq).await,
            Command::Stop => self.stop(seq).await,
            Command::Reset { seed } => self.reset(seq, seed),
            Command::SetLearningRate(rate) => {
                if let Some(run) = &mut self.run {
                    run.set_learning_rate(rate);
                }
            }
            Command::Watch { subject } => self.watch.set(seq, subject),
            Command::Classify { width, height, crop } => {
                self.classify(seq, (width, height), crop, attachments).await;
            }
            Command::Checkpoint => drop(self.save(seq).await),
            Command::Restore { part } => self.restore(seq, part, attachments).await,
            Command::Evaluate => self.evaluate(seq),
            Command::Calibrate => self.calibrate(seq),
            Command::Rehearse { config } => self.rehearse(seq, config),
            Command::Compare { config, trial, limit_ms } => {
                self.compare(seq, config, trial, limit_ms);
            }
            Command::Use { kind, cpu, gpu } => self.use_device(seq, kind, [cpu, gpu]).await,
        }
    }

    async fn start(
        &mut self,
        seq: u32,
        preference: filtro_protocol::DevicePreference,
        served: Option<String>,
    ) {
        if self.device.is_some() {
            return self.refuse(seq, "the device of a worker cannot be changed");
        }
        load::look(&self.host, seq, served);
        let (device, about) = crate::device::open(&self.host, preference).await;
        if about.reason == DeviceReason::HardwareAdapter {
            self.gpu = Some(device.clone());
        }
        self.device = Some((device, about.kind));
        self.about = Some(about.clone());
        self.report(seq, Report::Device(about));
    }

    /// Lets messages and streams through.
    async fn breathe(&self) {
        self.host.turn().await;
        let end = self.host.now() + LOAD_SHARE;
        while self.shelf.is_loading() && self.inbox.is_empty() && self.host.now() < end {
            self.host.turn().await;
        }
    }

    /// The network with its present weights, and the steps behind them.
    fn model(&self) -> Option<(&Model, u32)> {
        let run = self.run.as_ref().map(|run| (run.model(), run.step()));
        run.or_else(|| self.built.as_ref().map(|built| (&built.model, built.step)))
    }

    fn generation(&self) -> u32 {
        self.built.as_ref().map_or(0, |built| built.generation)
    }

    fn report(&self, seq: u32, report: Report) {
        self.send(seq, report, Vec::new());
    }

    fn send(&self, seq: u32, report: Report, attachments: Vec<Attachment>) {
        self.host.post(&Reply { seq, report }, attachments);
    }

    fn fail(&self, seq: u32, failure: Failure) {
        self.report(seq, Report::Failed(failure));
    }

    fn refuse(&self, seq: u32, why: &str) {
        self.fail(seq, Failure::Refused(why.to_owned()));
    }

    /// Reports what the engine refused or failed at.
    fn engine_failed(&self, seq: u32, error: &EngineError) {
        let message = error.to_string();
        let gpu = self.device.as_ref().is_some_and(|(_, kind)| *kind == DeviceKind::Gpu);
        self.fail(
            seq,
            match error {
                EngineError::Execution(_) if gpu => Failure::DeviceLost(message),
                EngineError::Weights(WeightsError::Differ(found)) => {
                    Failure::Misfit(found.iter().map(misfit).collect())
                }
                EngineError::Weights(_) => Failure::BadCheckpoint(message),
                EngineError::Invalid(_) | EngineError::NotClassifier { .. } => {
                    Failure::InvalidNetwork(message)
                }
                _ => Failure::Refused(message),
            },
        );
    }
}

/// A tensor that does not fit, for the page.
fn misfit(found: &Difference) -> Misfit {
    let sizes = |sizes: &[usize]| {
        sizes.iter().map(|size| u32::try_from(*size).unwrap_or(u32::MAX)).collect()
    };
    let (name, what) = match found {
        Difference::Missing { name } => (name, MisfitKind::Missing),
        Difference::Unexpected { name } => (name, MisfitKind::Unexpected),
        Difference::Shape { name, expected, found } => {
            (name, MisfitKind::Shape { expected: sizes(expected), found: sizes(found) })
        }
        Difference::Type { name, found } => (name, MisfitKind::Type(found.clone())),
    };
    Misfit { name: name.clone(), what }
}

#[cfg(test)]
mod tests;
