//! What a run will take, told before it begins: time and memory.

pub(crate) mod memory;
mod meter;

pub use memory::{Fit, Limit, Remedy};
pub use meter::Meter;

use filtro_net::Optimizer;

/// What is known of this machine's speed, and of the run that is being measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cost {
    /// The device is being timed.
    pub calibrating: bool,
    /// A calibration failed: the page does not ask for another by itself.
    pub(crate) failed: bool,
    /// The run in progress.
    pub(crate) watch: Option<Watch>,
    /// What is known of the very network, until another is opened.
    pub(crate) own: Option<Own>,
    /// Whose trial steps are being taken.
    pub(crate) rehearsing: Option<Setting>,
    /// With this setting trial steps failed: the page does not ask for them again.
    pub(crate) refused: Option<Setting>,
    /// The last run of this visit: milliseconds of a step, foretold and measured.
    pub last: Option<Judged>,
}

/// What decides how long a step takes on a device.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Setting {
    /// Of the document.
    pub(crate) generation: u32,
    pub(crate) batch: usize,
    pub(crate) optimizer: Optimizer,
    /// Pictures of a trial step: fewer where a whole batch would take long.
    pub(crate) trial: usize,
}

/// What a network's own steps have shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Own {
    /// How much longer than the rates say they take.
    pub(crate) ratio: f64,
    /// With these settings.
    pub(crate) of: Setting,
    /// They were those of a run.
    pub(crate) ran: bool,
}

/// What a forecast of time comes from, the best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// From small networks that were timed.
    Parts,
    /// From trial steps of this network.
    Trial,
    /// From its last run.
    Run,
}

/// A prediction and what came of it, in milliseconds of a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Said before.
    pub predicted: f64,
    /// Found.
    pub measured: f64,
}

impl Judged {
    /// How far the prediction was off, as a share of what was measured.
    pub fn error(&self) -> f64 {
        (self.predicted / self.measured - 1.0).abs()
    }
}

/// A run that is being measured.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Watch {
    /// With these settings.
    pub(crate) of: Setting,
    /// Milliseconds of a step by the rates alone.
    pub(crate) plain: f64,
    /// As they were foretold.
    pub(crate) predicted: Option<f64>,
    /// What was known of the device before.
    pub(crate) before: Meter,
    /// Steps and milliseconds counted so far.
    pub(crate) steps: f64,
    pub(crate) time: f64,
    /// The last measurement: epoch, step, the engine's time, the page's time.
    pub(crate) mark: Option<(u32, u32, f64, f64)>,
}

/// What a run of the present network with the present settings takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// Milliseconds of a step, where the device's speed is known.
    pub step: Option<f64>,
    /// Milliseconds of an epoch, validation included, where there is a data set too.
    pub epoch: Option<f64>,
    /// How far the last prediction on this device was off.
    pub error: Option<f64>,
    /// What the times come from.
    pub basis: Basis,
    /// Memory, and whether there is enough.
    pub fit: Fit,
}
