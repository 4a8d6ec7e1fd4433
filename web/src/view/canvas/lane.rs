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
const CHUNK: usize = 24;
/// About how high a card and a gap are, in rem: room for cards that were never on the screen.
const CARD: u32 = 8;

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
                <Gap place={last} target={marks.aims_at(last)} send={send.clone()} />
            </li>
        </ol>
    }
}

#[derive(PartialEq, Properties)]
struct PartProps {
    entries: Vec<Shared<Entry>>,
    lane: Lane,
    /// Index of the first.
    start: usize,
    marks: Marks,
    send: Callback<Event>,
}

/// Some cards of a lane, each behind its gap.
#[component]
fn Part(props: &PartProps) -> Html {
    let PartProps { entries, lane, start, marks, send } = props;
    let place = |index| Place { lane: *lane, index: start + index };
    // One flat list: only so do the keys tell which card has moved.
    html! {
        for (index, entry) in entries.iter().enumerate() {
            <li key={format!("gap-{index}")} class="lane-gap">
                <Gap
                    place={place(index)}
                    target={marks.aims_at(place(index))}
                    send={send.clone()}
                />
            </li>
            <li key={entry.id.0} class="lane-node" style={room(entry)}>
                <Card entry={entry.clone()} marks={marks.of(entry)} send={send.clone()} />
            </li>
        }
    }
}

fn room(entry: &Entry) -> String {
    format!("--room: {}rem", entry.height.saturating_mul(CARD))
}

#[derive(PartialEq, Properties)]
struct GapProps {
    place: Place,
    target: bool,
    send: Callback<Event>,
}

/// A place between two cards: a button that adds a layer, and where a dragged one goes.
#[component]
fn Gap(props: &GapProps) -> Html {
    let text = use_text();
    let used = use_state_eq(|| false);
    let GapProps { place, target, send } = props;
    html! {
        <div class={classes!("gap", target.then_some("target"))} id={gap_id(*place)} data-gap="">
            { lazy_menu(text.network.add_here.into(), Icon::Plus, false, &used, || {
                of_gap(text, *place, send)
            }) }
        </div>
    }
}
