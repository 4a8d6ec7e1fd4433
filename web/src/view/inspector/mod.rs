//! The selected layer: its name, parameters, arithmetic and pictures; or the input's shape.

mod block;
mod form;
mod input;
mod several;

pub use block::{add_lane, merge_field, remove_lane};

use crate::text::repairs::shape_text;
use crate::text::{Text, use_text};
use crate::view::canvas::focus_network_later;
use crate::view::control::{Button, NameBox, unique_id};
use crate::view::diagnostics::{Found, problems};
use crate::view::family::Family;
use crate::view::formula::{About, lines};
use crate::view::icon::Icon;
use crate::view::maps::{Drawn, Tiles};
use crate::view::model::name_of;
use filtro_app::Event;
use filtro_net::{BlockSort, Edit, Item, Merge, Network, Node, NodeId, NodeReport, Report};
use form::Form;
use input::InputSettings;
use several::Several;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Inspector`].
#[derive(PartialEq, Properties)]
pub struct InspectorProps {
    /// Its layers.
    pub network: Rc<Network>,
    /// Shapes, costs, problems.
    pub report: Rc<Report>,
    /// Whose parameters are shown.
    pub selection: Option<NodeId>,
    /// All that are selected, where there are several.
    pub group: Vec<NodeId>,
    /// They stand side by side.
    pub row: bool,
    /// Where events go.
    pub send: Callback<Event>,
}

/// The panel of the selected layer.
#[component]
pub fn Inspector(props: &InspectorProps) -> Html {
    let node = props.selection.and_then(|id| props.network.find(id));
    match node {
        Some(node) if !props.group.is_empty() => html! {
            <Several
                ids={props.group.clone()}
                head={node.id}
                row={props.row}
                network={Rc::clone(&props.network)}
                report={Rc::clone(&props.report)}
                send={props.send.clone()}
            />
        },
        Some(node) => html! {
            <Selected
                key={node.id.0}
                node={node.clone()}
                network={Rc::clone(&props.network)}
                report={Rc::clone(&props.report)}
                send={props.send.clone()}
            />
        },
        None => html! {
            <InputSettings
                shape={props.network.input}
                report={Rc::clone(&props.report)}
                send={props.send.clone()}
            />
        },
    }
}

#[derive(PartialEq, Properties)]
struct SelectedProps {
    node: Node,
    network: Rc<Network>,
    report: Rc<Report>,
    send: Callback<Event>,
}

#[component]
fn Selected(props: &SelectedProps) -> Html {
    let text = use_text();
    let t = &text.network;
    let SelectedProps { node, network, report, send } = props;
    let id = node.id;
    let name = name_of(&node.item, node.name.as_deref(), text.lang);
    let kind = name_of(&node.item, None, text.lang);
    let facts = report.node(id);
    let found: Vec<_> = report.for_node(id).map(|found| Found::of(found, network)).collect();
    let chosen = if node.item.block().is_some() { Chosen::Block } else { Chosen::Layer };
    let onrename = send.reform(move |name| Event::Edit(Edit::Rename { id, name }));
    html! {
        <div class={classes!("stack", "inspector", Family::of_item(&node.item).class())}>
            <div class="inspector-head">
                <h2 class="panel-title">{ &name }</h2>
                <p class="small muted">
                    { match &node.item {
                        Item::Layer(layer) => (t.about)(layer.kind()),
                        Item::Block(block) => (text.blocks.sort_about)(block.sort()),
                    } }
                </p>
            </div>
            { problems(text, &found, send) }
            { match &node.item {
                Item::Layer(layer) => html! { <Form {id} layer={layer.clone()} send={send.clone()} /> },
                Item::Block(block) => block::section(text, id, block, network, report, send),
            } }
            if let Some(facts) = facts {
                { arithmetic(text, facts) }
            }
            { pictures(text, node, &name) }
            <section class="section">
                <NameField value={node.name.clone().unwrap_or_default()} placeholder={kind} onchange={onrename} />
            </section>
            { actions(text, id, chosen, true, send) }
        </div>
    }
}

/// Sends an event behind which another node is selected, and another panel shown: the focus goes
/// to that node's card instead of nowhere.
fn then_focus(send: &Callback<Event>, event: Event) -> Callback<()> {
    let send = send.clone();
    Callback::from(move |()| {
        send.emit(event.clone());
        match event {
            // A question keeps the focus to itself; from what is gone the canvas passes it on.
            Event::AskRepeat(_) | Event::Delete(_) => {}
            _ => focus_network_later(),
        }
    })
}

/// What something is done with.
#[derive(Clone, Copy, PartialEq)]
enum Chosen {
    Layer,
    Block,
    Several,
}

/// What can be done with a node, or with all that are selected with it.
fn actions(text: &Text, id: NodeId, chosen: Chosen, row: bool, send: &Callback<Event>) -> Html {
    let (t, b) = (&text.network, &text.blocks);
    let button = |label: &'static str, icon: Icon, event: Event, needs_row: bool| {
        let unavailable = (needs_row && !row).then(|| AttrValue::from(b.needs_row));
        let onclick = then_focus(send, event);
        html! { <Button {label} {icon} {unavailable} {onclick} /> }
    };
    let residual = Event::Wrap { id, into: BlockSort::Residual };
    let branches = Event::Wrap { id, into: BlockSort::Parallel(Merge::Concat) };
    html! {
        <section class="section" aria-label={b.actions}>
            <div class="row">
                { button(b.wrap_residual, Icon::Wrap, residual, true) }
                { button(b.wrap_branches, Icon::Wrap, branches, true) }
                if chosen == Chosen::Block {
                    { button(b.unwrap, Icon::Unwrap, Event::Unwrap(id), false) }
                }
                { button(b.repeat, Icon::Repeat, Event::AskRepeat(Some(id)), true) }
                { button(t.duplicate, Icon::Copy, Event::Duplicate(id), false) }
                <Button
                    label={match chosen {
                        Chosen::Layer => t.delete_layer,
                        Chosen::Block => b.delete_block,
                        Chosen::Several => b.delete_all,
                    }}
                    icon={Icon::Trash}
                    class="danger"
                    onclick={then_focus(send, Event::Delete(id))}
                />
            </div>
        </section>
    }
}

/// Shapes in and out, costs, and how they come about.
fn arithmetic(text: &Text, facts: &NodeReport) -> Html {
    let t = &text.network;
    let shape = |shape: Option<_>| shape.map_or_else(|| "–".to_owned(), shape_text);
    let about = |about: About| match about {
        About::Size => t.both_axes,
        About::Height => t.height,
        About::Width => t.width,
        About::Values => t.flat,
        About::Parameters => t.parameters,
        About::MultiplyAdds => t.multiply_adds,
    };
    let lines = lines(facts, text.lang);
    let kept = !facts.is_block && facts.output.is_some() && facts.input == facts.output;
    html! {
        <section class="section" aria-label={t.how}>
            <h3>{ t.how }</h3>
            <p class="flow">
                <span class="card-shape">{ shape(facts.input) }</span>
                <span aria-hidden="true">{ "→" }</span>
                <span class="card-shape strong">{ shape(facts.output) }</span>
            </p>
            if kept && lines.is_empty() {
                <p class="small muted">{ t.same_shape }</p>
            }
            if facts.is_block {
                <p class="small">
                    { t.parameters }{ ": " }{ text.lang.integer(facts.parameters) }
                    { " · " }
                    { t.multiply_adds }{ ": " }{ text.lang.integer(facts.multiply_adds) }
                </p>
            }
            if !lines.is_empty() {
                <dl class="arithmetic">
                    for line in lines {
                        <div>
                            <dt>{ about(line.about) }</dt>
                            <dd class="formula">{ line.text }</dd>
                        </div>
                    }
                </dl>
            }
        </section>
    }
}

fn pictures(text: &Text, node: &Node, name: &str) -> Html {
    let t = &text.network;
    let Item::Layer(layer) = &node.item else { return html! {} };
    let name = AttrValue::from(name.to_owned());
    html! {
        <section class="section maps-section" aria-label={t.seen}>
            <h3>{ t.seen }</h3>
            if Family::of(layer.kind()) == Family::Conv {
                <Tiles drawn={Drawn::Filters} node={node.id} name={name.clone()} limit={64} size={40} />
            }
            <Tiles drawn={Drawn::Maps} node={node.id} {name} limit={128} size={72} />
            <p class="small muted">{ t.scale_note }</p>
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct NameProps {
    value: AttrValue,
    placeholder: AttrValue,
    onchange: Callback<String>,
}

#[component]
fn NameField(props: &NameProps) -> Html {
    let t = &use_text().network;
    let id = use_memo((), |()| unique_id("name"));
    html! {
        <div class="field">
            <label class="field-label" for={(*id).clone()}>{ t.name }</label>
            <NameBox
                id={(*id).clone()}
                value={props.value.clone()}
                most=60
                placeholder={props.placeholder.clone()}
                onchange={props.onchange.clone()}
            />
            <p class="field-help">{ t.name_help }</p>
        </div>
    }
}
