//! The cost meter: calibration, and what real runs teach it.

use super::{Effects, send};
use crate::cost::{Judged, Meter, Watch, key};
use crate::effect::Effect;
use crate::state::{EnginePhase, RunPhase, State};
use filtro_net::cost::Rates;
use filtro_protocol::{Command, DeviceKind, Report, Telemetry};

/// Milliseconds that must have been measured before a run says something.
const ENOUGH: f64 = 500.0;
/// Steps that must have been measured.
const STEPS: f64 = 3.0;

impl State {
    /// Whether the engine has nothing else to do, so that it can time the device.
    pub fn can_calibrate(&self) -> bool {
        idle(self)
    }
}

fn idle(state: &State) -> bool {
    let engine = &state.engine;
    engine.phase == EnginePhase::Ready
        && engine.building.is_none()
        && engine.switching.is_none()
        && engine.restore.is_none()
        && !state.run.phase.is_active()
        && state.run.testing.is_none()
        && state.data.loading.is_none()
}

/// Asks for a calibration where none was made on this processor. On a GPU kernels would have to be
/// compiled for it: there the first run tells, or the person asks.
pub(super) fn proceed(state: &mut State, out: &mut Effects) {
    let cost = &state.cost;
    let processor = state.engine.device.as_ref().is_some_and(|it| it.kind == DeviceKind::Cpu);
    let settled = state.engine.built == Some(state.document.generation)
        && state.data.summary.as_ref().is_some_and(|summary| summary.complete);
    let due = processor && settled && !cost.calibrating && !cost.failed && idle(state);
    if due && state.meter().is_none_or(|meter| meter.rates.is_none()) {
        calibrate(state, out);
    }
}

/// Times the device now, if it has nothing else to do.
pub(super) fn calibrate(state: &mut State, out: &mut Effects) {
    if idle(state) && !state.cost.calibrating {
        state.cost.calibrating = true;
        send(state, Command::Calibrate, out);
    }
}

/// A run begins or goes on: the engine gives a calibration up for it.
pub(super) fn begin(state: &mut State) {
    state.cost.calibrating = false;
    if state.cost.watch.is_some() {
        // It goes on after a pause.
        return;
    }
    let meter = state.meter();
    let plain = state.plain_step(meter.as_ref());
    state.cost.watch = plain.map(|plain| Watch {
        before: meter.unwrap_or_default(),
        plain,
        predicted: state.step(),
        steps: 0.0,
        time: 0.0,
        mark: None,
    });
}

/// What the engine says, before anything else is made of it.
pub(super) fn heard(state: &mut State, report: &Report, now: f64, out: &mut Effects) {
    match report {
        Report::Calibrated { rates } => {
            state.cost.calibrating = false;
            match Rates::read(rates) {
                Some(rates) => {
                    state.cost.own = None;
                    keep(state, Meter { rates: Some(rates), ..Meter::default() }, out);
                }
                None => state.cost.failed = true,
            }
        }
        Report::Failed(_) if state.cost.calibrating => {
            state.cost.calibrating = false;
            state.cost.failed = true;
        }
        // What lay between this and the last measurement is no part of the run.
        Report::Running => {
            if let Some(watch) = &mut state.cost.watch {
                watch.mark = None;
            }
        }
        Report::Telemetry(telemetry) if state.run.phase == RunPhase::Running => {
            measured(state, telemetry, now);
        }
        Report::Epoch(_) => judge(state, out),
        Report::Paused | Report::Stopped | Report::Finished => {
            judge(state, out);
            if !matches!(report, Report::Paused) {
                state.cost.watch = None;
            }
        }
        _ => {}
    }
}

/// The run is over without a word of the engine's, because the network was changed.
pub(super) fn ended(state: &mut State, out: &mut Effects) {
    judge(state, out);
    state.cost.watch = None;
}

fn measured(state: &mut State, telemetry: &Telemetry, now: f64) {
    let Some(watch) = &mut state.cost.watch else { return };
    let next = (telemetry.epoch, telemetry.step, telemetry.elapsed_ms, now);
    // The first measurement follows steps that compile and fill caches.
    let Some((epoch, step, elapsed, then)) = watch.mark.replace(next) else { return };
    let (worked, passed) = (telemetry.elapsed_ms - elapsed, now - then);
    // A machine that was asleep, or a page that was, says nothing of the engine's speed.
    let awake = passed > 0.0 && passed < 2.0 * worked + 1000.0;
    if epoch == telemetry.epoch && telemetry.step > step && awake {
        watch.steps += f64::from(telemetry.step - step);
        watch.time += passed;
    }
}

/// Compares the run so far with what was foretold.
fn judge(state: &mut State, out: &mut Effects) {
    let Some(watch) = state.cost.watch.clone() else { return };
    if watch.time < ENOUGH || watch.steps < STEPS || watch.plain <= 0.0 {
        return;
    }
    let measured = watch.time / watch.steps;
    let judged = watch.predicted.map(|predicted| Judged { predicted, measured });
    let ratio = measured / watch.plain;
    // A run teaches once, however often it is looked at.
    let mut meter = watch.before;
    meter.learn(ratio, judged.as_ref().map(Judged::error));
    state.cost.own = Some(ratio);
    state.cost.last = judged;
    keep(state, meter, out);
}

fn keep(state: &mut State, meter: Meter, out: &mut Effects) {
    let Some(device) = &state.engine.device else { return };
    let (key, values) = (key(device), meter.write());
    let meters = &mut state.preferences.meters;
    match meters.iter_mut().find(|(known, _)| *known == key) {
        Some((_, old)) if *old == values => return,
        Some((_, old)) => *old = values,
        None => meters.push((key, values)),
    }
    out.push(Effect::SavePreferences);
}
