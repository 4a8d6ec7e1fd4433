//! One layer or block on the canvas.

use super::block;
use super::entry::Entry;
use super::folds::Fold;
use super::marks::{Marks, Sort};
use super::menu::{lazy_menu, of_card};
use super::summary::{layers, severity_class, summary, worst};
use super::toggle::toggle;
use crate::builder::diagnostics::problems;
use crate::builder::family::Family;
use crate::inspect::{Drawn, Tiles};
use crate::names::name_of;
use crate::shared::Shared;
use filtro_app::Event;
use filtro_net::Item;
use filtro_text::Text;
use filtro_text::repairs::shape_text;
use filtro_ui::icon::{Icon, icon};
use filtro_ui::popup::Align;
use filtro_ui::slot::Watched;
use filtro_ui::use_text;
use yew::prelude::*;

/// Properties of [`Card`].
#[derive(PartialEq, Properties)]
pub(super) struct CardProps {
    pub(super) entry: Shared<Entry>,
    /// Where it stands, in words; only blocks are told.
    pub(super) at: Option<AttrValue>,
    /// Those on it, and inside of a block.
    pub(super) marks: Marks,
    pub(super) send: Callback<Event>,
}

/// A card. Focusable as a whole. Presses and keys are heard by the canvas, which finds the card by
/// the id of its element.
#[component]
pub(super) fn Card(props: &CardProps) -> Html {
    let text = use_text();
    let t = &text.network;
    let used = use_state_eq(|| false);
    let CardProps { entry, at, marks, send } = props;
    let id = entry.id;
    let name = name_of(&entry.item, entry.name.as_deref(), text.lang);
    let heat = entry.heat.filter(|_| entry.lanes.is_empty() || entry.folded);
    let selected = marks.has(Sort::Selected, id);
    let output = entry.report.as_ref().and_then(|report| report.output).map(shape_text);
    let label = match (&output, &entry.report) {
        (Some(output), Some(report)) => {
            (t.card_name)(&name, output, &text.lang.integer(report.parameters))
        }
        _ => name.clone(),
    };
    html! {
        <div
            class={classes!(
                "card",
                Family::of_item(&entry.item).class(),
                (!entry.lanes.is_empty() && !entry.folded).then_some("block"),
                entry.folded.then_some("folded"),
                selected.then_some("selected"),
                marks.has(Sort::Lifted, id).then_some("lifted"),
                worst(entry).map(severity_class),
                heat.map(|_| "heated"),
            )}
            style={heat.map(|heat| format!("--level: {}%", heat.level))}
            role="group"
            tabindex="0"
            id={format!("node-{}", id.0)}
            aria-roledescription={match entry.item {
                Item::Layer(_) => t.layer_role,
                Item::Block(_) => t.block_role,
            }}
            aria-label={label}
            aria-current={selected.then_some("true")}
        >
            <div class="card-head">
                <span class="card-grip" aria-hidden="true">{ icon(Icon::Grip) }</span>
                if matches!(entry.item, Item::Block(_)) {
                    { toggle(text, Fold::Block(id), entry.folded, &name, true) }
                }
                <span class="card-title">
                    <span class="card-name">{ &name }</span>
                    if let Item::Layer(layer) = &entry.item {
                        <span class="card-summary">{ summary(text, layer) }</span>
                    } else if entry.folded {
                        <span class="card-summary">{ layers(text, entry.layers) }</span>
                    }
                </span>
                if let Some(heat) = heat {
                    <span class="card-heat" title={heat.tint.name(text)}>{ heat.label(text) }</span>
                }
                { lazy_menu((t.more_actions)(&name).into(), Icon::Menu, Align::End, &used, || {
                    of_card(text, entry, send)
                }) }
            </div>
            <dl class="card-facts">
                <div><dt>{ t.output }</dt><dd class="card-shape">{ output.unwrap_or_else(|| "–".into()) }</dd></div>
                if let Some(report) = &entry.report {
                    <div class={none(report.parameters)}><dt>{ t.parameters }</dt><dd>{ text.lang.integer(report.parameters) }</dd></div>
                    <div class={none(report.multiply_adds)}><dt>{ t.multiply_adds }</dt><dd>{ text.lang.integer(report.multiply_adds) }</dd></div>
                }
            </dl>
            { problems(text, &entry.problems, send) }
            { inside(text, entry, at.as_deref().unwrap_or_default(), &name, marks, send) }
        </div>
    }
}

/// Costs of nothing step back.
fn none(cost: u64) -> Option<&'static str> {
    (cost == 0).then_some("none")
}

/// A block's lanes, or a layer's pictures.
fn inside(
    text: &Text,
    entry: &Entry,
    at: &str,
    name: &str,
    marks: &Marks,
    send: &Callback<Event>,
) -> Html {
    match &entry.item {
        Item::Block(_) if entry.folded => html! {},
        Item::Block(block) => block::contents(text, entry, at, block.sort(), marks, send),
        Item::Layer(layer) => html! {
            <div class="card-maps">
                if Family::of(layer.kind()) == Family::Conv {
                    <Tiles drawn={Drawn::Filters} node={entry.id} name={name.to_owned()} limit={8} size={32} watch={Watched::InSight} />
                }
                <Tiles drawn={Drawn::Maps} node={entry.id} name={name.to_owned()} limit={8} size={48} watch={Watched::InSight} />
            </div>
        },
    }
}
