//! The outermost sequence, with the headings of its stages where it is long.

use super::entry::Entry;
use super::folds::Fold;
use super::lane::{LaneView, Part, Sequence, before, gap};
use super::marks::Marks;
use super::stage::Stage;
use super::summary::describe;
use super::toggle::toggle;
use super::tree::{CHUNK, Tree};
use crate::shared::Shared;
use filtro_app::Event;
use filtro_net::{Lane, Shape};
use filtro_text::Text;
use filtro_ui::frame::Painter;
use filtro_ui::use_text;
use yew::prelude::*;

/// Properties of [`Root`].
#[derive(PartialEq, Properties)]
pub(super) struct RootProps {
    pub(super) tree: Shared<Tree>,
    /// What goes in.
    pub(super) input: Shape,
    pub(super) marks: Marks,
    /// All of it is needed at once.
    pub(super) whole: bool,
    pub(super) send: Callback<Event>,
}

/// Parts that are drawn at once: about what a screen shows.
const FIRST: usize = 1;

/// How many parts there are by now. A long network grows by one with every frame, so that the page
/// is not held up by all of its cards.
#[hook]
fn use_growth(whole: bool, parts: usize) -> usize {
    let grown = use_state_eq(|| FIRST);
    let now = if whole { parts } else { *grown };
    {
        let grown = grown.setter();
        use_effect_with((now, parts, whole), move |(now, parts, whole)| {
            if *whole {
                // What is there stays there.
                grown.set(*now);
            }
            let next = now + 1;
            let painter = (now < parts).then(|| Painter::new(move || grown.set(next)));
            if let Some(painter) = &painter {
                painter.request();
            }
            move || drop(painter)
        });
    }
    now
}

/// How many cards and gaps a part is high, for the room that it takes off the screen.
fn room(entries: &[Shared<Entry>], begun: bool) -> String {
    let cards: u32 = entries.iter().map(|entry| entry.height).sum();
    format!("--cards: {cards}; --gaps: {}", entries.len() - usize::from(begun))
}

/// The outermost sequence.
#[component]
pub(super) fn Root(props: &RootProps) -> Html {
    let text = use_text();
    let RootProps { tree, input, marks, whole, send } = props;
    let sequence = Sequence::root(*input);
    let open = tree.stages.iter().filter(|stage| !stage.folded);
    let parts = open.map(|stage| tree.parts(stage).len()).sum();
    let grown = use_growth(*whole, parts);
    if tree.stages.is_empty() {
        let (entries, marks) = (tree.root.clone(), marks.clone());
        return html! { <LaneView {entries} {sequence} {marks} send={send.clone()} /> };
    }
    let mut rows: Vec<Html> = Vec::new();
    let mut drawn = 0;
    let gap_row = |key: String, index| {
        html! { <div {key} class="lane-gap">{ gap(&sequence, index, before(&tree.root, index).as_ref(), marks, send) }</div> }
    };
    for (number, stage) in tree.stages.iter().enumerate() {
        let id = stage.first.0;
        rows.push(gap_row(format!("gap-{id}"), stage.range.start));
        rows.push(html! {
            <div key={format!("stage-{id}")} class="lane-stage">
                { heading(text, number + 1, stage) }
            </div>
        });
        if stage.folded {
            continue;
        }
        for (part, entries) in tree.parts(stage).enumerate() {
            drawn += 1;
            if drawn > grown {
                break;
            }
            let (start, begun) = (stage.range.start + part * CHUNK, part == 0);
            let style = room(entries, begun);
            rows.push(html! {
                <ol key={format!("part-{id}-{part}")} class="lane-part" {style}>
                    <Part
                        entries={entries.to_vec()}
                        sequence={sequence.clone()}
                        {start}
                        before={before(&tree.root, start)}
                        {begun}
                        marks={marks.within(Lane::Root, start, entries)}
                        send={send.clone()}
                    />
                </ol>
            });
        }
    }
    rows.push(gap_row("gap-last".into(), tree.root.len()));
    // Lists of some cards each: the browser passes over those off the screen without a look at
    // their cards, which makes a frame cost what is on the screen.
    html! { <div class="lane">{ rows.into_iter().collect::<Html>() }</div> }
}

fn heading(text: &Text, number: usize, stage: &Stage) -> Html {
    let name = (text.canvas.stage)(number);
    html! {
        <div class="stage">
            { toggle(text, Fold::Stage(stage.first), stage.folded, &name, true) }
            <h3>{ name }</h3>
            <p>{ describe(text, stage) }</p>
        </div>
    }
}
