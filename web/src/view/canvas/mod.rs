//! The network as a column of cards, from the input to the output.

mod card;
mod ends;
mod lane;
mod moving;

pub use moving::{DragLayer, focus_network, press};

use crate::text::use_text;
use crate::view::diagnostics::Diagnostics;
use ends::{InputCard, OutputCard};
use filtro_app::{Drag, DragEvent, Event};
use filtro_net::{Lane, Network, NodeId, Place, Report};
use lane::LaneView;
use moving::{gap_id, use_kept_focus, walk_focus};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Canvas`].
#[derive(PartialEq, Properties)]
pub struct CanvasProps {
    /// What is shown.
    pub network: Rc<Network>,
    /// Shapes, costs, problems.
    pub report: Rc<Report>,
    /// Whose parameters are shown.
    pub selection: Option<NodeId>,
    /// A drag in progress.
    pub drag: Drag,
    /// Names of the classes.
    pub classes: Vec<AttrValue>,
    /// A card was chosen.
    pub onselect: Callback<NodeId>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// What every part of the canvas needs.
#[derive(Clone, PartialEq)]
pub(super) struct Scene {
    pub(super) report: Rc<Report>,
    pub(super) network: Rc<Network>,
    pub(super) selection: Option<NodeId>,
    /// The gap that a drag points at.
    pub(super) target: Option<Place>,
    /// The node that is being dragged.
    pub(super) moving: Option<NodeId>,
    /// Something is being dragged, a new layer perhaps: keys are the drag's.
    pub(super) dragging: bool,
    pub(super) onselect: Callback<NodeId>,
    pub(super) send: Callback<Event>,
}

/// The canvas.
#[component]
pub fn Canvas(props: &CanvasProps) -> Html {
    let t = &use_text().network;
    let (target, moving) = match props.drag.moving() {
        Some((what, target)) => (
            match target {
                filtro_app::Target::Gap(place) => Some(place),
                filtro_app::Target::Out => None,
            },
            match what {
                filtro_app::Dragged::Node(id) => Some(*id),
                filtro_app::Dragged::New(_) => None,
            },
        ),
        None => (None, None),
    };
    let dragging = props.drag.moving().is_some();
    let scene = Scene {
        report: Rc::clone(&props.report),
        network: Rc::clone(&props.network),
        selection: props.selection,
        target,
        moving,
        dragging,
        onselect: props.onselect.clone(),
        send: props.send.clone(),
    };
    let focused = use_mut_ref(|| None::<String>);
    use_kept_focus(&focused, &props.drag);
    // The gap that the keys point at comes into view.
    use_effect_with(target, |target| {
        if let Some(place) = target {
            moving::reveal(&gap_id(*place));
        }
    });
    let onkeydown = {
        let send = props.send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.alt_key() || event.ctrl_key() || event.meta_key() {
                return;
            }
            let key = event.key();
            if dragging {
                let drag = match key.as_str() {
                    "ArrowDown" | "ArrowRight" => DragEvent::Next { down: true },
                    "ArrowUp" | "ArrowLeft" => DragEvent::Next { down: false },
                    " " | "Enter" => DragEvent::Drop,
                    "Escape" => DragEvent::Cancel,
                    _ => return,
                };
                event.prevent_default();
                event.stop_propagation();
                send.emit(Event::Drag(drag));
            } else if key == "ArrowDown" || key == "ArrowUp" {
                walk_focus(&event, key == "ArrowDown");
            }
        })
    };
    html! {
        <div
            class={classes!("canvas", dragging.then_some("dragging"))}
            onfocusin={moving::remember(&focused)}
            onfocusout={moving::forget(&focused)}
            {onkeydown}
        >
            <h2 class="visually-hidden">{ t.canvas }</h2>
            <Diagnostics
                report={Rc::clone(&props.report)}
                network={Rc::clone(&props.network)}
                send={props.send.clone()}
            />
            <InputCard shape={props.network.input_shape()} selected={props.selection.is_none()} send={props.send.clone()} />
            <LaneView nodes={props.network.nodes.clone()} lane={Lane::Root} scene={scene} />
            <OutputCard report={Rc::clone(&props.report)} classes={props.classes.clone()} />
        </div>
    }
}
