//! The outermost sequence, with the headings of its stages where it is long.

use super::card::{layers, toggle};
use super::folds::Fold;
use super::lane::{CHUNK, LaneView, Part, gap};
use super::marks::Marks;
use super::stage::{Size, Stage};
use super::tree::{Shared, Tree};
use crate::text::{Text, use_text};
use filtro_app::Event;
use filtro_net::{Lane, Place};
use yew::prelude::*;

/// Properties of [`Root`].
#[derive(PartialEq, Properties)]
pub(super) struct RootProps {
    pub(super) tree: Shared<Tree>,
    pub(super) marks: Marks,
    pub(super) send: Callback<Event>,
}

/// The outermost sequence.
#[component]
pub(super) fn Root(props: &RootProps) -> Html {
    let text = use_text();
    let RootProps { tree, marks, send } = props;
    if tree.stages.is_empty() {
        let (entries, marks) = (tree.root.clone(), marks.clone());
        return html! { <LaneView {entries} lane={Lane::Root} {marks} send={send.clone()} /> };
    }
    let mut rows: Vec<Html> = Vec::new();
    let gap_row = |key: String, index| {
        html! { <li {key} class="lane-gap">{ gap(Place::root(index), marks, send) }</li> }
    };
    for (number, stage) in tree.stages.iter().enumerate() {
        let id = stage.first.0;
        rows.push(gap_row(format!("gap-{id}"), stage.range.start));
        rows.push(html! {
            <li key={format!("stage-{id}")} class="lane-stage">
                { heading(text, number + 1, stage) }
            </li>
        });
        if stage.folded {
            continue;
        }
        let entries = tree.root.get(stage.range.clone()).unwrap_or_default();
        for (part, entries) in entries.chunks(CHUNK).enumerate() {
            let start = stage.range.start + part * CHUNK;
            rows.push(html! {
                <Part
                    key={format!("part-{id}-{part}")}
                    entries={entries.to_vec()}
                    lane={Lane::Root}
                    {start}
                    begun={part == 0}
                    marks={marks.within(Lane::Root, start, entries)}
                    send={send.clone()}
                />
            });
        }
    }
    rows.push(gap_row("gap-last".into(), tree.root.len()));
    html! { <ol class="lane">{ rows.into_iter().collect::<Html>() }</ol> }
}

fn heading(text: &Text, number: usize, stage: &Stage) -> Html {
    let name = (text.canvas.stage)(number);
    html! {
        <div class="stage">
            { toggle(text, Fold::Stage(stage.first), stage.folded, &name) }
            <h3>{ name }</h3>
            <p>{ describe(text, stage) }</p>
        </div>
    }
}

/// `28 × 28 · 24 layers · 7,098,880 parameters`.
pub(super) fn describe(text: &Text, stage: &Stage) -> String {
    let t = &text.canvas;
    let size = match stage.size {
        Some(Size::Map([height, width])) => format!("{height} × {width}"),
        Some(Size::Vector) => t.vector.to_owned(),
        None => "–".to_owned(),
    };
    let parameters = (t.parameters)(&text.lang.integer(stage.parameters));
    format!("{size} · {} · {parameters}", layers(text, stage.layers))
}
