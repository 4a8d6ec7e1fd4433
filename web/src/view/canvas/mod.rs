//! The network as a column of cards, from the input to the output.

//!
//! A network of five hundred nodes must edit and scroll without a hitch. So the network is drawn
//! from [`tree`], whose entries compare by address; marks that move reach only the cards that they
//! are on; and the canvas hears clicks, presses and keys once for all cards.

mod block;
mod card;
mod ends;
mod focus;
mod keys;
mod lane;
mod marks;
mod menu;
mod pointer;
mod tree;

pub use focus::focus_network;
pub use pointer::{DragLayer, press};

use crate::text::use_text;
use crate::view::diagnostics::Diagnostics;
use ends::{InputCard, OutputCard};
use filtro_app::{Drag, Dragged, Event, Source, Target};
use filtro_net::{Lane, Network, NodeId, Place, Report};
use focus::use_kept_focus;
use lane::LaneView;
use marks::{Marks, Sort};
use pointer::gap_id;
use std::cell::RefCell;
use std::rc::Rc;
use tree::{Shared, Tree};
use yew::prelude::*;

/// A drag as the canvas shows it. It knows no point: the pointer moves many times over one gap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    /// What moves, if anything does.
    pub what: Option<Dragged>,
    /// The gap that it would go to.
    pub target: Option<Place>,
    /// It is moved by keys.
    pub by_keys: bool,
}

impl Carried {
    /// Of a drag.
    pub fn of(drag: &Drag) -> Self {
        let Drag::Moving { what, source, target, .. } = drag else { return Self::default() };
        let target = match target {
            Target::Gap(place) => Some(*place),
            Target::Out => None,
        };
        Self { what: Some(what.clone()), target, by_keys: *source == Source::Keyboard }
    }
}

/// Properties of [`Canvas`].
#[derive(Properties)]
pub struct CanvasProps {
    /// What is shown.
    pub network: Rc<Network>,
    /// Shapes, costs, problems.
    pub report: Rc<Report>,
    /// Whose parameters are shown.
    pub selection: Option<NodeId>,
    /// A drag in progress.
    pub drag: Carried,
    /// Names of the classes.
    pub classes: Vec<AttrValue>,
    /// A card was chosen.
    pub onselect: Callback<NodeId>,
    /// Where events go.
    pub send: Callback<Event>,
}

impl PartialEq for CanvasProps {
    /// Documents and reports that are equal are the same.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.network, &other.network)
            && Rc::ptr_eq(&self.report, &other.report)
            && self.selection == other.selection
            && self.drag == other.drag
            && self.classes == other.classes
            && self.onselect == other.onselect
            && self.send == other.send
    }
}

/// The network's entries; an edit keeps those that look the same after it.
#[hook]
fn use_tree(network: &Rc<Network>, report: &Rc<Report>) -> Shared<Tree> {
    type Drawn = (Rc<Network>, Rc<Report>, Shared<Tree>);
    let last: Rc<RefCell<Option<Drawn>>> = use_mut_ref(|| None);
    let mut last = last.borrow_mut();
    if let Some((drawn, of, tree)) = &*last
        && Rc::ptr_eq(drawn, network)
        && Rc::ptr_eq(of, report)
    {
        return tree.clone();
    }
    let empty = Tree::default();
    let old = last.as_ref().map_or(&empty, |(_, _, tree)| tree);
    let tree = Shared::new(Tree::build(network, report, old));
    *last = Some((Rc::clone(network), Rc::clone(report), tree.clone()));
    tree
}

/// The canvas.
#[component]
pub fn Canvas(props: &CanvasProps) -> Html {
    let t = &use_text().network;
    let tree = use_tree(&props.network, &props.report);
    let Carried { what, target, .. } = &props.drag;
    let dragging = what.is_some();
    let mut marks = Marks::default();
    marks.mark(Sort::Selected, props.selection, &tree);
    if let Some(Dragged::Node(id)) = what {
        marks.mark(Sort::Lifted, Some(*id), &tree);
    }
    marks.aim(*target, &tree);
    let focused = use_mut_ref(|| None::<String>);
    use_kept_focus(&focused, &props.drag);
    // The gap that the keys point at comes into view.
    use_effect_with(target.filter(|_| props.drag.by_keys), |target| {
        if let Some(place) = target {
            focus::reveal(&gap_id(*place));
        }
    });
    html! {
        <div
            class={classes!("canvas", dragging.then_some("dragging"))}
            onclick={keys::clicks(props.onselect.clone())}
            onpointerdown={keys::presses(props.send.clone())}
            onkeydown={keys::keys(dragging, props.onselect.clone(), props.send.clone())}
            onfocusin={focus::remember(&focused)}
            onfocusout={focus::forget(&focused)}
        >
            <h2 class="visually-hidden">{ t.canvas }</h2>
            <Diagnostics
                report={Rc::clone(&props.report)}
                network={Rc::clone(&props.network)}
                send={props.send.clone()}
            />
            <InputCard shape={props.network.input_shape()} selected={props.selection.is_none()} send={props.send.clone()} />
            <LaneView entries={tree.root.clone()} lane={Lane::Root} {marks} send={props.send.clone()} />
            <OutputCard report={Rc::clone(&props.report)} classes={props.classes.clone()} />
        </div>
    }
}
