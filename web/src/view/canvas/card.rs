//! One layer or block on the canvas.

use super::Scene;
use super::lane::LaneView;
use super::moving::{press, target};
use crate::text::repairs::shape_text;
use crate::text::{Text, use_text};
use crate::view::diagnostics::NodeProblems;
use crate::view::family::Family;
use crate::view::icon::Icon;
use crate::view::maps::{Drawn, Tiles};
use crate::view::menu_button::{MenuButton, MenuEntry};
use crate::view::model::name_of;
use filtro_app::{DragEvent, Dragged, Event};
use filtro_net::{Edit, Item, Lane, Layer, LayerKind, Node, NodeId, Severity};
use yew::prelude::*;

/// The parameters that tell one layer from another of its kind, in a few signs.
fn summary(text: &Text, layer: &Layer) -> String {
    let window = |kernel: [usize; 2], stride: [usize; 2]| {
        let steps = if stride == [1, 1] {
            String::new()
        } else if stride[0] == stride[1] {
            format!(", /{}", stride[0])
        } else {
            format!(", /{}×{}", stride[0], stride[1])
        };
        format!("{}×{}{steps}", kernel[0], kernel[1])
    };
    match layer {
        Layer::Conv2d(conv) => format!("{} · {}", conv.filters, window(conv.kernel, conv.stride)),
        Layer::MaxPool2d(pool) => window(pool.kernel, pool.stride),
        Layer::AvgPool2d(pool) => window(pool.kernel, pool.stride),
        Layer::Activation(activation) => {
            (text.network.choice)(activation.function.choice()).to_owned()
        }
        Layer::Dropout(dropout) => text.lang.percent(dropout.rate, 0),
        Layer::Dense(dense) => dense.units.to_string(),
        Layer::GlobalAvgPool(_) | Layer::BatchNorm2d(_) | Layer::Flatten(_) | Layer::Softmax(_) => {
            String::new()
        }
    }
}

/// Properties of [`Card`].
#[derive(PartialEq, Properties)]
pub(super) struct CardProps {
    pub(super) node: Node,
    pub(super) scene: Scene,
}

/// A card. Focusable as a whole: keys move, copy and delete it.
#[component]
pub(super) fn Card(props: &CardProps) -> Html {
    let text = use_text();
    let t = &text.network;
    let CardProps { node, scene } = props;
    let id = node.id;
    let name = name_of(&node.item, node.name.as_deref(), text.lang);
    let report = scene.report.node(id);
    let worst = scene.report.for_node(id).map(|found| found.severity).max_by_key(|s| rank(*s));
    let selected = scene.selection == Some(id);
    let output = report.and_then(|report| report.output).map(shape_text);
    let label = match (&output, report) {
        (Some(output), Some(report)) => {
            (t.card_name)(&name, output, &text.lang.integer(report.parameters))
        }
        _ => name.clone(),
    };
    let onclick = {
        let onselect = scene.onselect.clone();
        Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            onselect.emit(id);
        })
    };
    let onpointerdown = {
        let send = scene.send.clone();
        Callback::from(move |event: PointerEvent| {
            event.stop_propagation();
            press(&event, Dragged::Node(id), &send);
        })
    };
    let onkeydown = keys(id, scene.clone());
    html! {
        <div
            class={classes!(
                "card",
                Family::of_item(&node.item).class(),
                selected.then_some("selected"),
                (scene.moving == Some(id)).then_some("lifted"),
                worst.map(severity_class),
            )}
            role="group"
            tabindex="0"
            id={format!("node-{}", id.0)}
            aria-roledescription={t.layer_role}
            aria-label={label}
            aria-current={selected.then_some("true")}
            {onclick} {onpointerdown} {onkeydown}
        >
            <div class="card-head">
                <span class="card-grip" aria-hidden="true">{ crate::view::icon::icon(Icon::Grip) }</span>
                <span class="card-name">{ &name }</span>
                if let Item::Layer(layer) = &node.item {
                    <span class="card-summary">{ summary(text, layer) }</span>
                }
                <span class="card-space" />
                <MenuButton
                    label={(t.more_actions)(&name)}
                    icon={Icon::Menu}
                    icon_only=true
                    end=true
                    entries={menu(text, id, scene)}
                />
            </div>
            <dl class="card-facts">
                <div><dt>{ t.output }</dt><dd class="card-shape">{ output.unwrap_or_else(|| "–".into()) }</dd></div>
                if let Some(report) = report {
                    <div class={none(report.parameters)}><dt>{ t.parameters }</dt><dd>{ text.lang.integer(report.parameters) }</dd></div>
                    <div class={none(report.multiply_adds)}><dt>{ t.multiply_adds }</dt><dd>{ text.lang.integer(report.multiply_adds) }</dd></div>
                }
            </dl>
            <NodeProblems {id} report={scene.report.clone()} network={scene.network.clone()} send={scene.send.clone()} />
            { inside(node, &name, scene) }
        </div>
    }
}

/// Costs of nothing step back.
fn none(cost: u64) -> Option<&'static str> {
    (cost == 0).then_some("none")
}

/// A block's lanes, or a layer's pictures.
fn inside(node: &Node, name: &str, scene: &Scene) -> Html {
    match &node.item {
        Item::Block(block) => html! {
            <div class="block-lanes">
                for (lane, nodes) in block.lanes().into_iter().enumerate() {
                    <LaneView
                        key={lane}
                        nodes={nodes.to_vec()}
                        lane={Lane::Of { block: node.id, lane }}
                        scene={scene.clone()}
                    />
                }
            </div>
        },
        Item::Layer(layer) => html! {
            <div class="card-maps">
                if layer.kind() == LayerKind::Conv2d {
                    <Tiles drawn={Drawn::Filters} node={node.id} name={name.to_owned()} limit={8} size={32} />
                }
                <Tiles drawn={Drawn::Maps} node={node.id} name={name.to_owned()} limit={8} size={48} />
            </div>
        },
    }
}

const fn rank(severity: Severity) -> u8 {
    match severity {
        Severity::Hint => 0,
        Severity::Warning => 1,
        Severity::Error => 2,
    }
}

const fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Hint => "has-hint",
        Severity::Warning => "has-warning",
        Severity::Error => "has-error",
    }
}

fn menu(text: &Text, id: NodeId, scene: &Scene) -> Vec<MenuEntry> {
    let t = &text.network;
    let on = |event: Event| {
        let send = scene.send.clone();
        Callback::from(move |()| send.emit(event.clone()))
    };
    vec![
        MenuEntry::action(t.move_up, Icon::Up, on(Event::Shift { id, up: true })),
        MenuEntry::action(t.move_down, Icon::Down, on(Event::Shift { id, up: false })),
        MenuEntry::action(t.duplicate, Icon::Copy, on(Event::Edit(Edit::Duplicate { id }))),
        MenuEntry::Line,
        MenuEntry::action(t.delete, Icon::Trash, on(Event::Edit(Edit::Remove { id }))),
    ]
}

/// Keys of a focused card; those of its buttons are theirs.
fn keys(id: NodeId, scene: Scene) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let own = target(&event).is_some_and(|target| target.id() == format!("node-{}", id.0));
        if !own || scene.dragging || event.ctrl_key() || event.meta_key() {
            return;
        }
        let act = match (event.key().as_str(), event.alt_key()) {
            (" ", false) => Event::Drag(DragEvent::PickUp(Dragged::Node(id))),
            ("Enter", false) => {
                event.prevent_default();
                return scene.onselect.emit(id);
            }
            ("ArrowUp", true) => Event::Shift { id, up: true },
            ("ArrowDown", true) => Event::Shift { id, up: false },
            ("d" | "D", false) => Event::Edit(Edit::Duplicate { id }),
            ("Delete" | "Backspace", false) => {
                super::moving::focus_neighbour(id);
                Event::Edit(Edit::Remove { id })
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        scene.send.emit(act);
    })
}
