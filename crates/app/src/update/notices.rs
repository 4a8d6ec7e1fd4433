//! Messages that come to their end.

use super::effects::Effects;
use super::visit;
use crate::engine::EnginePhase;
use crate::learnt::Unkept;
use crate::notice::{Notice, NoticeCode};
use crate::state::State;
use filtro_protocol::Failure;
use std::rc::Rc;

impl Notice {
    /// Whether it is still true, and of use. Every message has its condition here; it is looked at
    /// after every event.
    pub fn holds(&self, state: &State) -> bool {
        let (since, now) = (&self.since, &state.facts());
        let dead = state.engine.phase == EnginePhase::Dead;
        let no_run = since.begun == now.begun;
        let same_weights = since.weights == now.weights;
        match &self.code {
            // Of an engine's death the person reads until a run goes on.
            NoticeCode::Engine(Failure::Panic(_) | Failure::DeviceLost(_))
            | NoticeCode::Crashed(_)
            | NoticeCode::Restarted => no_run,
            NoticeCode::Engine(Failure::OutOfMemory(_) | Failure::InvalidNetwork(_)) => {
                no_run && since.generation == now.generation
            }
            NoticeCode::Engine(Failure::Diverged { .. }) => no_run && same_weights,
            // Another network or other data may be taken.
            NoticeCode::Engine(Failure::Refused(_)) => {
                no_run && since.generation == now.generation && since.data == now.data
            }
            NoticeCode::Engine(Failure::NotKept(_)) => match (&since.data, &now.data) {
                (Some(then), Some(now)) => then.key == now.key && !now.kept,
                (then, now) => then == now,
            },
            NoticeCode::Engine(Failure::BadCheckpoint(_) | Failure::Misfit(_)) => {
                no_run && same_weights
            }
            NoticeCode::NotLoaded(_) | NoticeCode::Outdated => dead,
            NoticeCode::WeightsRestored(step)
            | NoticeCode::WeightsRecalled(step)
            | NoticeCode::WeightsOpened(_, step) => same_weights && state.run.step == *step,
            NoticeCode::WeightsRefused(..) | NoticeCode::WeightsUnkept(Unkept::TooLarge(_)) => {
                same_weights
            }
            NoticeCode::WeightsLost => same_weights && state.run.step == 0,
            NoticeCode::TemplateMissing { .. } | NoticeCode::NetworkUnreadable(_) => {
                since.opened == now.opened
            }
            NoticeCode::EditRefused(_) => since.generation == now.generation,
            // What was done in vain stays true.
            NoticeCode::WeightsUnkept(_)
            | NoticeCode::PictureUndecodable(_)
            | NoticeCode::PictureTooLarge(_)
            | NoticeCode::FileUnknown(_)
            | NoticeCode::NotOpened(_)
            | NoticeCode::StorageFull
            | NoticeCode::StorageMissing
            | NoticeCode::OtherTab
            | NoticeCode::AlsoKept { .. }
            | NoticeCode::KeptUnreadable { .. } => true,
        }
    }
}

/// Takes away the messages that are no longer true.
pub(super) fn settle(state: &mut State) {
    if state.notices.iter().any(|notice| !notice.holds(state)) {
        let mut notices = std::mem::take(&mut state.notices);
        Rc::make_mut(&mut notices).retain(|notice| notice.holds(state));
        state.notices = notices;
    }
}

pub(super) fn dismiss(state: &mut State, id: u64, out: &mut Effects) {
    let found = state.notices.iter().find(|notice| notice.id == id).cloned();
    Rc::make_mut(&mut state.notices).retain(|notice| notice.id != id);
    if let Some(NoticeCode::KeptUnreadable { key, .. }) = found.map(|notice| notice.code) {
        visit::dismissed(state, key, out);
    }
}
