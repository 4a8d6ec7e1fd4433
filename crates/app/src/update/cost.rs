//! The cost meter: calibration, and what real runs teach it.

use super::effects::{Effects, send};
use super::forecast::key;
use crate::cost::{Own, Watch};
use crate::effect::Effect;
use crate::engine::EnginePhase;
use crate::run::RunPhase;
use crate::state::State;
use filtro_estimate::{Judged, Meter, Rates};
use filtro_protocol::{Command, DeviceKind, Report, Telemetry};
use filtro_recipe::TrainConfig;

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

/// Whether the engine has nothing else to do.
pub(super) fn idle(state: &State) -> bool {
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
        && state.data.summary.as_ref().is_some_and(|it| it.complete && it.sizes.train > 0);
    let contested = state.is_comparing() || state.contest.moving;
    let due =
        processor && settled && !cost.calibrating && !cost.failed && !contested && idle(state);
    if due && state.meter().is_none_or(|meter| meter.rates.is_none()) {
        calibrate(state, out);
    } else if due {
        rehearse(state, out);
    }
}

/// Asks for trial steps of the network as it is, unless it has shown what it takes.
fn rehearse(state: &mut State, out: &mut Effects) {
    let now = state.setting();
    let cost = &mut state.cost;
    // The engine gives steps of another network up without a word.
    cost.rehearsing = cost.rehearsing.filter(|of| of.generation == now.generation);
    let known = cost.own.is_some_and(|own| own.of == now) || cost.refused == Some(now);
    if known || cost.rehearsing.is_some() || !state.is_valid() || !state.fits() {
        return;
    }
    state.cost.rehearsing = Some(now);
    let config = TrainConfig { batch_size: now.trial, ..state.run.config };
    send(state, Command::Rehearse { config }, out);
}

/// Trial steps of `generation` took `step` milliseconds each.
fn rehearsed(state: &mut State, generation: u32, step: f64) {
    let Some(of) = state.cost.rehearsing.take_if(|of| of.generation == generation) else { return };
    // They say nothing of a network that was changed since.
    let plain = state.plain_step(state.meter().as_ref(), of.trial);
    let ratio = plain.map(|plain| step / plain).filter(|ratio| ratio.is_finite() && *ratio > 0.0);
    let now = generation == state.document.generation;
    match ratio.filter(|_| now) {
        Some(ratio) => state.cost.own = Some(Own { ratio, of, ran: false }),
        None => state.cost.refused = Some(of),
    }
}

/// What was being timed could not be, or the engine did not survive it: not again by itself.
pub(super) fn untimed(state: &mut State) {
    let cost = &mut state.cost;
    cost.failed |= std::mem::take(&mut cost.calibrating);
    cost.refused = cost.rehearsing.take().or(cost.refused);
}

/// A new engine has begun, perhaps on another device.
pub(super) fn restarted(state: &mut State) {
    let cost = &mut state.cost;
    (cost.calibrating, cost.watch) = (false, None);
    (cost.own, cost.rehearsing) = (None, None);
}

/// Times the device now, if it has nothing else to do.
pub(super) fn calibrate(state: &mut State, out: &mut Effects) {
    if idle(state) && !state.cost.calibrating {
        // The engine times one thing at a time.
        (state.cost.calibrating, state.cost.rehearsing) = (true, None);
        send(state, Command::Calibrate, out);
    }
}

/// A run begins or goes on: the engine gives a calibration up for it.
pub(super) fn begin(state: &mut State) {
    (state.cost.calibrating, state.cost.rehearsing) = (false, None);
    if state.cost.watch.is_some() {
        // It goes on after a pause.
        return;
    }
    let meter = state.meter();
    let plain = state.plain_step(meter.as_ref(), state.run.config.batch_size);
    state.cost.watch = plain.map(|plain| Watch {
        before: meter.unwrap_or_default(),
        of: state.setting(),
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
                    (state.cost.own, state.cost.failed) = (None, false);
                    keep(state, Meter { rates: Some(rates), ..Meter::default() }, out);
                }
                None => state.cost.failed = true,
            }
        }
        Report::Untimed => untimed(state),
        Report::Rehearsed { generation, step_ms } => rehearsed(state, *generation, *step_ms),
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
    state.cost.own = Some(Own { ratio, of: watch.of, ran: true });
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
