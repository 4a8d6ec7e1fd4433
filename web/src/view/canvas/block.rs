//! The contents of a block on its card: its lanes side by side, each with its name and what it
//! ends in, and how they come together.

use super::lane::LaneView;
use super::marks::Marks;
use super::tree::{Entry, Shared};
use crate::text::Text;
use crate::text::repairs::shape_text;
use crate::view::inspector::{add_lane, merge_field, remove_lane};
use filtro_app::Event;
use filtro_net::{BlockSort, Lane};
use yew::prelude::*;

/// A block's lanes, side by side, and what can be done with them.
pub(super) fn contents(
    text: &Text,
    entry: &Entry,
    sort: BlockSort,
    marks: &Marks,
    send: &Callback<Event>,
) -> Html {
    html! {
        <>
            <div class="block-lanes">
                for (number, entries) in entry.lanes.iter().enumerate() {
                    { lane(text, entry, sort, number, entries, marks, send) }
                }
            </div>
            if let BlockSort::Parallel(merge) = sort {
                <div class="block-merge">
                    { merge_field(text, entry.id, merge, send) }
                    { add_lane(text, entry.id, sort, send) }
                </div>
            }
        </>
    }
}

fn lane(
    text: &Text,
    entry: &Entry,
    sort: BlockSort,
    number: usize,
    entries: &[Shared<Entry>],
    marks: &Marks,
    send: &Callback<Event>,
) -> Html {
    let t = &text.blocks;
    let lane = Lane::Of { block: entry.id, lane: number };
    let name = (t.lane)(sort, number);
    // What the last one makes; an empty lane passes on what goes into the block.
    let end = match entries.last() {
        Some(last) => last.report.as_ref().and_then(|report| report.output),
        None => entry.report.as_ref().and_then(|report| report.input),
    };
    html! {
        <div class="block-lane" key={number} role="group" aria-label={name.clone()}>
            <div class="lane-head">
                <span class="lane-name">{ name }</span>
                { remove_lane(text, entry.id, sort, number, entries.len(), send) }
                if entries.is_empty() {
                    <span class="lane-note small muted">{ t.identity }</span>
                }
            </div>
            <LaneView
                entries={entries.to_vec()}
                {lane}
                marks={marks.within(lane, 0, entries)}
                send={send.clone()}
            />
            <p class="lane-end">
                <span class="visually-hidden">{ text.network.output }{ ": " }</span>
                <span class="card-shape">{ end.map_or_else(|| "–".to_owned(), shape_text) }</span>
            </p>
        </div>
    }
}
