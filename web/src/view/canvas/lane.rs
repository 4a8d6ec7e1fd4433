//! A sequence: gaps and cards in turn.

use super::card::Card;
use super::marks::Marks;
use super::menu::{lazy_menu, of_gap};
use super::pointer::gap_id;
use super::tree::{Entry, Shared};
use crate::text::use_text;
use crate::view::icon::Icon;
use filtro_app::Event;
use filtro_net::{Lane, Place};
use yew::prelude::*;

/// Cards that are looked through together for a change.
pub(super) const CHUNK: usize = 12;

/// Properties of [`LaneView`].
#[derive(PartialEq, Properties)]
pub(super) struct LaneProps {
    pub(super) entries: Vec<Shared<Entry>>,
    pub(super) lane: Lane,
    pub(super) marks: Marks,
    pub(super) send: Callback<Event>,
}

/// A sequence of the network.
#[component]
pub(super) fn LaneView(props: &LaneProps) -> Html {
    let LaneProps { entries, lane, marks, send } = props;
    let last = Place { lane: *lane, index: entries.len() };
    html! {
        <ol class="lane">
            for (number, part) in entries.chunks(CHUNK).enumerate() {
                <Part
                    key={number}
                    entries={part.to_vec()}
                    lane={*lane}
                    start={number * CHUNK}
                    marks={marks.within(*lane, number * CHUNK, part)}
                    send={send.clone()}
                />
            }
            <li key="gap-last" class="lane-gap">
                <Gap
                    place={last}
                    target={marks.aims_at(last)}
                    alone={entries.is_empty()}
                    send={send.clone()}
                />
            </li>
        </ol>
    }
}

/// A gap between two cards, or at the end of a lane.
pub(super) fn gap(place: Place, marks: &Marks, send: &Callback<Event>) -> Html {
    html! { <Gap {place} target={marks.aims_at(place)} send={send.clone()} /> }
}

/// Properties of [`Part`].
#[derive(PartialEq, Properties)]
pub(super) struct PartProps {
    pub(super) entries: Vec<Shared<Entry>>,
    pub(super) lane: Lane,
    /// Index of the first.
    pub(super) start: usize,
    /// The gap before the first is drawn elsewhere.
    #[prop_or_default]
    pub(super) begun: bool,
    pub(super) marks: Marks,
    pub(super) send: Callback<Event>,
}

/// Some cards of a lane, each behind its gap.
#[component]
pub(super) fn Part(props: &PartProps) -> Html {
    let PartProps { entries, lane, start, begun, marks, send } = props;
    let place = |index| Place { lane: *lane, index: start + index };
    // One flat list, all with keys: only so is a card that moves the same card.
    let mut rows: Vec<Html> = Vec::with_capacity(2 * entries.len());
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 || !begun {
            rows.push(html! {
                <li key={format!("gap-{index}")} class="lane-gap">
                    { gap(place(index), marks, send) }
                </li>
            });
        }
        rows.push(html! {
            <li key={entry.id.0} class="lane-node" style={room(entry)}>
                <Card entry={entry.clone()} marks={marks.of(entry)} send={send.clone()} />
            </li>
        });
    }
    rows.into_iter().collect()
}

/// How many cards an entry is high, for the room that it takes off the screen.
fn room(entry: &Entry) -> String {
    format!("--cards: {}", entry.height)
}

#[derive(PartialEq, Properties)]
struct GapProps {
    place: Place,
    target: bool,
    /// It is all that its lane has: as high as the lane, so that it is easily met.
    #[prop_or_default]
    alone: bool,
    send: Callback<Event>,
}

/// A place between two cards: a button that adds a layer, and where a dragged one goes.
#[component]
fn Gap(props: &GapProps) -> Html {
    let text = use_text();
    let used = use_state_eq(|| false);
    let GapProps { place, target, alone, send } = props;
    html! {
        <div
            class={classes!("gap", target.then_some("target"), alone.then_some("alone"))}
            id={gap_id(*place)}
            data-gap={if *alone { "alone" } else { "" }}
        >
            { lazy_menu(text.network.add_here.into(), Icon::Plus, false, &used, || {
                of_gap(text, *place, send)
            }) }
        </div>
    }
}
