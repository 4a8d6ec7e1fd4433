//! A block in the inspector: how its lanes come together, and where each ends.

use crate::builder::lane_fields::{add_lane, merge_field, remove_lane};
use filtro_app::Event;
use filtro_net::{Block, BlockSort, Lane, Network, NodeId, Place, Report};
use filtro_text::Text;
use filtro_text::repairs::shape_text;
use yew::prelude::*;

/// The block's merge and lanes.
pub(super) fn section(
    text: &Text,
    id: NodeId,
    block: &Block,
    network: &Network,
    report: &Report,
    send: &Callback<Event>,
) -> Html {
    let t = &text.blocks;
    let sort = block.sort();
    let end = |lane: usize, index: usize| {
        let place = Place { lane: Lane::Of { block: id, lane }, index };
        report.shape_at(network, place).map_or_else(|| "–".to_owned(), shape_text)
    };
    html! {
        <section class="section" aria-label={t.lanes}>
            <h3>{ t.lanes }</h3>
            if let BlockSort::Parallel(merge) = sort {
                { merge_field(text, id, merge, send) }
            }
            <ul class="block-ends">
                for (lane, nodes) in block.lanes().into_iter().enumerate() {
                    <li key={lane}>
                        <span>{ (t.lane)(sort, lane) }</span>
                        if nodes.is_empty() {
                            <span class="small muted">{ t.identity }</span>
                        }
                        <span class="card-space" />
                        <span class="card-shape">{ end(lane, nodes.len()) }</span>
                        { remove_lane(text, id, sort, lane, nodes.len(), send) }
                    </li>
                }
            </ul>
            { add_lane(text, id, sort, send) }
        </section>
    }
}
