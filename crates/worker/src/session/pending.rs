//! What is under way, or waits for its turn.

use crate::calibrate::{Calibration, Rehearsal};
use crate::compare::Comparison;
use crate::shelf::Shelved;
use filtro_recipe::TrainConfig;
use filtro_run::Assessment;
use filtro_run::pace::Every;
use std::rc::Rc;

/// Steps that are timed while there is nothing else to do, and the request that it answers.
pub(super) enum Timing {
    Calibration(u32, Calibration),
    Rehearsal { seq: u32, rehearsal: Box<Rehearsal>, data: Rc<Shelved> },
    Comparison { seq: u32, comparison: Box<Comparison> },
}

/// A start that waits for a data set.
pub(super) struct Deferred {
    pub(super) seq: u32,
    pub(super) config: TrainConfig,
    pub(super) budget: Option<u32>,
}

/// A test under way.
pub(super) struct Test {
    pub(super) seq: u32,
    pub(super) assessment: Assessment<Shelved>,
    pub(super) every: Every,
}
