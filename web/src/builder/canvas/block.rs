//! The contents of a block on its card: its lanes side by side, each with its name and what it
//! ends in, and how they come together. A residual block is drawn as its body, with the shortcut as
//! a line around it.

use super::entry::Entry;
use super::lane::{LaneView, Sequence};
use super::marks::Marks;
use crate::builder::lane_fields::{add_lane, merge_field, remove_lane};
use crate::names::name_of;
use crate::shared::Shared;
use filtro_app::Event;
use filtro_net::{BlockSort, Lane};
use filtro_text::Text;
use filtro_text::repairs::shape_text;
use yew::prelude::*;

/// A block's lanes, and what can be done with them. It stands at the position `at`, in words.
pub(super) fn contents(
    text: &Text,
    entry: &Entry,
    at: &str,
    sort: BlockSort,
    marks: &Marks,
    send: &Callback<Event>,
) -> Html {
    let residual = sort == BlockSort::Residual;
    let identity = residual && entry.lanes.get(1).is_some_and(Vec::is_empty);
    html! {
        <>
            <div
                class={classes!(
                    "block-lanes",
                    residual.then_some("residual"),
                    identity.then_some("identity"),
                )}
            >
                if residual {
                    // Where the line leaves, and where it turns down.
                    <span class="skip-fork" aria-hidden="true" />
                    <span class="skip-turn" aria-hidden="true" />
                }
                for (number, entries) in entry.lanes.iter().enumerate() {
                    { lane(text, entry, at, sort, number, entries, marks, send) }
                }
                if residual {
                    <span class="skip-join" aria-hidden="true"><span>{ "+" }</span></span>
                    <span class="skip-turn back" aria-hidden="true" />
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

/// A lane of the block `entry`, which stands at the position `at`, in words.
pub(super) fn sequence(text: &Text, entry: &Entry, number: usize, at: &str) -> Sequence {
    let sort = entry.item.block().map(filtro_net::Block::sort);
    let lane = sort.map_or_else(String::new, |sort| (text.blocks.lane)(sort, number));
    let block = name_of(&entry.item, entry.name.as_deref(), text.lang);
    Sequence {
        lane: Lane::Of { block: entry.id, lane: number },
        within: (text.canvas.within)(&lane, &block, at).into(),
        input: entry.report.as_ref().and_then(|report| report.input),
    }
}

#[allow(clippy::too_many_arguments, reason = "a part of a drawing, called in one place")]
fn lane(
    text: &Text,
    entry: &Entry,
    at: &str,
    sort: BlockSort,
    number: usize,
    entries: &[Shared<Entry>],
    marks: &Marks,
    send: &Callback<Event>,
) -> Html {
    let t = &text.blocks;
    let sequence = sequence(text, entry, number, at);
    let lane = sequence.lane;
    let name = (t.lane)(sort, number);
    // What the last one makes; an empty lane passes on what goes into the block.
    let end = match entries.last() {
        Some(last) => last.report.as_ref().and_then(|report| report.output),
        None => sequence.input,
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
                {sequence}
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
