//! The network: building it, fresh weights, checkpoints.

use super::training::Timing;
use super::{Built, Session};
use crate::host::{Attachment, Host, Incoming};
use filtro_engine::{EngineError, Model, Trainer};
use filtro_protocol::{Failure, Report};
use filtro_run::Run;
use filtro_run::position;

impl<H: Host> Session<H> {
    pub(super) fn set_network(
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
        let (old, step) = match self.model() {
            Some((model, step)) if !fresh => (Some(model.clone()), step),
            _ => (None, 0),
        };
        let model = match &old {
            Some(old) => old.rebuild(&network, seed),
            None => Model::new(&network, seed, &device),
        };
        drop(old);
        match model {
            Ok(model) => {
                self.end_run(seq);
                // The steps of the network before are of no interest any more.
                if let Some(Timing::Rehearsal { .. }) = self.timing {
                    self.timing = None;
                }
                self.built = Some(Built { generation, network, model, step });
                // What the network before needed is of no use for this one.
                device.memory_cleanup();
                self.watch.hurry();
                let built_ms = self.host.now() - start;
                self.report(seq, Report::Network { generation, built_ms });
            }
            Err(error) => self.fail(seq, Failure::InvalidNetwork(words(&error))),
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
            built.step = run.step();
            built.model = run.into_model();
        }
        true
    }

    pub(super) fn reset(&mut self, seq: u32, seed: u64) {
        (self.run, self.test, self.deferred) = (None, None, None);
        let Some(built) = &mut self.built else { return self.refuse(seq, "no network yet") };
        match Model::new(&built.network, seed, built.model.device()) {
            Ok(model) => {
                (built.model, built.step) = (model, 0);
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
        let file = match &self.run {
            Some(run) => run.trainer().checkpoint().await,
            None => built.model.weights().await,
        };
        let file = match file {
            Ok(file) => file,
            Err(error) => {
                self.engine_failed(seq, &error);
                return true;
            }
        };
        if !position::is_finite(&file) {
            return false;
        }
        let (mut file, mut step) = (file, built.step);
        if let Some(run) = &self.run {
            step = run.step();
            match position::write(&file, &run.position()) {
                Ok(noted) => file = noted,
                Err(error) => self.fail(seq, Failure::BadCheckpoint(error.to_string())),
            }
        }
        let generation = built.generation;
        self.send(seq, Report::Checkpoint { generation, step }, vec![Attachment::Bytes(file)]);
        if let (Some(run), Some(built)) = (&self.run, &mut self.built) {
            (built.model, built.step) = (run.model().clone(), step);
        }
        let now = self.host.now();
        self.checkpoints.regular.took(start, now);
        self.checkpoints.epoch.took(start, now);
        true
    }

    pub(super) fn restore(&mut self, seq: u32, attachments: Vec<Incoming<H::File>>) {
        let Some(Incoming::Bytes(file)) = attachments.into_iter().next() else {
            return self.refuse(seq, "expected the checkpoint's bytes");
        };
        let Some(built) = &self.built else { return self.refuse(seq, "no network yet") };
        let position = match position::read(&file) {
            Ok(position) => position,
            Err(error) => return self.fail(seq, Failure::BadCheckpoint(error.to_string())),
        };
        let mut model = built.model.clone();
        if let Err(error) = model.load_weights(&file) {
            return self.engine_failed(seq, &error);
        }
        let mut run = None;
        if let Some(position) = &position {
            let mut trainer = Trainer::new(model.clone(), &position.config);
            if let Err(error) = trainer.restore(&file) {
                return self.engine_failed(seq, &error);
            }
            run = Some((Run::at(trainer, position), position.pictures));
        }
        let step = position.map_or(0, |position| position.step);
        self.end_run(seq);
        if let Some(built) = &mut self.built {
            (built.model, built.step) = (model, step);
        }
        self.watch.hurry();
        self.report(seq, Report::Restored { step });
        if let Some((mut run, pictures)) = run {
            self.report(seq, Report::Telemetry(run.measure(pictures)));
            self.report(seq, Report::Paused);
            (self.run, self.waiting) = (Some(run), true);
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
