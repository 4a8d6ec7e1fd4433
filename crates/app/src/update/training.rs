//! Runs.

use super::effects::{Effects, send};
use super::{contest, cost, picture, turn};
use crate::effect::Effect;
use crate::engine::EnginePhase;
use crate::learnt::Learnt;
use crate::preferences::BATCH;
use crate::run::{Intent, RunPhase};
use crate::series::{Curves, Happened};
use crate::state::{Pending, State};
use filtro_protocol::{Command, EpochSummary, Report, Telemetry};
use filtro_recipe::TrainConfig;
use std::rc::Rc;

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
        let base = state.run.next_base();
        if base != state.run.base && state.run.step > 0 {
            Rc::make_mut(&mut state.run.curves).mark(state.run.step, Happened::WentOn);
        }
        state.run.base = base;
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
        && engine.opening.is_none()
        && engine.built == Some(state.document.generation)
        && state.data.summary.as_ref().is_some_and(|summary| summary.sizes.train > 0);
    // The data may have come only now, and with them how large the last step is.
    if there && !state.fits() {
        return ended(state, RunPhase::Stopped);
    }
    if there {
        if contest::hold(state, out) {
            return;
        }
        let config = TrainConfig { epochs: state.run.goal() as usize, ..state.run.config };
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

/// Fresh weights, as a step that can be undone.
pub(super) fn reset(state: &mut State) {
    if state.in_progress() {
        state.pending = Some(Pending::Reset);
    } else {
        renew(state);
    }
}

pub(super) fn renew(state: &mut State) {
    if state.run.step > 0 || state.run.phase.is_active() {
        state.document.reset();
        // It takes as long as before.
        if let Some(own) = &mut state.cost.own {
            own.of.generation = state.document.generation;
        }
    }
}

/// Fresh weights, and training from the first epoch on.
pub(super) fn afresh(state: &mut State, out: &mut Effects) {
    if state.run.phase.is_active() || !state.can_train() {
        return;
    }
    renew(state);
    turn::turned(state, out);
    train(state, false, out);
}

/// Fresh weights in the engine: nothing of the run is left.
fn forget(state: &mut State, out: &mut Effects) {
    state.run.put(Learnt::default());
    out.push(Effect::ClearLive);
}

/// The run has come to nothing: the weights are those of its last checkpoint, or of its start.
pub(super) fn fall_back(state: &mut State) {
    let held = state.shelf.held(state.document.weights);
    let mut learnt = state.run.learnt();
    learnt.back_to(held.map_or(0, |held| held.step));
    let phase = state.run.phase;
    state.run.put(learnt);
    state.run.phase = phase;
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
            state.run.begun += 1;
            contest::begun(state);
        }
        Report::Telemetry(telemetry) if current => measured(state, &telemetry),
        Report::Epoch(summary) if current => {
            ended_epoch(state, summary);
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
            let now = state.document.weights;
            if state.run.step > 0 && state.shelf.held(now).is_some() {
                turn::keep(state, Some(now), out);
            }
        }
        Report::WasReset => {
            forget(state, out);
            picture::refresh(state, out);
        }
        _ => {}
    }
}

fn ended_epoch(state: &mut State, summary: EpochSummary) {
    let run = &mut state.run;
    let epochs = Rc::make_mut(&mut run.epochs);
    // A run that fell back does an epoch again.
    epochs.retain(|before| before.epoch < summary.epoch);
    epochs.push(summary);
    run.done = summary.epoch + 1;
}

fn measured(state: &mut State, telemetry: &Telemetry) {
    state.engine.compiling = None;
    state.run.step = telemetry.step;
    if telemetry.batch == 0 && telemetry.step == 0 {
        return;
    }
    if state.run.phase != RunPhase::Running {
        // What is told of weights that have come back is on the curves already.
        return;
    }
    // All weights have been trained.
    state.run.inherited = None;
    let curves: &mut Curves = Rc::make_mut(&mut state.run.curves);
    curves.stand_at(telemetry.step);
    let step = f64::from(telemetry.step);
    curves.train_loss.push(step, telemetry.loss.into());
    curves.train_accuracy.push(step, telemetry.accuracy.into());
    curves.epoch_steps = Some(telemetry.batches);
}
