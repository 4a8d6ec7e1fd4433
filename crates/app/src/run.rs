//! The training run.

use crate::learnt::{Inherited, Learnt};
use crate::series::Curves;
use filtro_protocol::{EpochSummary, TestResult};
use filtro_recipe::TrainConfig;
use std::rc::Rc;

/// What is to happen as soon as the engine can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Train.
    Train,
    /// One step.
    Step,
}

/// Where the run stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RunPhase {
    /// None yet.
    #[default]
    Idle,
    /// Waits for the engine or for data.
    Queued(Intent),
    /// Training.
    Running,
    /// Waiting to go on.
    Paused,
    /// Ended by the person, by an edit or by a failure.
    Stopped,
    /// Ended by itself.
    Finished,
}

impl RunPhase {
    /// Whether a run is in progress, paused ones included.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Queued(_) | Self::Running | Self::Paused)
    }
}

/// The training run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// Where it stands.
    pub phase: RunPhase,
    /// What is queued has been sent to the engine.
    pub asked: bool,
    /// Settings; of a run in progress only the learning rate changes.
    pub config: TrainConfig,
    /// Ended epochs.
    pub epochs: Rc<Vec<EpochSummary>>,
    /// Loss and accuracy over steps.
    pub curves: Rc<Curves>,
    /// A test under way: images done, in all.
    pub testing: Option<(u32, u32)>,
    /// The last test.
    pub test: Option<TestResult>,
    /// Key of the data set of that test.
    pub tested_on: String,
    /// Steps behind the present weights.
    pub step: u32,
    /// Epochs that have ended, with these weights.
    pub done: u32,
    /// Epochs that had ended when the present run began.
    pub base: u32,
    /// The network was changed since the last step.
    pub inherited: Option<Rc<Inherited>>,
    /// Runs that have begun or gone on in this visit.
    pub begun: u32,
}

impl Run {
    /// What training has come to.
    pub fn learnt(&self) -> Learnt {
        Learnt {
            step: self.step,
            done: self.done,
            base: self.base,
            epochs: Rc::clone(&self.epochs),
            curves: Rc::clone(&self.curves),
            test: self.test,
            tested_on: self.tested_on.clone(),
            inherited: self.inherited.clone(),
        }
    }

    /// Takes over what training has come to; no run goes on.
    pub(crate) fn put(&mut self, learnt: Learnt) {
        (self.phase, self.testing) = (RunPhase::Idle, None);
        (self.step, self.done, self.base) = (learnt.step, learnt.done, learnt.base);
        (self.epochs, self.curves) = (learnt.epochs, learnt.curves);
        (self.test, self.tested_on) = (learnt.test, learnt.tested_on);
        self.inherited = learnt.inherited;
    }

    /// Where the next run begins to count its epochs: a run that has come to its end goes on for
    /// as many again.
    pub fn next_base(&self) -> u32 {
        let ended = self.done >= self.base.saturating_add(self.length());
        // The network is another one: all epochs of the settings are before it.
        let anew = ended || self.inherited.is_some();
        if anew { self.done } else { self.base }
    }

    /// Epochs of a run.
    fn length(&self) -> u32 {
        u32::try_from(self.config.epochs).unwrap_or(u32::MAX).max(1)
    }

    /// The number of the last epoch of a run that begins or goes on now.
    pub fn goal(&self) -> u32 {
        self.next_base().saturating_add(self.length())
    }
}
