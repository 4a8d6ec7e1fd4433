//! Drags.

use super::Effects;
use super::document::edit;
use crate::drag::{
    Announcement, Drag, DragEvent, Dragged, Source, Target, describe, gaps, nearest_gap,
};
use crate::effect::Effect;
use crate::state::State;
use filtro_net::{Edit, Place};

pub(super) fn drag(state: &mut State, event: DragEvent, out: &mut Effects) {
    match event {
        DragEvent::Press { what, at } => state.drag = Drag::Pressed { what, at },
        DragEvent::Hold => {
            if let Drag::Pressed { what, at } = std::mem::take(&mut state.drag) {
                begin(state, what, Source::Pointer, at, out);
            }
        }
        DragEvent::Move { at, gaps } => moved(state, at, &gaps, out),
        DragEvent::PickUp(what) => begin(state, what, Source::Keyboard, [0.0; 2], out),
        DragEvent::Next { down, hidden } => next(state, down, &hidden, out),
        DragEvent::Drop => drop(state, out),
        DragEvent::Cancel => {
            if let Drag::Moving { what, .. } = std::mem::take(&mut state.drag) {
                out.push(Effect::Announce(Announcement::Cancelled(what)));
            }
        }
    }
}

/// Where a drag begins: a node at its own place, a new item behind the selected node.
fn origin(state: &State, what: &Dragged) -> Place {
    let network = &state.document.network;
    let node = match what {
        Dragged::Node(id) => return network.place_of(*id).unwrap_or(Place::root(0)),
        Dragged::New(_) => state.selection,
    };
    node.and_then(|id| network.place_of(id)).map_or_else(
        || Place::root(network.nodes.len()),
        |place| Place { index: place.index + 1, ..place },
    )
}

fn begin(state: &mut State, what: Dragged, source: Source, at: [f64; 2], out: &mut Effects) {
    if let Dragged::Node(id) = what {
        if state.document.network.find(id).is_none() {
            return;
        }
        state.selection = Some(id);
    }
    state.document.settle();
    let place = origin(state, &what);
    let target = match (source, &what) {
        (Source::Pointer, Dragged::New(_)) => Target::Out,
        _ => Target::Gap(place),
    };
    let whereabouts = describe(&state.document.network, place);
    out.push(Effect::Announce(Announcement::PickedUp(what.clone(), whereabouts)));
    state.drag = Drag::Moving { what, source, target, at };
}

fn moved(state: &mut State, to: [f64; 2], on_screen: &[crate::drag::Gap], out: &mut Effects) {
    if let Drag::Pressed { what, at } = &state.drag {
        if !Drag::is_far(*at, to) {
            return;
        }
        let what = what.clone();
        begin(state, what, Source::Pointer, to, out);
    }
    let fitting = |what: &Dragged| {
        let without = match what {
            Dragged::Node(id) => Some(*id),
            Dragged::New(_) => None,
        };
        gaps(&state.document.network, without)
    };
    let Drag::Moving { what, source: Source::Pointer, target: old, .. } = &state.drag else {
        return;
    };
    let places = fitting(what);
    let on_screen: Vec<_> =
        on_screen.iter().copied().filter(|gap| places.contains(&gap.place)).collect();
    let now = match old {
        Target::Gap(place) => Some(*place),
        Target::Out => None,
    };
    let new = nearest_gap(to, &on_screen, now).map_or(Target::Out, Target::Gap);
    aim(state, new, to, out);
}

fn next(state: &mut State, down: bool, hidden: &[Place], out: &mut Effects) {
    let Drag::Moving { what, target, at, .. } = &state.drag else { return };
    let (without, own) = match what {
        Dragged::Node(id) => (Some(*id), state.document.network.place_of(*id)),
        Dragged::New(_) => (None, None),
    };
    // The gap behind a node is for it the same as the one before.
    let twin = own.map(|place| Place { index: place.index + 1, ..place });
    let mut places = gaps(&state.document.network, without);
    places.retain(|place| Some(*place) != twin);
    let now = match target {
        Target::Gap(place) => places.iter().position(|other| other == place),
        Target::Out => None,
    };
    let (before, behind) = match now {
        Some(now) => (places.get(..now), places.get(now + 1..)),
        None => (None, Some(&places[..])),
    };
    let shown = |place: &&Place| !hidden.contains(place);
    let place = if down || now.is_none() {
        behind.and_then(|behind| behind.iter().find(shown))
    } else {
        before.and_then(|before| before.iter().rev().find(shown))
    };
    let at = *at;
    if let Some(place) = place {
        aim(state, Target::Gap(*place), at, out);
    }
}

fn aim(state: &mut State, new: Target, to: [f64; 2], out: &mut Effects) {
    let Drag::Moving { what, target, at, .. } = &mut state.drag else { return };
    *at = to;
    if *target == new {
        return;
    }
    *target = new;
    let said = match new {
        Target::Gap(place) => {
            Announcement::Over(what.clone(), describe(&state.document.network, place))
        }
        Target::Out => Announcement::Outside(what.clone()),
    };
    out.push(Effect::Announce(said));
}

fn drop(state: &mut State, out: &mut Effects) {
    let Drag::Moving { what, target, .. } = std::mem::take(&mut state.drag) else { return };
    let network = &state.document.network;
    match (what, target) {
        (Dragged::New(item), Target::Gap(at)) => {
            let whereabouts = describe(network, at);
            let insert = Edit::Insert { at, item: item.clone() };
            if edit(state, &[insert], None, out) {
                let said = Announcement::Dropped(Dragged::New(item), whereabouts);
                out.push(Effect::Announce(said));
            }
        }
        (Dragged::Node(id), Target::Gap(to)) => {
            let own = network.place_of(id);
            let stays = own.is_some_and(|own| {
                own.lane == to.lane && (to.index == own.index || to.index == own.index + 1)
            });
            if stays {
                out.push(Effect::Announce(Announcement::Cancelled(Dragged::Node(id))));
            } else if edit(state, &[Edit::Move { id, to }], None, out) {
                state.selection = Some(id);
                let network = &state.document.network;
                if let Some(place) = network.place_of(id) {
                    let at = describe(network, place);
                    let at = crate::drag::Where { of: at.of - 1, ..at };
                    out.push(Effect::Announce(Announcement::Dropped(Dragged::Node(id), at)));
                }
            }
        }
        (Dragged::Node(id), Target::Out) => {
            edit(state, &[Edit::Remove { id }], None, out);
        }
        (what @ Dragged::New(_), Target::Out) => {
            out.push(Effect::Announce(Announcement::Cancelled(what)));
        }
    }
}
