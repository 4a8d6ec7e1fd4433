//! Runs.

use super::{Effects, cost, picture, send};
use crate::effect::Effect;
use crate::notice::NoticeCode;
use crate::preferences::BATCH;
use crate::series::Curves;
use crate::state::{EnginePhase, Intent, RunPhase, State};
use filtro_net::TrainConfig;
use filtro_protocol::{Command, Failure, Report, Telemetry};
use std::rc::Rc;

/// The network is another one. A run of the old one ends; the engine keeps the weights of what
/// the edit left alone.
pub(super) fn network_changed(state: &mut State) {
    if state.run.phase.is_active() {
        ended(state, RunPhase::Stopped);
    }
    state.run.testing = None;
    state.run.test = None;
    state.withdraw(|code| {
        matches!(
            code,
            NoticeCode::Engine(
                Failure::InvalidNetwork(_) | Failure::Diverged { .. } | Failure::OutOfMemory(_)
            )
        )
    });
}

/// The run is over, or waits for nothing any more.
pub(super) fn ended(state: &mut State, phase: RunPhase) {
    state.run.phase = phase;
    state.run.testing = None;
    state.engine.compiling = None;
}

pub(super) fn configure(state: &mut State, config: TrainConfig, out: &mut Effects) {
    let old = state.run.config;
    let mut next = TrainConfig {
        batch_size: config.batch_size.clamp(*BATCH.start(), *BATCH.end()),
        epochs: config.epochs.max(1),
        ..config
    };
    if !(next.learning_rate.is_finite() && next.learning_rate > 0.0) {
        next.learning_rate = old.learning_rate;
    }
    if state.run.phase.is_active() {
        next = TrainConfig { learning_rate: next.learning_rate, ..old };
        if next.learning_rate != old.learning_rate {
            send(state, Command::SetLearningRate(next.learning_rate), out);
        }
    } else if next.seed != old.seed && state.run.step == 0 && state.engine.built.is_some() {
        // Nothing has been learnt yet: the weights are those of the new seed.
        send(state, Command::Reset { seed: next.seed }, out);
    }
    if next != old {
        state.run.config = next;
        state.preferences.config = Some(next);
        out.push(Effect::SavePreferences);
    }
}

pub(super) fn train(state: &mut State, step: bool, out: &mut Effects) {
    let busy = matches!(state.run.phase, RunPhase::Running | RunPhase::Queued(_));
    if busy || !state.can_train() {
        return;
    }
    let intent = if step { Intent::Step } else { Intent::Train };
    if state.run.phase != RunPhase::Paused {
        state.run.epochs = Rc::default();
        state.run.curves = Rc::default();
        out.push(Effect::ClearLive);
        state.cost.watch = None;
    }
    // Other weights from now on.
    (state.run.test, state.run.testing) = (None, None);
    state.run.phase = RunPhase::Queued(intent);
    state.run.asked = false;
    proceed(state, out);
}

/// Starts what was asked for, once, as soon as the engine has the network, its weights and data.
pub(super) fn proceed(state: &mut State, out: &mut Effects) {
    let RunPhase::Queued(intent) = state.run.phase else { return };
    if state.run.asked {
        return;
    }
    // What it waited for has come, but is of no use.
    if state.blocked().is_some() {
        return ended(state, RunPhase::Stopped);
    }
    let engine = &state.engine;
    let there = engine.phase == EnginePhase::Ready
        && engine.building.is_none()
        && engine.restore.is_none()
        && engine.built == Some(state.document.generation)
        && state.data.summary.as_ref().is_some_and(|summary| summary.sizes.train > 0);
    // The data may have come only now, and with them how large the last step is.
    if there && !state.fits() {
        return ended(state, RunPhase::Stopped);
    }
    if there {
        let config = state.run.config;
        let command = match intent {
            Intent::Train => Command::Train { config },
            Intent::Step => Command::Step { config },
        };
        state.run.asked = true;
        cost::begin(state);
        send(state, command, out);
    }
}

pub(super) fn pause(state: &mut State, out: &mut Effects) {
    match state.run.phase {
        RunPhase::Running => send(state, Command::Pause, out),
        RunPhase::Queued(_) => {
            send(state, Command::Pause, out);
            ended(state, RunPhase::Stopped);
        }
        _ => {}
    }
}

pub(super) fn stop(state: &mut State, out: &mut Effects) {
    if state.run.phase.is_active() || state.run.testing.is_some() {
        send(state, Command::Stop, out);
        if let RunPhase::Queued(_) = state.run.phase {
            ended(state, RunPhase::Stopped);
        }
    }
}

pub(super) fn reset(state: &mut State, out: &mut Effects) {
    if state.engine.built.is_some() {
        send(state, Command::Reset { seed: state.run.config.seed }, out);
    } else {
        forget(state, out);
    }
}

/// Fresh weights: nothing of the run is left.
pub(super) fn forget(state: &mut State, out: &mut Effects) {
    ended(state, RunPhase::Idle);
    state.run.epochs = Rc::default();
    state.run.curves = Rc::default();
    state.run.test = None;
    state.run.step = 0;
    state.engine.checkpoint = None;
    out.push(Effect::ClearLive);
}

pub(super) fn test(state: &mut State, out: &mut Effects) {
    let idle = !matches!(state.run.phase, RunPhase::Running | RunPhase::Queued(_));
    if idle && state.run.testing.is_none() && state.engine.built == Some(state.document.generation)
    {
        let total = state.data.summary.as_ref().map_or(0, |summary| summary.sizes.test);
        state.run.testing = Some((0, total));
        send(state, Command::Evaluate, out);
    }
}

pub(super) fn reported(state: &mut State, report: Report, out: &mut Effects) {
    // What an engine says of a network that is no longer on the screen is out of date.
    let current =
        state.engine.building.is_none() && state.engine.built == Some(state.document.generation);
    match report {
        // The last words of a worker that has died since are of no run.
        Report::Running if current && state.engine.phase != EnginePhase::Dead => {
            state.run.phase = RunPhase::Running;
        }
        Report::Telemetry(telemetry) if current => measured(state, &telemetry),
        Report::Epoch(summary) if current => {
            Rc::make_mut(&mut state.run.epochs).push(summary);
            let curves = Rc::make_mut(&mut state.run.curves);
            let step = f64::from(summary.step);
            curves.validation_loss.push(step, summary.validation_loss.into());
            curves.validation_accuracy.push(step, summary.validation_accuracy.into());
            picture::refresh(state, out);
        }
        Report::Paused if current => {
            if let RunPhase::Queued(_) = state.run.phase {
                proceed(state, out);
            } else {
                ended(state, RunPhase::Paused);
                picture::refresh(state, out);
            }
        }
        Report::Stopped if current => {
            if !matches!(state.run.phase, RunPhase::Queued(_) | RunPhase::Idle) {
                ended(state, RunPhase::Stopped);
            }
            // Also a test that no run preceded.
            state.run.testing = None;
            picture::refresh(state, out);
        }
        Report::Finished if current => {
            ended(state, RunPhase::Finished);
            let total = state.data.summary.as_ref().map_or(0, |summary| summary.sizes.test);
            state.run.testing = (total > 0).then_some((0, total));
            picture::refresh(state, out);
        }
        Report::Testing { done, total } if current => state.run.testing = Some((done, total)),
        Report::Tested { result, data } if current => {
            state.run.testing = None;
            (state.run.test, state.run.tested_on) = (Some(result), data);
        }
        Report::WasReset => {
            forget(state, out);
            picture::refresh(state, out);
        }
        _ => {}
    }
}

fn measured(state: &mut State, telemetry: &Telemetry) {
    state.engine.compiling = None;
    state.run.step = telemetry.step;
    if telemetry.batch == 0 && telemetry.step == 0 {
        return;
    }
    let curves: &mut Curves = Rc::make_mut(&mut state.run.curves);
    let step = f64::from(telemetry.step);
    curves.train_loss.push(step, telemetry.loss.into());
    curves.train_accuracy.push(step, telemetry.accuracy.into());
    curves.epoch_steps = Some(telemetry.batches);
}
