//! Other weights than before: by an edit, a reset, or a step of the history.

use super::effects::{Effects, send};
use crate::document::{Turn, structure};
use crate::effect::Effect;
use crate::engine::{Restoring, Then};
use crate::learnt::{Learnt, WeightsId};
use crate::run::RunPhase;
use crate::series::Happened;
use crate::state::State;
use filtro_protocol::Command;
use std::rc::Rc;

/// The network may have got other weights: what was learnt with those before is put aside.
pub(super) fn turned(state: &mut State, out: &mut Effects) {
    let Some((before, turn)) = state.document.left.take() else { return };
    let now = state.document.weights;
    let (active, testing) = (state.run.phase.is_active(), state.run.testing.is_some());
    let from = (turn == Turn::Changed).then_some(before);
    let shelf = Rc::make_mut(&mut state.shelf);
    shelf.leave(before, state.run.learnt());
    shelf.add(now, from);
    match turn {
        Turn::Changed => changed(state),
        Turn::Fresh => {
            state.run.put(Learnt::default());
            state.engine.fresh = true;
            state.engine.restore = None;
            // The browser must not bring back what the person has left.
            keep(state, None, out);
        }
        Turn::Back => {
            let learnt = state.shelf.learnt(now);
            let then = Then::Nothing;
            let restore = Restoring { file: None, sent: None, then };
            state.engine.restore = (learnt.step > 0).then_some(restore);
            state.engine.fresh = true;
            state.run.put(learnt);
            if state.shelf.held(now).is_some() {
                keep(state, Some(now), out);
            }
        }
    }
    state.engine.compiling = None;
    out.push(Effect::ClearLive);
    // The engine does not hear of a network that it cannot build, and would train on.
    if (active || testing) && !(state.is_valid() && state.can_be_built()) {
        send(state, Command::Stop, out);
    }
}

/// An edit: the engine keeps the weights of what it left alone.
fn changed(state: &mut State) {
    let run = &mut state.run;
    run.phase = match run.phase {
        phase if phase.is_active() => RunPhase::Stopped,
        RunPhase::Stopped => RunPhase::Stopped,
        _ => RunPhase::Idle,
    };
    (run.testing, run.test) = (None, None);
    if run.step > 0 {
        run.base = run.done;
        run.inherited.get_or_insert_default();
        Rc::make_mut(&mut run.curves).mark(run.step, Happened::Changed);
    }
}

/// Has the browser keep these weights, or none, for the next visit.
pub(super) fn keep(state: &State, weights: Option<WeightsId>, out: &mut Effects) {
    let record = weights.map(|_| state.run.learnt().write()).unwrap_or_default();
    let structure = structure(&state.document.network);
    out.push(Effect::Keep { weights, structure, record });
}
