//! What is done with blocks and with several nodes at once. What names a node is done with all
//! that are selected, if it is one of them.

use super::chosen::put;
use super::document::{default_place, edit, is_map};
use super::effects::Effects;
use crate::chosen::Chosen;
use crate::drag::{Announcement, Dragged, Where, describe};
use crate::effect::Effect;
use crate::state::State;
use filtro_net::{BlockSort, Edit, Item, Lane, Network, NodeId, Place};
use filtro_zoo::Preset;

pub(super) fn wrap(state: &mut State, id: NodeId, into: BlockSort, out: &mut Effects) {
    let ids = state.chosen().with(id);
    let count = ids.len();
    if edit(state, &[Edit::Wrap { ids, into }], None, out) {
        out.push(Effect::Announce(Announcement::Wrapped(count)));
    }
}

pub(super) fn unwrap(state: &mut State, id: NodeId, out: &mut Effects) {
    let contents: Vec<NodeId> = contents(&state.document.network, id);
    if edit(state, &[Edit::Unwrap { id }], None, out) {
        if !contents.is_empty() {
            put(state, Chosen::all(contents));
        }
        out.push(Effect::Announce(Announcement::Unwrapped));
    }
}

fn contents(network: &Network, id: NodeId) -> Vec<NodeId> {
    let block = network.find(id).and_then(|node| node.item.block());
    block.into_iter().flat_map(|block| block.lanes()).flatten().map(|node| node.id).collect()
}

pub(super) fn repeat(state: &mut State, id: NodeId, times: usize, out: &mut Effects) {
    state.asking = None;
    let ids = state.chosen().with(id);
    if times > 1 && edit(state, &[Edit::Repeat { ids: ids.clone(), times }], None, out) {
        // The whole row: what is done next is done with all of it.
        let first = ids.iter().filter_map(|id| state.document.network.place_of(*id));
        if let Some(first) = first.min_by_key(|place| place.index) {
            put(state, Chosen::all(row(&state.document.network, first, ids.len() * times)));
        }
        out.push(Effect::Announce(Announcement::Repeated(times)));
    }
}

/// `count` nodes from a place on.
fn row(network: &Network, at: Place, count: usize) -> Vec<NodeId> {
    let nodes = network.lane(at.lane).unwrap_or_default();
    nodes.iter().skip(at.index).take(count).map(|node| node.id).collect()
}

pub(super) fn duplicate(state: &mut State, id: NodeId, out: &mut Effects) {
    let ids = state.chosen().with(id);
    let last = ids.last().and_then(|id| state.document.network.place_of(*id));
    if ids.len() == 1 || !Chosen::is_row(&ids, &state.document.network) {
        let edits: Vec<Edit> = ids.iter().map(|id| Edit::Duplicate { id: *id }).collect();
        edit(state, &edits, None, out);
    } else if let Some(last) = last {
        let count = ids.len();
        if edit(state, &[Edit::Repeat { ids, times: 2 }], None, out) {
            let behind = Place { index: last.index + 1, ..last };
            put(state, Chosen::all(row(&state.document.network, behind, count)));
            out.push(Effect::Announce(Announcement::Added));
        }
    }
}

pub(super) fn delete(state: &mut State, id: NodeId, out: &mut Effects) {
    let edits: Vec<Edit> =
        state.chosen().with(id).into_iter().map(|id| Edit::Remove { id }).collect();
    edit(state, &edits, None, out);
}

pub(super) fn insert_preset(
    state: &mut State,
    preset: Preset,
    at: Option<Place>,
    out: &mut Effects,
) {
    let at = at.unwrap_or_else(|| default_place(state, is_map));
    if put_preset(state, preset, at, out) {
        out.push(Effect::Announce(Announcement::BlockAdded));
    }
}

/// Puts a ready-made block to where it fits, as one step.
pub(super) fn put_preset(state: &mut State, preset: Preset, at: Place, out: &mut Effects) -> bool {
    let document = &state.document;
    let items = preset.items(document.report.shape_at(&document.network, at));
    let count = items.len();
    let place = |index| Place { index: at.index + index, ..at };
    let insert = |(index, item): (usize, Item)| Edit::Insert { at: place(index), item };
    let edits: Vec<Edit> = items.into_iter().enumerate().map(insert).collect();
    let done = edit(state, &edits, None, out);
    if done {
        put(state, Chosen::all(row(&state.document.network, at, count)));
    }
    done
}

/// One place up or down.
pub(super) fn shift(state: &mut State, id: NodeId, up: bool, out: &mut Effects) {
    let network = &state.document.network;
    let ids = state.chosen().with(id);
    let ids = if Chosen::is_row(&ids, network) { ids } else { vec![id] };
    let Some(first) = ids.first().and_then(|id| network.place_of(*id)) else { return };
    let len = network.lane(first.lane).map_or(0, <[_]>::len);
    let index = match (up, first.index) {
        (true, 0) => return,
        (true, index) => index - 1,
        // A move's target counts gaps with the nodes still in place.
        (false, index) if index + ids.len() < len => index + ids.len() + 1,
        (false, _) => return,
    };
    move_row(state, &ids, Place { index, ..first }, out);
}

/// Moves neighbours to a gap, in their order, as one step.
pub(super) fn move_row(state: &mut State, ids: &[NodeId], to: Place, out: &mut Effects) {
    let chosen = state.chosen();
    let Some(first) = ids.first().and_then(|id| state.document.network.place_of(*id)) else {
        return;
    };
    // Those that leave from before the gap make room for themselves.
    let forward = first.lane == to.lane && first.index < to.index;
    let gap = |number| Place { index: if forward { to.index } else { to.index + number }, ..to };
    let moves = ids.iter().enumerate().map(|(number, id)| Edit::Move { id: *id, to: gap(number) });
    let moves: Vec<Edit> = moves.collect();
    if !edit(state, &moves, None, out) {
        return;
    }
    let network = &state.document.network;
    let place = ids.first().and_then(|id| network.place_of(*id));
    if let Some(place) = place {
        let at = describe(network, place);
        let at = Where { of: at.of - 1, ..at };
        let what = match ids {
            [only] => Dragged::Node(*only),
            several => Dragged::Nodes(several.to_vec()),
        };
        out.push(Effect::Announce(Announcement::Dropped(what, at)));
    }
    match ids {
        [only] => put(state, Chosen::one(Some(*only))),
        _ => put(state, chosen),
    }
}

/// Whether neighbours that are moved to a gap stay where they are.
pub(super) fn stays(network: &Network, ids: &[NodeId], to: Place) -> bool {
    let own = ids.first().and_then(|id| network.place_of(*id));
    own.is_some_and(|own| {
        own.lane == to.lane && (own.index..=own.index + ids.len()).contains(&to.index)
    })
}

/// The gaps between neighbours and behind them: to them they are the same as the one before.
pub(super) fn twins(
    network: &Network,
    ids: &[NodeId],
) -> Option<(Lane, std::ops::RangeInclusive<usize>)> {
    let own = network.place_of(*ids.first()?)?;
    Some((own.lane, own.index + 1..=own.index + ids.len()))
}
