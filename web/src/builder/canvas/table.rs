//! The network as a table: one row a layer, blocks and stages as rows over theirs.

use super::entry::Entry;
use super::folds::Fold;
use super::look::{Act, Look};
use super::row::{Cells, Row, RowOf};
use super::tree::Tree;
use crate::shared::Shared;
use filtro_net::{NodeId, Report};
use filtro_text::repairs::shape_text;
use filtro_ui::dom::{focus, target};
use filtro_ui::use_text;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// Properties of [`LayerTable`].
#[derive(PartialEq, Properties)]
pub(super) struct TableProps {
    pub(super) tree: Shared<Tree>,
    pub(super) report: Shared<Report>,
    pub(super) selection: Option<NodeId>,
    /// Pictures a step: what the memory is for.
    pub(super) batch: usize,
    pub(super) look: UseReducerDispatcher<Look>,
    pub(super) onselect: Callback<NodeId>,
}

/// A row with its depth, from 1.
pub(super) fn rows(tree: &Tree) -> Vec<(RowOf, usize)> {
    let mut rows = Vec::new();
    if tree.stages.is_empty() {
        tree.root.iter().for_each(|entry| add(entry, 1, &mut rows));
    }
    for (number, stage) in tree.stages.iter().enumerate() {
        rows.push((RowOf::Stage(number + 1, stage.clone()), 1));
        let entries = tree.root.get(stage.range.clone()).filter(|_| !stage.folded);
        entries.into_iter().flatten().for_each(|entry| add(entry, 2, &mut rows));
    }
    rows
}

fn add(entry: &Shared<Entry>, depth: usize, rows: &mut Vec<(RowOf, usize)>) {
    rows.push((RowOf::Node(entry.clone()), depth));
    if !entry.folded {
        entry.lanes.iter().flatten().for_each(|inner| add(inner, depth + 1, rows));
    }
}

/// The table. One row has the tab stop; arrow keys move between rows, fold and unfold.
#[component]
pub(super) fn LayerTable(props: &TableProps) -> Html {
    let text = use_text();
    let t = &text.canvas;
    let report = &props.report;
    let rows = rows(&props.tree);
    let chosen = |row: &RowOf| props.selection.is_some() && row.node() == props.selection;
    let stop = rows.iter().position(|(row, _)| chosen(row)).unwrap_or(0);
    let onclick = {
        let (look, onselect) = (props.look.clone(), props.onselect.clone());
        Callback::from(move |event: MouseEvent| {
            let Some(element) = target::<Element>(&event) else { return };
            let closest = |selector: &str| element.closest(selector).ok().flatten();
            let fold = closest("[data-fold]").and_then(|button| button.get_attribute("data-fold"));
            if let Some(fold) = fold.and_then(|fold| Fold::from_key(&fold)) {
                look.dispatch(Act::Toggle(fold));
            } else if let Some(id) = closest(".layer-row").and_then(|row| node_of(&row)) {
                onselect.emit(id);
            }
        })
    };
    let onkeydown = {
        let (look, onselect) = (props.look.clone(), props.onselect.clone());
        Callback::from(move |event: KeyboardEvent| key(&event, &look, &onselect))
    };
    let totals = Cells {
        output: report.output.map(shape_text),
        parameters: report.parameters,
        multiply_adds: report.multiply_adds,
        activations: report.activations,
        receptive: None,
    };
    let heads = [
        t.layer_column,
        text.network.output,
        text.network.parameters,
        text.network.multiply_adds,
        t.activations,
        t.receptive,
        t.jump,
        t.centre,
    ];
    html! {
        <>
            <div
                class="layer-table" role="treegrid" aria-label={t.table_name}
                aria-rowcount={(rows.len() + 2).to_string()} {onclick} {onkeydown}
            >
                <div class="layer-row head" role="row">
                    for (column, head) in heads.into_iter().enumerate() {
                        <span key={column} role="columnheader">{ head }</span>
                    }
                </div>
                for (index, (of, depth)) in rows.iter().enumerate() {
                    <Row
                        key={of.key()}
                        of={of.clone()}
                        depth={*depth}
                        selected={chosen(of)}
                        stop={index == stop}
                        batch={props.batch}
                    />
                }
                <div class="layer-row totals" role="row">
                    <span role="rowheader">{ text.network.totals }</span>
                    { totals.html(text, props.batch, None) }
                </div>
            </div>
            <p class="canvas-legend">{ (t.table_note)(&text.lang.integer(props.batch as u64)) }</p>
        </>
    }
}

fn node_of(row: &Element) -> Option<NodeId> {
    row.id().strip_prefix("row-")?.parse().ok().map(NodeId)
}

fn key(event: &KeyboardEvent, look: &UseReducerDispatcher<Look>, onselect: &Callback<NodeId>) {
    let Some(row) = target::<Element>(event) else { return };
    if !row.class_list().contains("layer-row") || event.ctrl_key() || event.meta_key() {
        return;
    }
    let fold = |open: &str| {
        let button = row.query_selector("[data-fold]").ok().flatten();
        let folds = row.get_attribute("aria-expanded").as_deref() == Some(open);
        let key = button.filter(|_| folds).and_then(|button| button.get_attribute("data-fold"));
        if let Some(fold) = key.and_then(|key| Fold::from_key(&key)) {
            look.dispatch(Act::Toggle(fold));
        }
    };
    let go = |to: Option<Element>| {
        let to = to.filter(|to| to.has_attribute("tabindex"));
        to.and_then(|to| to.dyn_into().ok()).iter().for_each(focus);
    };
    match event.key().as_str() {
        "ArrowDown" => go(row.next_element_sibling()),
        "ArrowUp" => go(row.previous_element_sibling()),
        "ArrowLeft" => fold("true"),
        "ArrowRight" => fold("false"),
        "Enter" | " " => node_of(&row).into_iter().for_each(|id| onselect.emit(id)),
        _ => return,
    }
    event.prevent_default();
}

#[cfg(test)]
mod tests {
    use super::super::folds::Folds;
    use super::*;
    use filtro_net::inspect;
    use filtro_zoo::template;

    #[test]
    fn every_node_has_a_row_unless_it_is_folded_away() {
        let network = template("resnet-50").unwrap();
        let report = inspect(&network, None);
        let tree = |folds| {
            let look = Look { folds, ..Look::default() };
            Tree::build(&network, &report, &look, &Tree::default())
        };
        let open = tree(Folds::default());
        let nodes: Vec<NodeId> = rows(&open).iter().filter_map(|(row, _)| row.node()).collect();
        assert_eq!(nodes, network.walk().map(|node| node.id).collect::<Vec<_>>());
        let folded = rows(&tree(Folds::first(&network)));
        let stages = folded.iter().filter(|(row, _)| row.node().is_none()).count();
        assert_eq!(folded.len() - stages, network.nodes.len());
        let all = rows(&tree(Folds::of(open.all_folds())));
        assert_eq!(all.len(), open.stages.len());
    }
}
