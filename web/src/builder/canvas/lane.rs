//! A sequence: gaps and cards in turn.

use super::card::Card;
use super::entry::Entry;
use super::gap::gap_id;
use super::marks::Marks;
use super::menu::{lazy_menu, of_gap};
use super::tree::CHUNK;
use crate::names::name_of;
use crate::shared::Shared;
use filtro_app::Event;
use filtro_net::{Lane, Place, Shape};
use filtro_text::Text;
use filtro_text::repairs::shape_text;
use filtro_ui::icon::Icon;
use filtro_ui::popup::Align;
use filtro_ui::use_text;
use yew::prelude::*;

/// A sequence, for the names of its places.
#[derive(Clone, PartialEq)]
pub(super) struct Sequence {
    pub(super) lane: Lane,
    /// In words, in which lane of which block it is; nothing where it is the outermost.
    pub(super) within: AttrValue,
    /// What goes into it.
    pub(super) input: Option<Shape>,
}

impl Sequence {
    /// The outermost.
    pub(super) const fn root(input: Shape) -> Self {
        Self { lane: Lane::Root, within: AttrValue::Static(""), input: Some(input) }
    }

    /// A position in words, by which it is told from all others.
    pub(super) fn position(&self, index: usize) -> String {
        format!("{}{}", index + 1, self.within)
    }

    const fn place(&self, index: usize) -> Place {
        Place { lane: self.lane, index }
    }
}

/// What a place to insert at is called, behind the entry `after`.
fn insert_name(
    text: &Text,
    sequence: &Sequence,
    index: usize,
    after: Option<&Shared<Entry>>,
) -> String {
    let shape = match after {
        Some(entry) => entry.report.as_ref().and_then(|report| report.output),
        None => sequence.input,
    };
    let shape = shape.map_or_else(|| "–".to_owned(), shape_text);
    let before = match after {
        Some(entry) => Some(name_of(&entry.item, entry.name.as_deref(), text.lang)),
        None => (sequence.lane == Lane::Root).then(|| text.network.input_card.to_owned()),
    };
    (text.canvas.insert)(&sequence.position(index), before.as_deref(), &shape)
}

/// Properties of [`LaneView`].
#[derive(PartialEq, Properties)]
pub(super) struct LaneProps {
    pub(super) entries: Vec<Shared<Entry>>,
    pub(super) sequence: Sequence,
    pub(super) marks: Marks,
    pub(super) send: Callback<Event>,
}

/// A sequence of the network.
#[component]
pub(super) fn LaneView(props: &LaneProps) -> Html {
    let LaneProps { entries, sequence, marks, send } = props;
    let lane = sequence.lane;
    html! {
        <ol class="lane">
            for (number, part) in entries.chunks(CHUNK).enumerate() {
                <Part
                    key={number}
                    entries={part.to_vec()}
                    sequence={sequence.clone()}
                    start={number * CHUNK}
                    before={before(entries, number * CHUNK)}
                    marks={marks.within(lane, number * CHUNK, part)}
                    send={send.clone()}
                />
            }
            <li key="gap-last" class="lane-gap">
                <Gap
                    sequence={sequence.clone()}
                    index={entries.len()}
                    after={entries.last().cloned()}
                    target={marks.aims_at(sequence.place(entries.len()))}
                    alone={entries.is_empty()}
                    send={send.clone()}
                />
            </li>
        </ol>
    }
}

/// The entry before an index.
pub(super) fn before(entries: &[Shared<Entry>], index: usize) -> Option<Shared<Entry>> {
    index.checked_sub(1).and_then(|before| entries.get(before)).cloned()
}

/// A gap behind the entry `after`, or at the start of a lane.
pub(super) fn gap(
    sequence: &Sequence,
    index: usize,
    after: Option<&Shared<Entry>>,
    marks: &Marks,
    send: &Callback<Event>,
) -> Html {
    let target = marks.aims_at(sequence.place(index));
    html! {
        <Gap sequence={sequence.clone()} {index} after={after.cloned()} {target} send={send.clone()} />
    }
}

/// Properties of [`Part`].
#[derive(PartialEq, Properties)]
pub(super) struct PartProps {
    pub(super) entries: Vec<Shared<Entry>>,
    pub(super) sequence: Sequence,
    /// Index of the first.
    pub(super) start: usize,
    /// What stands before the first.
    pub(super) before: Option<Shared<Entry>>,
    /// The gap before the first is drawn elsewhere.
    #[prop_or_default]
    pub(super) begun: bool,
    pub(super) marks: Marks,
    pub(super) send: Callback<Event>,
}

/// Some cards of a lane, each behind its gap.
#[component]
pub(super) fn Part(props: &PartProps) -> Html {
    let PartProps { entries, sequence, start, before, begun, marks, send } = props;
    // One flat list, all with keys: only so is a card that moves the same card.
    let mut rows: Vec<Html> = Vec::with_capacity(2 * entries.len());
    let mut after = before.as_ref();
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 || !begun {
            rows.push(html! {
                <li key={format!("gap-{index}")} class="lane-gap">
                    { gap(sequence, start + index, after, marks, send) }
                </li>
            });
        }
        after = Some(entry);
        // A layer's card does not show where it stands, and is not drawn again when that changes.
        let is_block = !entry.lanes.is_empty();
        let at = is_block.then(|| AttrValue::from(sequence.position(start + index)));
        rows.push(html! {
            <li key={entry.id.0} class="lane-node" style={room(entry)}>
                <Card entry={entry.clone()} {at} marks={marks.of(entry)} send={send.clone()} />
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
    sequence: Sequence,
    index: usize,
    /// What stands before it.
    after: Option<Shared<Entry>>,
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
    let GapProps { sequence, index, after, target, alone, send } = props;
    let place = sequence.place(*index);
    let name = insert_name(text, sequence, *index, after.as_ref());
    html! {
        <div
            class={classes!("gap", target.then_some("target"), alone.then_some("alone"))}
            id={gap_id(place)}
            data-gap={if *alone { "alone" } else { "" }}
        >
            { lazy_menu(name.into(), Icon::Plus, Align::Middle, &used, || {
                of_gap(text, place, send)
            }) }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::super::look::Look;
    use super::super::tree::Tree;
    use super::*;
    use filtro_net::{NodeId, inspect};
    use filtro_text::Lang;
    use filtro_zoo::template;
    use std::collections::BTreeSet;

    /// The names of all places in a sequence and in the blocks of it.
    fn names(text: &Text, entries: &[Shared<Entry>], sequence: &Sequence, all: &mut Vec<String>) {
        for (index, entry) in entries.iter().enumerate() {
            all.push(insert_name(text, sequence, index, before(entries, index).as_ref()));
            for (number, lane) in entry.lanes.iter().enumerate() {
                let inner =
                    super::super::block::sequence(text, entry, number, &sequence.position(index));
                names(text, lane, &inner, all);
            }
        }
        all.push(insert_name(text, sequence, entries.len(), entries.last()));
    }

    #[test]
    fn no_two_places_to_insert_at_share_a_name() {
        for key in ["lenet-5-cifar", "resnet-14-cifar", "inception-cifar", "vgg-16", "resnet-50"] {
            let network = template(key).unwrap();
            let report = inspect(&network, None);
            let tree = Tree::build(&network, &report, &Look::default(), &Tree::default());
            for lang in [Lang::En, Lang::Es] {
                let mut all = Vec::new();
                let root = Sequence::root(network.input_shape());
                names(lang.text(), &tree.root, &root, &mut all);
                let different: BTreeSet<_> = all.iter().collect();
                assert_eq!(different.len(), all.len(), "{key}: {all:?}");
            }
        }
    }

    #[test]
    fn a_place_says_what_stands_before_it_and_in_which_lane_it_is() {
        let network = template("resnet-8-cifar").unwrap();
        let report = inspect(&network, None);
        let tree = Tree::build(&network, &report, &Look::default(), &Tree::default());
        let root = Sequence::root(network.input_shape());
        let text = Lang::En.text();
        let first = insert_name(text, &root, 0, None);
        assert_eq!(first, "Insert at position 1, after Input: 3 × 32 × 32");
        let second = insert_name(text, &root, 1, tree.root.first());
        assert_eq!(second, "Insert at position 2, after Conv 2D: 16 × 32 × 32");
        let at = tree.root.iter().position(|entry| !entry.lanes.is_empty()).unwrap();
        let body = super::super::block::sequence(text, &tree.root[at], 0, &root.position(at));
        assert_eq!(
            insert_name(text, &body, 0, None),
            format!("Insert at position 1 in Body of Residual {}: 16 × 32 × 32", at + 1)
        );
        assert_eq!(body.lane, Lane::Of { block: NodeId(tree.root[at].id.0), lane: 0 });
    }
}
