//! Drags.

use super::blocks::{move_row, put_preset, stays, twins};
use super::chosen::put;
use super::document::{default_place, edit, is_map, takes};
use super::effects::Effects;
use crate::chosen::Chosen;
use crate::drag::{
    Announcement, Drag, DragEvent, Dragged, Gap, Source, Target, describe, gaps, nearest_gap,
};
use crate::effect::Effect;
use crate::state::State;
use filtro_net::{Edit, NodeId, Place};

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

/// Where a drag begins: nodes at their own place, something new where a click would put it.
fn origin(state: &State, what: &Dragged) -> Place {
    let own = |id: &NodeId| state.document.network.place_of(*id).unwrap_or(Place::root(0));
    match what {
        Dragged::Node(id) => own(id),
        Dragged::Nodes(ids) => ids.first().map_or(Place::root(0), own),
        Dragged::New(item) => default_place(state, |shape| takes(item, shape)),
        Dragged::Preset(_) => default_place(state, is_map),
    }
}

fn begin(state: &mut State, what: Dragged, source: Source, at: [f64; 2], out: &mut Effects) {
    let what = match what {
        Dragged::Node(id) => {
            let network = &state.document.network;
            if network.find(id).is_none() {
                return;
            }
            // One of several neighbours takes the others along.
            if state.group.contains(&id) && Chosen::is_row(&state.group, network) {
                Dragged::Nodes(state.group.clone())
            } else {
                put(state, Chosen::one(Some(id)));
                Dragged::Node(id)
            }
        }
        other => other,
    };
    state.document.settle();
    let place = origin(state, &what);
    let is_new = what.nodes().is_empty();
    let target = if is_new && source == Source::Pointer { Target::Out } else { Target::Gap(place) };
    let whereabouts = describe(&state.document.network, place);
    out.push(Effect::Announce(Announcement::PickedUp(what.clone(), whereabouts)));
    state.drag = Drag::Moving { what, source, target, at };
}

fn moved(state: &mut State, to: [f64; 2], on_screen: &[Gap], out: &mut Effects) {
    if let Drag::Pressed { what, at } = &state.drag {
        if !Drag::is_far(*at, to) {
            return;
        }
        let what = what.clone();
        begin(state, what, Source::Pointer, to, out);
    }
    let Drag::Moving { what, source: Source::Pointer, target: old, .. } = &state.drag else {
        return;
    };
    let home = home(state, what, to, on_screen);
    let places = gaps(&state.document.network, what.nodes());
    let on_screen: Vec<_> =
        on_screen.iter().copied().filter(|gap| places.contains(&gap.place)).collect();
    let now = match old {
        Target::Gap(place) => Some(*place),
        Target::Out => None,
    };
    let new = home.or_else(|| nearest_gap(to, &on_screen, now)).map_or(Target::Out, Target::Gap);
    aim(state, new, to, out);
}

/// The place that nodes have now, if the pointer is still on them: a block may be so high that no
/// gap around it is within reach, and who lets go of it there has not thrown it out. Its end may be
/// too far away to be among the gaps.
fn home(state: &State, what: &Dragged, [x, y]: [f64; 2], on_screen: &[Gap]) -> Option<Place> {
    let before = state.document.network.place_of(*what.nodes().first()?)?;
    let after = Place { index: before.index + what.nodes().len(), ..before };
    let line = |place: Place| on_screen.iter().find(|gap| gap.place == place);
    let top = line(before)?;
    let within = (top.left..=top.right).contains(&x) && y >= top.y;
    (within && line(after).is_none_or(|bottom| y <= bottom.y)).then_some(before)
}

fn next(state: &mut State, down: bool, hidden: &[Place], out: &mut Effects) {
    let Drag::Moving { what, target, at, .. } = &state.drag else { return };
    let mut places = gaps(&state.document.network, what.nodes());
    if let Some((lane, twins)) = twins(&state.document.network, what.nodes()) {
        places.retain(|place| place.lane != lane || !twins.contains(&place.index));
    }
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
        (Dragged::Preset(preset), Target::Gap(at)) => {
            let whereabouts = describe(network, at);
            if put_preset(state, preset, at, out) {
                let said = Announcement::Dropped(Dragged::Preset(preset), whereabouts);
                out.push(Effect::Announce(said));
            }
        }
        (what @ (Dragged::Node(_) | Dragged::Nodes(_)), Target::Gap(to)) => {
            if stays(network, what.nodes(), to) {
                out.push(Effect::Announce(Announcement::Cancelled(what)));
            } else {
                move_row(state, what.nodes(), to, out);
            }
        }
        (what @ (Dragged::Node(_) | Dragged::Nodes(_)), Target::Out) => {
            let edits: Vec<Edit> = what.nodes().iter().map(|id| Edit::Remove { id: *id }).collect();
            edit(state, &edits, None, out);
        }
        (what @ (Dragged::New(_) | Dragged::Preset(_)), Target::Out) => {
            out.push(Effect::Announce(Announcement::Cancelled(what)));
        }
    }
}
