//! What is shown of time and memory.

use filtro_app::{Basis, Fit, Judged, State};
use filtro_protocol::DeviceKind;

/// What is shown of time and memory.
#[derive(Clone, PartialEq)]
pub struct CostView {
    /// Milliseconds of an epoch, where they can be told.
    pub epoch: Option<f64>,
    /// Milliseconds of a step.
    pub step: Option<f64>,
    /// How far the last forecast on this device was off.
    pub error: Option<f64>,
    /// The last run of this visit.
    pub last: Option<Judged>,
    /// Epochs of a run.
    pub epochs: u64,
    /// The machine is being timed.
    pub calibrating: bool,
    /// What the times come from.
    pub basis: Basis,
    /// The device has rates of its own.
    pub calibrated: bool,
    /// A GPU runs.
    pub gpu: bool,
    /// The engine has other work.
    pub busy: bool,
    /// Memory.
    pub fit: Fit,
}

impl CostView {
    /// Of the application's state.
    pub fn of(state: &State) -> Self {
        let forecast = state.forecast();
        Self {
            epoch: forecast.epoch,
            step: forecast.step,
            error: forecast.error,
            basis: forecast.basis,
            last: state.cost.last,
            epochs: u64::from(state.run.goal() - state.run.done),
            calibrating: state.cost.calibrating,
            calibrated: state.meter().is_some_and(|meter| meter.rates.is_some()),
            gpu: state.engine.device.as_ref().is_some_and(|device| device.kind == DeviceKind::Gpu),
            busy: !state.can_calibrate(),
            fit: forecast.fit,
        }
    }
}
