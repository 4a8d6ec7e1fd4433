//! A sequence: gaps and cards in turn.

use super::Scene;
use super::card::Card;
use super::moving::gap_id;
use crate::text::use_text;
use crate::view::family::Family;
use crate::view::icon::Icon;
use crate::view::menu_button::{MenuButton, MenuEntry};
use filtro_app::Event;
use filtro_net::{Lane, Layer, Node, Place};
use yew::prelude::*;

/// Properties of [`LaneView`].
#[derive(PartialEq, Properties)]
pub(super) struct LaneProps {
    pub(super) nodes: Vec<Node>,
    pub(super) lane: Lane,
    pub(super) scene: Scene,
}

/// A sequence of the network.
#[component]
pub(super) fn LaneView(props: &LaneProps) -> Html {
    let place = |index| Place { lane: props.lane, index };
    html! {
        <ol class="lane">
            for (index, node) in props.nodes.iter().enumerate() {
                <li key={format!("gap-{index}")} class="lane-gap">
                    <Gap place={place(index)} scene={props.scene.clone()} />
                </li>
                <li key={node.id.0} class="lane-node">
                    <Card node={node.clone()} scene={props.scene.clone()} />
                </li>
            }
            <li key="gap-last" class="lane-gap">
                <Gap place={place(props.nodes.len())} scene={props.scene.clone()} />
            </li>
        </ol>
    }
}

#[derive(PartialEq, Properties)]
struct GapProps {
    place: Place,
    scene: Scene,
}

/// A place between two cards: a button that adds a layer, and where a dragged one goes.
#[component]
fn Gap(props: &GapProps) -> Html {
    let t = &use_text().network;
    let GapProps { place, scene } = props;
    let place = *place;
    let mut entries = Vec::new();
    for (family, kinds) in Family::PALETTE {
        for kind in kinds {
            let (kind, send) = (*kind, scene.send.clone());
            entries.push(MenuEntry::Action {
                label: (t.layer)(kind).into(),
                note: None,
                icon: icon_of(family),
                act: Callback::from(move |()| {
                    send.emit(Event::Insert { item: Layer::new(kind).into(), at: Some(place) });
                }),
            });
        }
    }
    let target = scene.target == Some(place);
    html! {
        <div class={classes!("gap", target.then_some("target"))} id={gap_id(place)} data-gap="">
            <MenuButton label={t.add_here} icon={Icon::Plus} icon_only=true {entries} />
        </div>
    }
}

const fn icon_of(family: Family) -> Icon {
    match family {
        Family::Conv => Icon::Layer,
        Family::Pool => Icon::Data,
        Family::Norm | Family::Activation => Icon::Chart,
        Family::Dropout => Icon::Shapes,
        Family::Dense | Family::Block => Icon::Network,
    }
}
