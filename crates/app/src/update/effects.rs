//! What the shell is asked for.

use crate::effect::{Attach, Effect};
use crate::engine::EnginePhase;
use crate::state::State;
use filtro_protocol::Command;

/// What an event asks of the shell, in order.
pub(crate) type Effects = Vec<Effect>;

/// Sends a command, where there is somebody to send it to.
pub(super) fn send(state: &State, command: Command, out: &mut Effects) {
    send_with(state, command, Attach::Nothing, out);
}

pub(super) fn send_with(state: &State, command: Command, attach: Attach, out: &mut Effects) {
    if state.engine.phase == EnginePhase::Ready {
        out.push(Effect::Send(command, attach));
    }
}
