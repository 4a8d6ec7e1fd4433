//! The contents of a block on its card.

use super::lane::LaneView;
use super::marks::Marks;
use super::tree::{Entry, Shared};
use filtro_app::Event;
use filtro_net::Lane;
use yew::prelude::*;

/// A block's lanes, side by side.
pub(super) fn contents(entry: &Entry, marks: &Marks, send: &Callback<Event>) -> Html {
    html! {
        <div class="block-lanes">
            for (number, entries) in entry.lanes.iter().enumerate() {
                { lane(entry, number, entries, marks, send) }
            }
        </div>
    }
}

fn lane(
    entry: &Entry,
    number: usize,
    entries: &[Shared<Entry>],
    marks: &Marks,
    send: &Callback<Event>,
) -> Html {
    let lane = Lane::Of { block: entry.id, lane: number };
    html! {
        <LaneView
            key={number}
            entries={entries.to_vec()}
            {lane}
            marks={marks.within(lane, 0, entries)}
            send={send.clone()}
        />
    }
}
