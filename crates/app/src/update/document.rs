//! Edits of the network.

use super::chosen::put;
use super::effects::Effects;
use crate::chosen::Chosen;
use crate::drag::Announcement;
use crate::effect::Effect;
use crate::notice::{NoticeCode, Spot};
use crate::state::{Pending, State};
use filtro_net::{Edit, EditError, Field, Item, Network, NodeId, Place, Shape, Value, file};
use std::rc::Rc;

/// Makes edits as one step; whether they could be made.
pub(super) fn edit(
    state: &mut State,
    edits: &[Edit],
    open: Option<(NodeId, Field)>,
    out: &mut Effects,
) -> bool {
    let target = state.target();
    let created = match state.document.apply(edits, open, target) {
        Ok(created) => created,
        Err(error) => {
            refused(state, error);
            return false;
        }
    };
    state.withdraw(|code| matches!(code, NoticeCode::EditRefused(_)));
    if created.is_some() {
        put(state, Chosen::one(created));
    }
    if let Some(said) = edits.iter().find_map(announcement) {
        out.push(Effect::Announce(said));
    }
    keep(state, out);
    true
}

/// What is said of an edit, whichever way it came.
const fn announcement(edit: &Edit) -> Option<Announcement> {
    match edit {
        Edit::Remove { .. } => Some(Announcement::Removed),
        Edit::Duplicate { .. } => Some(Announcement::Added),
        Edit::AddLane { .. } => Some(Announcement::LaneAdded),
        Edit::RemoveLane { .. } => Some(Announcement::LaneRemoved),
        _ => None,
    }
}

/// The network is as it was. Most refused edits come from a view that is a moment behind; of the
/// others the person is told.
fn refused(state: &mut State, error: EditError) {
    if matches!(
        error,
        EditError::TooDeep { .. } | EditError::TooManyNodes { .. } | EditError::NotNeighbours(_)
    ) {
        state.notify(Spot::Network, NoticeCode::EditRefused(error));
    }
}

/// What follows every change: nothing points at what is gone, and the browser keeps the document.
fn keep(state: &mut State, out: &mut Effects) {
    put(state, state.chosen());
    state.asking = state.asking.filter(|id| state.document.network.find(*id).is_some());
    out.push(Effect::Autosave(file::to_json(&state.document.network)));
}

pub(super) fn set(state: &mut State, id: NodeId, values: &[(Field, Value)], out: &mut Effects) {
    let Some((first, _)) = values.first() else { return };
    let set = |(field, value): &(Field, Value)| Edit::Set { id, field: *field, value: *value };
    let edits: Vec<Edit> = values.iter().map(set).collect();
    edit(state, &edits, Some((id, *first)), out);
}

/// Behind what is selected; else the last place of the outermost sequence whose shape something
/// new `takes`, or the end.
pub(super) fn default_place(state: &State, takes: impl Fn(Shape) -> bool) -> Place {
    let (network, report) = (&state.document.network, &state.document.report);
    let last = state.group.last().copied().or(state.selection);
    if let Some(place) = last.and_then(|id| network.place_of(id)) {
        return Place { index: place.index + 1, ..place };
    }
    let end = network.nodes.len();
    let fits = |at: &Place| report.shape_at(network, *at).is_some_and(&takes);
    (0..=end).rev().map(Place::root).find(fits).unwrap_or(Place::root(end))
}

/// Whether an item has something to do with a shape: a layer computes from it, a block is for
/// maps.
pub(super) fn takes(item: &Item, shape: Shape) -> bool {
    match item {
        Item::Layer(layer) => layer.output(shape).is_ok(),
        Item::Block(_) => is_map(shape),
    }
}

pub(super) const fn is_map(shape: Shape) -> bool {
    matches!(shape, Shape::Map { .. })
}

pub(super) fn insert(state: &mut State, item: Item, at: Option<Place>, out: &mut Effects) {
    let at = at.unwrap_or_else(|| default_place(state, |shape| takes(&item, shape)));
    let said = match item {
        Item::Layer(_) => Announcement::Added,
        Item::Block(_) => Announcement::BlockAdded,
    };
    if edit(state, &[Edit::Insert { at, item }], None, out) {
        out.push(Effect::Announce(said));
    }
}

/// A step back, or again; asked about first where it would end a run for another document, or for
/// other weights. An edit is as quickly done again.
pub(super) fn travel(state: &mut State, back: bool, out: &mut Effects) {
    let far = state.document.ahead(back).is_some_and(|(opened, renewed)| opened || renewed);
    if far && state.in_progress() {
        state.pending = Some(Pending::Travel { back });
    } else {
        go(state, back, out);
    }
}

pub(super) fn go(state: &mut State, back: bool, out: &mut Effects) {
    let (target, opened) = (state.target(), state.document.opened);
    if state.document.travel(back, target) {
        if state.document.opened != opened {
            state.cost.own = None;
        }
        let said = if back { Announcement::Undone } else { Announcement::Redone };
        out.push(Effect::Announce(said));
        // What was selected when this network was on the screen, where what is selected is not in it.
        if state.selection.is_some_and(|id| state.document.network.find(id).is_none()) {
            put(state, state.document.chosen.clone());
        }
        keep(state, out);
    }
}

pub(super) fn template(state: &mut State, name: String, out: &mut Effects) {
    state.withdraw(|code| matches!(code, NoticeCode::TemplateMissing { .. }));
    state.fetching = Some(name.clone());
    out.push(Effect::FetchTemplate(name));
}

/// The file of a template. One that is not waited for any more changes nothing.
pub(super) fn fetched(
    state: &mut State,
    name: String,
    text: Result<String, String>,
    out: &mut Effects,
) {
    if state.fetching.as_ref() != Some(&name) {
        return;
    }
    state.fetching = None;
    match text {
        Ok(text) => {
            let before = state.document.opened;
            open(state, &text, out);
            // The relatives for CIFAR are the page's own.
            if state.document.opened != before && !name.ends_with("-cifar") {
                state.document.mark_original();
            }
        }
        Err(why) => state.notify(Spot::Page, NoticeCode::TemplateMissing { name, why }),
    }
}

/// Puts another document in place, asked about first where that would end a run. `first`: its
/// first layer is shown.
fn replace(state: &mut State, network: Network, first: bool, out: &mut Effects) {
    if state.in_progress() {
        state.pending = Some(Pending::Open(Rc::new(network), first));
    } else {
        put_in_place(state, &network, first, out);
    }
}

pub(super) fn put_in_place(state: &mut State, network: &Network, first: bool, out: &mut Effects) {
    let target = state.target();
    state.document.open(network.clone(), target);
    state.cost.own = None;
    let node = network.nodes.first().filter(|_| first);
    put(state, Chosen::one(node.map(|node| node.id)));
    keep(state, out);
    out.push(Effect::ShowNetwork);
}

pub(super) fn open(state: &mut State, text: &str, out: &mut Effects) {
    if let Some(network) = read(state, text) {
        replace(state, network, false, out);
    }
}

/// Opens a document of which nothing is asked any more.
pub(super) fn open_at_once(state: &mut State, text: &str, out: &mut Effects) {
    if let Some(network) = read(state, text) {
        put_in_place(state, &network, false, out);
    }
}

fn read(state: &mut State, text: &str) -> Option<Network> {
    match file::from_json(text) {
        Ok(network) => {
            state.fetching = None;
            state.withdraw(|code| {
                matches!(
                    code,
                    NoticeCode::NetworkUnreadable(_) | NoticeCode::TemplateMissing { .. }
                )
            });
            Some(network)
        }
        Err(error) => {
            state.notify(Spot::Network, NoticeCode::NetworkUnreadable(error));
            None
        }
    }
}

pub(super) fn build(state: &mut State, network: Network, out: &mut Effects) {
    replace(state, network, true, out);
}

pub(super) fn unknown(state: &mut State, name: String) {
    state.notify(Spot::Page, NoticeCode::FileUnknown(name));
}

pub(super) fn not_opened(state: &mut State, names: String) {
    state.notify(Spot::Network, NoticeCode::NotOpened(names));
}

pub(super) fn save(state: &State, out: &mut Effects) {
    let network = &state.document.network;
    let (name, text) = (format!("{}.json", stem(network)), file::to_json(network));
    out.push(Effect::SaveFile { name, text });
}

/// The name of a network as a file's.
pub(super) fn stem(network: &Network) -> String {
    let letter = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let words: String = network.name.chars().map(letter).collect();
    let words: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "network".to_owned() } else { words.join("-") }
}
