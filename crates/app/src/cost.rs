//! What the page knows of how long runs take, and what of it is being measured.

use filtro_estimate::{Judged, Meter};
use filtro_recipe::Optimizer;

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
