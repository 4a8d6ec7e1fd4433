//! The selected layer: its name, parameters, arithmetic and pictures; or the input's shape.

mod actions;
mod block;
mod form;
mod input;
mod several;

use crate::builder::diagnostics::{Found, problems};
use crate::builder::family::Family;
use crate::formula::{About, lines};
use crate::inspect::{Drawn, Tiles};
use crate::names::name_of;
use crate::shared::Shared;
use actions::{Chosen, actions};
use filtro_app::{Event, State};
use filtro_net::{Edit, Item, Network, Node, NodeId, NodeReport, Report};
use filtro_text::Text;
use filtro_text::repairs::shape_text;
use filtro_ui::control::{NameBox, unique_id};
use filtro_ui::use_text;
use form::Form;
use input::InputSettings;
use several::Several;
use std::rc::Rc;
use yew::prelude::*;

/// What the panel of the selected layer shows.
#[derive(Clone, PartialEq)]
pub struct InspectorView {
    network: Shared<Network>,
    /// Shapes, costs, problems.
    report: Shared<Report>,
    /// Whose parameters are shown.
    selection: Option<NodeId>,
    /// All that are selected, where there are several.
    group: Vec<NodeId>,
    /// They stand side by side.
    row: bool,
}

impl InspectorView {
    /// Of the application's state.
    pub fn of(state: &State) -> Self {
        Self {
            network: Shared::from(&state.document.network),
            report: Shared::from(&state.document.report),
            selection: state.selection,
            group: state.group.clone(),
            row: state.is_row(),
        }
    }
}

/// Properties of [`Inspector`].
#[derive(PartialEq, Properties)]
pub struct InspectorProps {
    /// What is shown.
    pub view: Rc<InspectorView>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// The panel of the selected layer.
#[component]
pub fn Inspector(props: &InspectorProps) -> Html {
    let InspectorProps { view, send } = props;
    let (network, report, send) = (view.network.clone(), view.report.clone(), send.clone());
    let node = view.selection.and_then(|id| view.network.find(id));
    match node {
        Some(node) if !view.group.is_empty() => html! {
            <Several ids={view.group.clone()} head={node.id} row={view.row} {network} {report} {send} />
        },
        Some(node) => html! {
            <Selected key={node.id.0} node={node.clone()} {network} {report} {send} />
        },
        None => html! { <InputSettings shape={view.network.input} {report} {send} /> },
    }
}

#[derive(PartialEq, Properties)]
struct SelectedProps {
    node: Node,
    network: Shared<Network>,
    report: Shared<Report>,
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
