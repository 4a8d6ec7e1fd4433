//! Trained weights: left with a network, brought back with it, kept for the next visit, saved and
//! opened as files.
//!
//! The engine has the weights of one network. When that is left, it hands out what was trained;
//! the shell holds the bytes under the weights' name, and undo sends them back.

use super::effects::{Effects, send, send_with};
use super::turn::keep;
use super::{cost, document, picture, training, visit};
use crate::document::structure;
use crate::effect::{Attach, Effect};
use crate::engine::{EnginePhase, Restoring, Then};
use crate::learnt::{Inherited, Learnt, Unkept, WeightsId};
use crate::notice::{NoticeCode, Spot};
use crate::run::{Intent, RunPhase};
use crate::state::{Pending, State};
use filtro_protocol::{Command, Failure};
use std::rc::Rc;

/// What the engine has restored.
pub(super) struct Found {
    pub(super) generation: u32,
    pub(super) step: u32,
    pub(super) epoch: u32,
    pub(super) inherited: Inherited,
}

/// The engine has built the present network, with weights of this.
pub(super) fn built(state: &mut State, found: &Found, out: &mut Effects) {
    if state.engine.restore.is_some() {
        return;
    }
    if state.run.step != found.step {
        // What it said last was a moment before, or came to nothing.
        stand_at(state, found.step, found.epoch);
    }
    if let Some(inherited) = &mut state.run.inherited {
        let Inherited { kept, fresh } = &found.inherited;
        *inherited = Rc::new(inherited.then(kept, fresh));
    }
    // Trained weights in another network: they have no bytes of their own yet.
    if state.run.step > 0 && state.shelf.held(state.document.weights).is_none() {
        send(state, Command::Checkpoint, out);
    }
}

/// The weights are those of this step.
fn stand_at(state: &mut State, step: u32, epoch: u32) {
    let phase = state.run.phase;
    let mut learnt = state.run.learnt();
    learnt.back_to(step);
    learnt.done = epoch;
    learnt.base = learnt.base.min(epoch);
    state.run.put(learnt);
    state.run.phase = phase;
}

/// Sends weights that wait for the engine, once it has their network.
pub(super) fn proceed(state: &mut State, out: &mut Effects) {
    if state.engine.restore.is_none()
        && let Some(name) = state.engine.opening.take()
    {
        let file = Some(state.document.weights);
        state.engine.file = name;
        state.engine.restore = Some(Restoring { file, sent: None, then: Then::Nothing });
    }
    let engine = &state.engine;
    let Some(restore) = engine.restore.filter(|restore| restore.sent.is_none()) else { return };
    let generation = state.document.generation;
    let there = engine.phase == EnginePhase::Ready
        && engine.building.is_none()
        && engine.switching.is_none()
        && engine.built == Some(generation);
    if !there {
        return;
    }
    let now = state.document.weights;
    let (part, attach) = match (restore.file, state.shelf.source(now)) {
        (Some(_), _) => (false, Attach::WeightsFile),
        (None, Some(source)) => (source != now, Attach::Weights(source)),
        (None, None) => return lost(state, out),
    };
    state.engine.restore = Some(Restoring { sent: Some(generation), ..restore });
    send_with(state, Command::Restore { part }, attach, out);
}

/// There is nothing to bring back: the network begins with fresh weights.
pub(super) fn lost(state: &mut State, out: &mut Effects) {
    state.engine.restore = None;
    state.engine.holds = state.engine.built_as;
    if state.run.step > 0 {
        let phase = state.run.phase;
        state.run.put(Learnt::default());
        // What was asked for is done, with what there is.
        if let RunPhase::Queued(_) = phase {
            state.run.phase = phase;
        }
        state.notify(Spot::Training, NoticeCode::WeightsLost);
        out.push(Effect::ClearLive);
    }
    training::proceed(state, out);
}

/// Bytes have come.
pub(super) fn checkpoint(state: &mut State, step: u32, bytes: u64, out: &mut Effects) {
    let now = state.document.weights;
    let current = state.engine.built == Some(state.document.generation);
    if let Some(id) = state.engine.holds {
        let shelf = Rc::make_mut(&mut state.shelf);
        shelf.hold(id, step, bytes);
        if shelf.held(id).is_some() {
            out.push(Effect::Hold(id));
        }
        if id == now {
            state.run.step = step;
            if step > 0 {
                keep(state, Some(id), out);
            }
        }
    }
    if state.engine.saving && current {
        state.engine.saving = false;
        save_held(state, out);
    }
}

/// What the engine has restored, if it is what is waited for.
pub(super) fn restored(state: &mut State, found: Found, out: &mut Effects) {
    let Found { generation, step, epoch, inherited } = found;
    let waited = state.engine.restore.filter(|restore| restore.sent == Some(generation));
    let Some(Restoring { file, then, .. }) = waited else { return };
    state.engine.restore = None;
    state.engine.holds = state.engine.built_as;
    let current = generation == state.document.generation;
    let phase = state.run.phase;
    match file {
        Some(before) if current && before == state.document.weights => {
            opened(state, before, step, epoch, out);
        }
        // The person has edited on: the engine has handed the edit what the file has for it.
        Some(_) => state.run.put(Learnt { step, done: epoch, ..Learnt::default() }),
        None if current => back(state, step, epoch, &inherited),
        None => {}
    }
    if let RunPhase::Queued(_) = phase {
        state.run.phase = phase;
    }
    let code = match (then, file) {
        (_, Some(_)) => Some(NoticeCode::WeightsOpened(state.engine.file.clone(), step)),
        (Then::Say, None) => Some(NoticeCode::WeightsRestored(step)),
        (Then::Greet, None) => Some(NoticeCode::WeightsRecalled(step)),
        (Then::Nothing | Then::Train, None) => None,
    };
    if let Some(code) = code.filter(|_| current) {
        state.notify(Spot::Training, code);
    }
    state.withdraw(|code| matches!(code, NoticeCode::WeightsRefused(..)));
    if then == Then::Train {
        state.run.phase = RunPhase::Queued(Intent::Train);
        state.run.asked = false;
    }
    if current && state.shelf.held(state.document.weights).is_none() {
        // For undo, and for the next visit.
        send(state, Command::Checkpoint, out);
    }
    picture::refresh(state, out);
    // What was asked for meanwhile has waited for the weights.
    training::proceed(state, out);
}

/// The weights are back in the network that they were in, or in one that was made of it.
fn back(state: &mut State, step: u32, epoch: u32, inherited: &Inherited) {
    stand_at(state, step, epoch);
    let mut learnt = state.run.learnt();
    let known = learnt.inherited.as_ref().is_none_or(|before| before.all() > 0);
    let whole = inherited.fresh.is_empty() && known;
    if !whole && step > 0 {
        let before = learnt.inherited.take().unwrap_or_default();
        learnt.inherited = Some(Rc::new(before.then(&inherited.kept, &inherited.fresh)));
    }
    state.run.put(learnt);
}

/// A file's weights are in the place of those before, as a step that can be undone.
fn opened(state: &mut State, before: WeightsId, step: u32, epoch: u32, out: &mut Effects) {
    cost::ended(state, out);
    let shelf = Rc::make_mut(&mut state.shelf);
    shelf.leave(before, state.run.learnt());
    state.document.take();
    shelf.add(state.document.weights, None);
    state.engine.built_as = Some(state.document.weights);
    state.engine.holds = state.engine.built_as;
    state.run.put(Learnt { step, done: epoch, ..Learnt::default() });
}

/// The engine did not take the weights. Its own are as they were. Whether the failure is said.
pub(super) fn refused(state: &mut State, failure: Failure, out: &mut Effects) -> bool {
    let Some(restore) = state.engine.restore.take_if(|restore| restore.sent.is_some()) else {
        return false;
    };
    if restore.file.is_some() {
        let name = state.engine.file.clone();
        state.notify(Spot::Training, NoticeCode::WeightsRefused(name, failure));
        training::proceed(state, out);
    } else {
        let now = state.document.weights;
        Rc::make_mut(&mut state.shelf).lose(now);
        state.notify(Spot::Training, NoticeCode::Engine(failure));
        lost(state, out);
    }
    true
}

/// A file was opened.
pub(super) fn open(state: &mut State, name: String, out: &mut Effects) {
    if state.in_progress() {
        state.pending = Some(Pending::Weights(name));
        return;
    }
    take_file(state, name, out);
}

pub(super) fn take_file(state: &mut State, name: String, out: &mut Effects) {
    state.withdraw(|code| matches!(code, NoticeCode::WeightsRefused(..)));
    let why = if !state.is_valid() {
        Failure::InvalidNetwork(String::new())
    } else if !state.can_train() {
        Failure::Refused(String::new())
    } else {
        // It may have to wait for the engine, or for other weights: those are not to be lost for
        // a file that may not fit.
        state.engine.opening = Some(name);
        return proceed(state, out);
    };
    state.notify(Spot::Training, NoticeCode::WeightsRefused(name, why));
}

/// Hands the weights to the person: the newest where the engine can be asked.
pub(super) fn save(state: &mut State, out: &mut Effects) {
    let engine = &state.engine;
    let there = engine.phase == EnginePhase::Ready
        && engine.restore.is_none()
        && engine.building.is_none()
        && engine.built == Some(state.document.generation);
    if there {
        state.engine.saving = true;
        send(state, Command::Checkpoint, out);
    } else {
        save_held(state, out);
    }
}

fn save_held(state: &State, out: &mut Effects) {
    let weights = state.document.weights;
    if state.shelf.held(weights).is_some() {
        let name = format!("{}.safetensors", document::stem(&state.document.network));
        out.push(Effect::SaveWeights { name, weights });
    }
}

/// What the browser has kept, of a network of this structure. It comes back if nothing has
/// happened since that it would take the place of.
pub(super) fn recalled(state: &mut State, of: &str, record: &[u8], bytes: u64, out: &mut Effects) {
    let now = state.document.weights;
    let untouched = now == WeightsId(1)
        && state.run.step == 0
        && state.run.phase != RunPhase::Running
        && !state.run.asked
        && state.engine.restore.is_none()
        && structure(&state.document.network) == of;
    let Some(learnt) = Learnt::read(record).filter(|learnt| untouched && learnt.step > 0) else {
        return;
    };
    let phase = state.run.phase;
    Rc::make_mut(&mut state.shelf).hold(now, learnt.step, bytes);
    out.push(Effect::Adopt(now));
    state.run.put(learnt);
    if let RunPhase::Queued(_) = phase {
        state.run.phase = phase;
    }
    state.engine.restore = Some(Restoring { file: None, sent: None, then: Then::Greet });
    proceed(state, out);
}

/// The browser keeps nothing: said once in a visit.
pub(super) fn unkept(state: &mut State, why: Unkept) {
    if !std::mem::replace(&mut state.told, true) {
        state.notify(Spot::Training, NoticeCode::WeightsUnkept(why));
    }
}

/// Lets go of what is of no use any more.
pub(super) fn tidy(state: &mut State, out: &mut Effects) {
    let (present, used) = (state.document.weights, state.document.past_weights());
    let gone = Rc::make_mut(&mut state.shelf).tidy(present, &used);
    out.extend(gone.into_iter().map(Effect::Drop));
}

/// The person's word on what would end a run.
pub(super) fn confirm(state: &mut State, yes: bool, out: &mut Effects) {
    let Some(pending) = state.pending.take().filter(|_| yes) else { return };
    match pending {
        Pending::Open(network, first) => document::put_in_place(state, &network, first, out),
        Pending::Travel { back } => document::go(state, back, out),
        Pending::Reset => training::renew(state),
        Pending::Weights(name) => take_file(state, name, out),
        Pending::Earlier(key) => visit::swap(state, &key, out),
    }
}
