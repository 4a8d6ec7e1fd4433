//! The selected layer: its name, parameters, arithmetic and pictures; or the input's shape.

mod form;
mod input;

use crate::text::repairs::shape_text;
use crate::text::{Text, use_text};
use crate::view::control::{Button, unique_id};
use crate::view::diagnostics::{Found, problems};
use crate::view::family::Family;
use crate::view::formula::{About, lines};
use crate::view::icon::Icon;
use crate::view::maps::{Drawn, Tiles};
use crate::view::model::name_of;
use filtro_app::Event;
use filtro_net::{Edit, Item, LayerKind, Network, Node, NodeId, NodeReport, Report};
use form::Form;
use input::InputSettings;
use std::rc::Rc;
use web_sys::HtmlInputElement;
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
    /// Where events go.
    pub send: Callback<Event>,
}

/// The panel of the selected layer.
#[component]
pub fn Inspector(props: &InspectorProps) -> Html {
    let node = props.selection.and_then(|id| props.network.find(id));
    match node {
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
    let onrename = send.reform(move |name| Event::Edit(Edit::Rename { id, name }));
    html! {
        <div class={classes!("stack", "inspector", Family::of_item(&node.item).class())}>
            <div class="inspector-head">
                <h2 class="panel-title">{ &name }</h2>
                if let Some(kind) = node.item.kind() {
                    <p class="small muted">{ (t.about)(kind) }</p>
                }
            </div>
            { problems(text, &found, send) }
            if let Item::Layer(layer) = &node.item {
                <Form {id} layer={layer.clone()} send={send.clone()} />
            }
            if let Some(facts) = facts {
                { arithmetic(text, facts) }
            }
            { pictures(text, node, &name) }
            <section class="section">
                <NameField value={node.name.clone().unwrap_or_default()} placeholder={kind} onchange={onrename} />
                <div class="row">
                    <Button
                        label={t.duplicate} icon={Icon::Copy}
                        onclick={send.reform(move |()| Event::Edit(Edit::Duplicate { id }))}
                    />
                    <Button
                        label={t.delete_layer} icon={Icon::Trash} class="danger"
                        onclick={send.reform(move |()| Event::Edit(Edit::Remove { id }))}
                    />
                </div>
            </section>
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
            if layer.kind() == LayerKind::Conv2d {
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
    let onchange = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: yew::Event| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            onchange.emit(typed.trim().to_owned());
        })
    };
    html! {
        <div class="field">
            <label class="field-label" for={(*id).clone()}>{ t.name }</label>
            <input
                id={(*id).clone()}
                class="input"
                type="text"
                maxlength="60"
                autocomplete="off"
                placeholder={props.placeholder.clone()}
                value={props.value.clone()}
                {onchange}
            />
            <p class="field-help">{ t.name_help }</p>
        </div>
    }
}
