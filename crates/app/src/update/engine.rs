//! The worker: start, network, death and recovery.

use super::effects::{Effects, send};
use super::{contest, cost, data, picture, training, weights};
use crate::effect::{Attach, Effect};
use crate::engine::{Engine, EnginePhase, Restoring, Then};
use crate::learnt::Inherited;
use crate::news::EngineNews;
use crate::notice::{NoticeCode, Spot};
use crate::run::RunPhase;
use crate::state::State;
use crate::topic::Topic;
use filtro_net::file;
use filtro_protocol::{Command, DevicePreference, Failure, PROTOCOL, Report};

/// Two deaths within so many milliseconds: another start would end the same way.
const TOO_SOON: f64 = 30_000.0;

/// Sends the network to the engine, where that has another one: the newest, one at a time.
pub(super) fn synchronise(state: &mut State, out: &mut Effects) {
    let generation = state.document.generation;
    let engine = &state.engine;
    let due = engine.phase == EnginePhase::Ready
        && engine.building.is_none()
        && engine.switching.is_none()
        && engine.built != Some(generation)
        && engine.refused != Some(generation)
        && state.is_valid()
        && state.can_be_built();
    if due {
        let document = file::to_json(&state.document.network);
        let seed = state.run.config.seed;
        let fresh = std::mem::take(&mut state.engine.fresh);
        let command = Command::SetNetwork { document, generation, seed, fresh };
        let waits = |restore: &Restoring| restore.file.is_none() && restore.sent.is_none();
        let whole = !state.engine.restore.as_ref().is_some_and(waits);
        state.engine.sent = Some((state.document.weights, whole));
        state.engine.building = Some(generation);
        out.push(Effect::Send(command, Attach::Nothing));
    }
}

pub(super) fn hear(state: &mut State, news: EngineNews, now: f64, out: &mut Effects) {
    match news {
        EngineNews::Loading { done, total } => {
            if state.engine.phase != EnginePhase::Ready {
                state.engine.phase = EnginePhase::Loading { done, total };
            }
        }
        EngineNews::Report(report) => {
            cost::heard(state, &report, now, out);
            reported(state, report, now, out);
        }
        EngineNews::Late(report) => data::late(state, report, out),
        EngineNews::Refused(topic, failure) => refused(state, topic, failure),
        EngineNews::NotLoaded(why) => {
            state.engine = Engine { phase: EnginePhase::Dead, ..state.engine.clone() };
            state.notify(Spot::Page, NoticeCode::NotLoaded(why));
        }
        EngineNews::Crashed(why) => died(state, NoticeCode::Crashed(why), now, out),
        EngineNews::Unreadable(_) => outdated(state),
    }
}

fn outdated(state: &mut State) {
    state.engine.phase = EnginePhase::Dead;
    state.notify(Spot::Page, NoticeCode::Outdated);
}

fn reported(state: &mut State, report: Report, now: f64, out: &mut Effects) {
    match report {
        Report::Ready { protocol, .. } if protocol != PROTOCOL => outdated(state),
        Report::Ready { .. } => {
            state.engine.phase = EnginePhase::Starting;
            let device = state.preferences.device;
            let start = Command::Start { device, served: state.served.clone() };
            out.push(Effect::Send(start, Attach::Nothing));
        }
        Report::Device(device) if state.contest.moving => contest::moved(state, device),
        Report::Compared { generation, rates } => {
            if contest::compared(state, generation, rates, out) {
                training::proceed(state, out);
            }
        }
        Report::Device(device) => {
            state.engine.device = Some(device);
            state.engine.phase = EnginePhase::Ready;
            data::begin(state, out);
            picture::resume(state, out);
        }
        Report::Network { generation, step, epoch, kept, fresh, .. } => {
            let inherited = Inherited { kept, fresh };
            built(state, weights::Found { generation, step, epoch, inherited }, out);
        }
        Report::Compiling(compiled) => state.engine.compiling = Some(compiled.pipelines),
        Report::Checkpoint { step, bytes, .. } => {
            weights::checkpoint(state, step, bytes, out);
            if let Some(again) = state.engine.switching.take() {
                begin_again(state, again_of(again), out);
            }
        }
        Report::Restored { generation, step, epoch, kept, fresh, .. } => {
            let inherited = Inherited { kept, fresh };
            let found = weights::Found { generation, step, epoch, inherited };
            weights::restored(state, found, out);
        }
        Report::Failed(failure) => failed(state, failure, now, out),
        Report::DataFound { .. }
        | Report::DataProgress(_)
        | Report::Data(_)
        | Report::DataFailed { .. }
        | Report::Kept { .. } => data::reported(state, report, out),
        Report::Classified { .. } => {
            state.engine.compiling = None;
            picture::classified(state, out);
        }
        // Whatever had to be compiled for it is compiled.
        Report::Maps(_) => state.engine.compiling = None,
        Report::Samples { .. }
        | Report::Calibrated { .. }
        | Report::Rehearsed { .. }
        | Report::Untimed => {}
        Report::Running
        | Report::Telemetry(_)
        | Report::Epoch(_)
        | Report::Paused
        | Report::Stopped
        | Report::Finished
        | Report::Testing { .. }
        | Report::Tested { .. }
        | Report::WasReset => training::reported(state, report, out),
    }
}

/// What is not needed for anything else is not done; the engine is as it was.
fn refused(state: &mut State, topic: Topic, failure: Failure) {
    let spot = match topic {
        Topic::Classify => {
            state.picture.waiting = false;
            Spot::Picture
        }
        Topic::Test => {
            state.run.testing = None;
            Spot::Training
        }
        Topic::Timing => return cost::untimed(state),
        // Pictures of a set that has gone, or maps of one.
        _ => return,
    };
    state.notify(spot, NoticeCode::Engine(failure));
}

fn built(state: &mut State, found: weights::Found, out: &mut Effects) {
    let generation = found.generation;
    let engine = &mut state.engine;
    // Of a network that nobody waits for: that of a worker before.
    if engine.building != Some(generation) {
        return;
    }
    engine.building = None;
    engine.built = Some(generation);
    engine.compiling = None;
    let sent = engine.sent.take();
    engine.built_as = sent.map(|(id, _)| id);
    engine.holds = sent.filter(|(_, whole)| *whole).map(|(id, _)| id);
    if generation != state.document.generation {
        return;
    }
    // Maps of the network before stay until those of this one come, so that nothing flickers.
    if state.subject.is_none() {
        out.push(Effect::ClearMaps);
    }
    weights::built(state, &found, out);
    // The engine gives up what it was asked for with the network before.
    state.run.asked = false;
    training::proceed(state, out);
    picture::refresh(state, out);
}

fn failed(state: &mut State, failure: Failure, now: f64, out: &mut Effects) {
    state.engine.saving = false;
    if let Some(again) = state.engine.switching.take() {
        // No checkpoint to wait for: the switch goes on with the last one.
        return begin_again(state, again_of(again), out);
    }
    match failure {
        Failure::DeviceLost(_) if contest::lost(state) => training::proceed(state, out),
        Failure::Panic(_) | Failure::DeviceLost(_) | Failure::OutOfMemory(_) => {
            died(state, NoticeCode::Engine(failure), now, out);
        }
        Failure::InvalidNetwork(_) => {
            state.engine.refused = state.engine.building.take().or(state.engine.built);
            training::ended(state, RunPhase::Stopped);
            state.notify(Spot::Network, NoticeCode::Engine(failure));
        }
        // Of weights that were left since it is no news.
        Failure::Diverged { .. }
            if state.engine.building.is_some()
                || state.engine.built != Some(state.document.generation) => {}
        Failure::Diverged { .. } => {
            training::ended(state, RunPhase::Stopped);
            training::fall_back(state);
            state.notify(Spot::Training, NoticeCode::Engine(failure));
        }
        Failure::BadCheckpoint(_) | Failure::Misfit(_) => {
            if !weights::refused(state, failure.clone(), out) {
                state.notify(Spot::Training, NoticeCode::Engine(failure));
            }
        }
        Failure::NotKept(_) => state.notify(Spot::Data, NoticeCode::Engine(failure)),
        Failure::Refused(_) => {
            if let RunPhase::Queued(_) = state.run.phase {
                training::ended(state, RunPhase::Stopped);
            }
            state.notify(Spot::Training, NoticeCode::Engine(failure));
        }
    }
}

/// The worker is dead. The network is safe; the last checkpoint comes back with the next worker.
fn died(state: &mut State, code: NoticeCode, now: f64, out: &mut Effects) {
    if state.engine.phase == EnginePhase::Dead {
        return;
    }
    let again = state.engine.died.is_none_or(|last| now - last > TOO_SOON);
    state.engine.died = Some(now);
    cost::untimed(state);
    if again {
        state.notify(Spot::Page, code);
        state.notify(Spot::Page, NoticeCode::Restarted);
        begin_again(state, Then::Say, out);
    } else {
        state.engine.phase = EnginePhase::Dead;
        training::ended(state, RunPhase::Stopped);
        state.notify(Spot::Page, code);
    }
}

/// The person wants another start.
pub(super) fn restart(state: &mut State, out: &mut Effects) {
    state.engine.died = None;
    state.withdraw(|code| {
        matches!(code, NoticeCode::Crashed(_) | NoticeCode::Engine(_) | NoticeCode::NotLoaded(_))
    });
    begin_again(state, Then::Say, out);
}

/// Whether a run goes on after a switch of device.
const fn again_of(running: bool) -> Then {
    if running { Then::Train } else { Then::Nothing }
}

/// A fresh worker, which is given the weights that the page has, and `then`.
fn begin_again(state: &mut State, then: Then, out: &mut Effects) {
    let was_active = state.run.phase.is_active();
    let old = std::mem::take(&mut state.engine);
    let source = state.shelf.source(state.document.weights);
    let restore = Restoring { file: None, sent: None, then };
    // A file that was on its way is sent again.
    let was_opening = old.restore.and_then(|restore| restore.file).map(|_| old.file.clone());
    state.engine = Engine {
        phase: EnginePhase::Starting,
        restore: (state.run.step > 0 && source.is_some()).then_some(restore),
        opening: old.opening.or(was_opening),
        file: old.file,
        died: old.died,
        ..Engine::default()
    };
    if source.is_none() {
        weights::lost(state, out);
    }
    cost::restarted(state);
    contest::restarted(state);
    if was_active || state.run.testing.is_some() {
        training::ended(state, RunPhase::Stopped);
    }
    state.picture.waiting = false;
    out.push(Effect::Spawn);
}

/// Another device: the run moves there with its weights.
pub(super) fn switch(state: &mut State, preference: DevicePreference, out: &mut Effects) {
    if state.preferences.device == preference {
        return;
    }
    state.preferences.device = preference;
    out.push(Effect::SavePreferences);
    let again = state.run.phase == RunPhase::Running;
    match state.engine.phase {
        EnginePhase::Ready if state.engine.built.is_some() => {
            state.engine.switching = Some(again);
            send(state, Command::Checkpoint, out);
        }
        EnginePhase::Loading { .. } => {}
        _ => begin_again(state, again_of(again), out),
    }
}
