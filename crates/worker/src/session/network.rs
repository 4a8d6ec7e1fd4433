//! The network: building it, fresh weights, checkpoints.

use super::pending::Timing;
use super::{Built, Session};
use crate::host::{Attachment, Host, Incoming};
use crate::shelf::Shelved;
use filtro_engine::{EngineError, Inherited, Model, Trainer};
use filtro_protocol::{Failure, Report};
use filtro_run::{CheckpointError, Position, Run, position};

impl<H: Host> Session<H> {
    pub(super) async fn set_network(
        &mut self,
        seq: u32,
        document: &str,
        generation: u32,
        (seed, fresh): (u64, bool),
    ) {
        let start = self.host.now();
        let Some((device, _)) = self.device.clone() else {
            return self.refuse(seq, "no device yet");
        };
        let network = match filtro_net::file::from_json(document) {
            Ok(network) => network,
            Err(error) => return self.fail(seq, Failure::InvalidNetwork(error.to_string())),
        };
        self.hand_out().await;
        let old = if fresh { None } else { self.model().map(|(model, _)| model.clone()) };
        let (step, epoch) = old.as_ref().map_or((0, 0), |_| self.place());
        let model = match &old {
            Some(old) => old.rebuild(&network, seed),
            None => Model::new(&network, seed, &device),
        };
        match model {
            Ok(model) => {
                let found = old.as_ref().map(|old| model.inherited_from(old));
                drop(old);
                self.end_run(seq);
                // The steps of the network before are of no interest any more.
                if let Some(Timing::Rehearsal { .. } | Timing::Comparison { .. }) = self.timing {
                    self.timing = None;
                }
                self.built = Some(Built { generation, network, model, step, epoch });
                self.handed = None;
                // What the network before needed is of no use for this one.
                device.memory_cleanup();
                self.watch.hurry();
                let built_ms = self.host.now() - start;
                let Inherited { kept, fresh } = found.unwrap_or_default();
                self.report(
                    seq,
                    Report::Network { generation, built_ms, step, epoch, kept, fresh },
                );
            }
            Err(error) => self.fail(seq, Failure::InvalidNetwork(words(&error))),
        }
    }

    /// Steps and ended epochs behind the present weights.
    fn place(&self) -> (u32, u32) {
        let built = self.built.as_ref().map(|built| (built.step, built.epoch));
        let run = self.run.as_ref().map(|run| (run.step(), run.position().epoch));
        run.or(built).unwrap_or_default()
    }

    /// Hands out what was learnt since the last checkpoint, before it is left. If it is worth
    /// nothing, the last good weights are in force.
    async fn hand_out(&mut self) {
        let handed = self.handed.unwrap_or(0);
        let news = self.run.as_ref().is_some_and(|run| run.step() != handed);
        if news && !self.checkpoint(0).await {
            self.run = None;
        }
    }

    /// Ends the run, if any; its weights stay.
    fn end_run(&mut self, seq: u32) {
        self.test = None;
        if self.take_weights() | self.deferred.take().is_some() {
            self.report(seq, Report::Stopped);
        }
    }

    /// Makes the run's weights those of the network, and ends it.
    pub(super) fn take_weights(&mut self) -> bool {
        let Some(run) = self.run.take() else { return false };
        if let Some(built) = &mut self.built {
            (built.step, built.epoch) = (run.step(), run.position().epoch);
            built.model = run.into_model();
        }
        true
    }

    pub(super) fn reset(&mut self, seq: u32, seed: u64) {
        (self.run, self.test, self.deferred, self.handed) = (None, None, None, None);
        let Some(built) = &mut self.built else { return self.refuse(seq, "no network yet") };
        match Model::new(&built.network, seed, built.model.device()) {
            Ok(model) => {
                (built.model, built.step, built.epoch) = (model, 0, 0);
                self.watch.hurry();
                self.report(seq, Report::WasReset);
            }
            Err(error) => self.engine_failed(seq, &error),
        }
    }

    /// Hands out weights and run state; 0 as `seq` where nobody asked. Whether they are numbers.
    pub(super) async fn checkpoint(&mut self, seq: u32) -> bool {
        let start = self.host.now();
        let Some(built) = &self.built else {
            self.refuse(seq, "no network yet");
            return true;
        };
        let (step, epoch) = self.place();
        let file = match &self.run {
            Some(run) => run.checkpoint().await,
            // Trained weights of a network that was changed since.
            None if step > 0 => {
                let (model, config) = (built.model.clone(), self.config);
                Run::<Shelved>::behind(model, config, (epoch, step)).checkpoint().await
            }
            None => built.model.weights().await.map(Some).map_err(CheckpointError::from),
        };
        let file = match file {
            Ok(Some(file)) => file,
            Ok(None) => return false,
            Err(CheckpointError::Engine(error)) => {
                self.engine_failed(seq, &error);
                return true;
            }
            Err(CheckpointError::Position(error)) => {
                self.fail(seq, Failure::BadCheckpoint(error.to_string()));
                return true;
            }
        };
        let (generation, bytes) = (built.generation, file.len() as u64);
        let report = Report::Checkpoint { generation, step, bytes };
        self.send(seq, report, vec![Attachment::Bytes(file)]);
        self.handed = Some(step);
        if let (Some(run), Some(built)) = (&self.run, &mut self.built) {
            (built.model, built.step, built.epoch) = (run.model().clone(), step, epoch);
        }
        let now = self.host.now();
        self.checkpoints.regular.took(start, now);
        self.checkpoints.epoch.took(start, now);
        true
    }

    pub(super) async fn restore(
        &mut self,
        seq: u32,
        part: bool,
        attachments: Vec<Incoming<H::File>>,
    ) {
        let Some(Incoming::Bytes(file)) = attachments.into_iter().next() else {
            return self.refuse(seq, "expected the checkpoint's bytes");
        };
        let Some(built) = &self.built else { return self.refuse(seq, "no network yet") };
        let position = match position::read(&file) {
            Ok(position) => position,
            Err(error) => return self.fail(seq, Failure::BadCheckpoint(error.to_string())),
        };
        if !position::is_finite(&file) {
            return self.fail(seq, Failure::BadCheckpoint("not all values are numbers".to_owned()));
        }
        let mut model = built.model.clone();
        let loaded = if part {
            model.load_fitting(&file)
        } else {
            let all = model.inherited_from(&model);
            model.load_weights(&file).map(|()| all)
        };
        let Inherited { kept, fresh } = match loaded {
            Ok(found) => found,
            Err(error) => return self.engine_failed(seq, &error),
        };
        // Plain weights, and those of a network that was changed, have no steps in an epoch.
        let mut optimizer = false;
        let run = position.filter(|_| !kept.is_empty()).map(|position| {
            let mut trainer = Trainer::new(model.clone(), &position.config);
            optimizer = fresh.is_empty() && trainer.restore(&file).is_ok();
            let position = if fresh.is_empty() {
                position
            } else {
                Position { batch: 0, sums: [0.0; 3], ..position }
            };
            (Run::at(trainer, &position), position)
        });
        self.hand_out().await;
        self.end_run(seq);
        let (step, epoch) =
            run.as_ref().map_or((0, 0), |(_, position)| (position.step, position.epoch));
        let generation = self.generation();
        if let Some(built) = &mut self.built {
            (built.model, built.step, built.epoch) = (model, step, epoch);
        }
        self.handed = Some(step);
        self.watch.hurry();
        self.report(seq, Report::Restored { generation, step, epoch, optimizer, kept, fresh });
        if let Some((mut run, position)) = run {
            self.report(seq, Report::Telemetry(run.measure(position.pictures)));
            (self.run, self.waiting, self.ended) = (Some(run), true, true);
        }
    }
}

/// The error with what is wrong first, for the technical details of a message.
fn words(error: &EngineError) -> String {
    match error {
        EngineError::Invalid(found) => {
            let first = found.iter().find(|found| found.severity == filtro_net::Severity::Error);
            first.map_or_else(|| error.to_string(), |first| format!("{error}: {:?}", first.problem))
        }
        _ => error.to_string(),
    }
}
