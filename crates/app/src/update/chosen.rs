//! What is selected.

use super::effects::Effects;
use crate::chosen::Chosen;
use crate::drag::Announcement;
use crate::effect::Effect;
use crate::state::State;
use filtro_net::NodeId;

/// Selects one node, or none.
pub(super) fn select(state: &mut State, node: Option<NodeId>) {
    state.document.settle();
    put(state, Chosen::one(node));
}

/// Selects from where the range began to `to`; it begins at `from` where that is not selected.
pub(super) fn extend(state: &mut State, from: Option<NodeId>, to: NodeId, out: &mut Effects) {
    state.document.settle();
    let mut chosen = state.chosen();
    if let Some(from) = from
        && chosen.head != Some(from)
        && !chosen.group.contains(&from)
    {
        chosen = Chosen::one(Some(from));
    }
    if state.document.network.find(to).is_some() {
        put(state, chosen.extended(to, &state.document.network));
        say(state, out);
    }
}

/// Selects all of the outermost sequence, and with it everything.
pub(super) fn all(state: &mut State, out: &mut Effects) {
    state.document.settle();
    let ids = state.document.network.nodes.iter().map(|node| node.id).collect();
    put(state, Chosen::all(ids));
    say(state, out);
}

/// Adds a node to the selected ones, or takes it out.
pub(super) fn toggle(state: &mut State, id: NodeId, out: &mut Effects) {
    state.document.settle();
    if state.document.network.find(id).is_some() {
        put(state, state.chosen().toggled(id, &state.document.network));
        say(state, out);
    }
}

/// Selects what is left of `chosen`.
pub(super) fn put(state: &mut State, chosen: Chosen) {
    let Chosen { head, group, anchor } = chosen.kept(&state.document.network);
    state.selection = head;
    state.group = group;
    state.anchor = anchor;
}

fn say(state: &State, out: &mut Effects) {
    let count = match state.group.len() {
        0 => usize::from(state.selection.is_some()),
        count => count,
    };
    out.push(Effect::Announce(Announcement::Selected(count)));
}
