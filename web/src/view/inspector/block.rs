//! A block in the inspector: how its lanes come together, and where each ends.

use crate::text::Text;
use crate::text::repairs::shape_text;
use crate::view::control::{Button, ChoiceOption, Select};
use crate::view::icon::Icon;
use filtro_app::Event;
use filtro_net::{Block, BlockSort, Edit, Lane, Merge, Network, NodeId, Place, Report};
use yew::prelude::*;

const MERGES: [(Merge, &str); 3] =
    [(Merge::Concat, "concat"), (Merge::Add, "add"), (Merge::Multiply, "multiply")];

/// A choice of merges.
pub fn merge_field(text: &Text, block: NodeId, merge: Merge, send: &Callback<Event>) -> Html {
    let t = &text.blocks;
    let value = MERGES.iter().find(|(sort, _)| *sort == merge).map_or("", |(_, key)| *key);
    let options: Vec<_> =
        MERGES.iter().map(|(merge, key)| ChoiceOption::new(*key, (t.merged)(*merge))).collect();
    let send = send.clone();
    let onchange = Callback::from(move |key: AttrValue| {
        let chosen = MERGES.iter().find(|(_, name)| *name == key);
        if let Some((merge, _)) = chosen {
            send.emit(Event::Edit(Edit::SetMerge { block, merge: *merge }));
        }
    });
    html! { <Select label={t.merge} {options} {value} {onchange} /> }
}

/// Takes a branch out, or empties a shortcut; nothing where there is nothing to take.
pub fn remove_lane(
    text: &Text,
    block: NodeId,
    sort: BlockSort,
    lane: usize,
    nodes: usize,
    send: &Callback<Event>,
) -> Html {
    let t = &text.blocks;
    let label = match (sort, lane) {
        (BlockSort::Parallel(_), _) => (t.remove_lane)(&(t.lane)(sort, lane)),
        (BlockSort::Residual, 1) if nodes > 0 => t.clear_shortcut.to_owned(),
        (BlockSort::Residual, _) => return html! {},
    };
    let onclick = send.reform(move |()| Event::Edit(Edit::RemoveLane { block, lane }));
    html! { <Button {label} icon={Icon::Trash} icon_only=true class="quiet" {onclick} /> }
}

/// Gives a parallel block another branch.
pub fn add_lane(text: &Text, block: NodeId, sort: BlockSort, send: &Callback<Event>) -> Html {
    if sort == BlockSort::Residual {
        return html! {};
    }
    let onclick = send.reform(move |()| Event::Edit(Edit::AddLane { block }));
    html! {
        <Button label={text.blocks.add_lane} icon={Icon::Plus} class="small-target" {onclick} />
    }
}

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
