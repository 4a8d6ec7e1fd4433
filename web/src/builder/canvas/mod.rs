//! The network as a column of cards, from the input to the output.
//!
//! A network of five hundred nodes must edit and scroll without a hitch. So the network is drawn
//! from [`tree`], whose entries compare by address; marks that move reach only the cards that they
//! are on; and the canvas hears clicks, presses and keys once for all cards.

mod ask;
mod bar;
mod block;
mod card;
mod carried;
mod ends;
mod entry;
mod first;
mod focus;
mod folds;
mod gap;
mod heat;
mod keys;
mod lane;
mod look;
mod marks;
mod menu;
mod overview;
mod pointer;
mod root;
mod row;
mod rows;
mod search;
mod stage;
mod summary;
mod table;
mod toggle;
mod tree;
mod zoom;

pub use bar::focus_search;
pub use carried::Carried;
pub use first::FirstLine;
pub use pointer::DragLayer;

use crate::builder::diagnostics::Diagnostics;
use bar::Bar;
use ends::{InputCard, OutputCard};
use entry::Shared;
use filtro_app::{Dragged, Event};
use filtro_net::{Network, NodeId, Report};
use filtro_ui::dom::{centre, reveal};
use filtro_ui::use_text;
use focus::use_kept_focus;
use folds::Folds;
use gap::gap_id;
use look::{Act, Look};
use marks::{Marks, Sort};
use overview::Overview;
use root::Root;
use rows::scroller;
use std::cell::RefCell;
use std::rc::Rc;
use table::LayerTable;
use tree::Tree;
use yew::prelude::*;
use zoom::{use_fit, use_steady_view, use_wheel};

/// Properties of [`Canvas`].
#[derive(Properties)]
pub struct CanvasProps {
    /// What is shown.
    pub network: Rc<Network>,
    /// Shapes, costs, problems.
    pub report: Rc<Report>,
    /// Counts documents that were opened.
    pub opened: u32,
    /// It is a published network, as it was opened.
    pub original: bool,
    /// Whose parameters are shown.
    pub selection: Option<NodeId>,
    /// Pictures a step of training.
    pub batch: usize,
    /// All that are selected, where there are several.
    pub group: Vec<NodeId>,
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
            && self.opened == other.opened
            && self.original == other.original
            && self.selection == other.selection
            && self.batch == other.batch
            && self.group == other.group
            && self.drag == other.drag
            && self.classes == other.classes
            && self.onselect == other.onselect
            && self.send == other.send
    }
}

/// The network's entries; an edit keeps those that look the same after it.
#[hook]
fn use_tree(network: &Rc<Network>, report: &Rc<Report>, look: &Look) -> Shared<Tree> {
    type Drawn = (Rc<Network>, Rc<Report>, Look, Shared<Tree>);
    let last: Rc<RefCell<Option<Drawn>>> = use_mut_ref(|| None);
    let mut last = last.borrow_mut();
    if let Some((drawn, of, seen, tree)) = &*last
        && Rc::ptr_eq(drawn, network)
        && Rc::ptr_eq(of, report)
        && seen.shows_same(look)
    {
        return tree.clone();
    }
    let empty = Tree::default();
    let old = last.as_ref().map_or(&empty, |(_, _, _, tree)| tree);
    let tree = Shared::new(Tree::build(network, report, look, old));
    *last = Some((Rc::clone(network), Rc::clone(report), look.clone(), tree.clone()));
    tree
}

/// How the canvas is looked at. Another document opens with a folding of its own.
#[hook]
fn use_look(props: &CanvasProps) -> (UseReducerHandle<Look>, Look) {
    let look = use_reducer_eq(look::remembered);
    let mut now = (*look).clone();
    if now.opened != Some(props.opened) {
        (now.opened, now.folds) = (Some(props.opened), Folds::first(&props.network));
    }
    let (look_then, folds, opened) = (look.clone(), now.folds.clone(), props.opened);
    use_effect_with(opened, move |opened| {
        if look_then.opened != Some(*opened) {
            look_then.dispatch(Act::Open(*opened, folds));
        }
    });
    (look, now)
}

/// What has just been added comes into view, wherever the canvas is: it is added from the palette
/// behind what is selected, which may be far away.
#[hook]
fn use_new_in_view(props: &CanvasProps, sought: UseStateSetter<Option<Sought>>) {
    let known = use_mut_ref(|| (props.opened, Rc::clone(&props.network)));
    let before = known.replace((props.opened, Rc::clone(&props.network)));
    let is_new = |id: &NodeId| before.0 == props.opened && before.1.find(*id).is_none();
    use_effect_with(props.selection.filter(is_new), move |new| {
        if let Some(id) = *new {
            sought.set(Some(Sought { id, middle: false }));
        }
    });
}

/// A node that is to come into view.
#[derive(Clone, Copy, PartialEq)]
struct Sought {
    id: NodeId,
    /// To the middle; else with as little movement as possible.
    middle: bool,
}

impl Sought {
    /// Brings it there; whether it is on the page.
    fn show(self, part: &str, group: &[NodeId]) -> bool {
        let element = |id: NodeId| format!("{part}-{}", id.0);
        if self.middle {
            return centre(&element(self.id));
        }
        // Of a row both ends, and if that is too much, its beginning.
        let shown = reveal(&element(self.id));
        shown && group.first().is_none_or(|first| reveal(&element(*first)))
    }
}

/// A size in percent; menus are in full size all the same.
fn zoomed(percent: u16) -> String {
    format!("zoom: {percent}%; --zoom: {}", f64::from(percent) / 100.0)
}

/// The canvas.
#[component]
pub fn Canvas(props: &CanvasProps) -> Html {
    let t = &use_text().network;
    let (look, now) = use_look(props);
    let tree = use_tree(&props.network, &props.report, &now);
    use_wheel(look.dispatcher());
    use_steady_view(&now);
    use_fit(&now, look.dispatcher());
    // Another document begins at its top.
    use_effect_with(props.opened, |_| {
        scroller().iter().for_each(|area| area.set_scroll_top(0));
    });
    // What is wrong has been opened, and stays so once it is right.
    let open = tree.kept_open(&now.folds);
    {
        let look = look.dispatcher();
        use_effect_with(open, move |open| {
            if !open.is_empty() {
                look.dispatch(Act::Unfold(open.clone()));
            }
        });
    }
    // So has what is around the selected node.
    {
        let (look, around) = (look.dispatcher(), props.selection.map(|id| tree.around(id)));
        use_effect_with(props.selection, move |_| {
            if let Some(around) = around.filter(|around| !around.is_empty()) {
                look.dispatch(Act::Unfold(around));
            }
        });
    }
    let sought = use_state_eq(|| None::<Sought>);
    use_new_in_view(props, sought.setter());
    let onfind = {
        let (send, look, sought) = (props.send.clone(), look.dispatcher(), sought.setter());
        use_callback(tree.clone(), move |id: NodeId, tree| {
            look.dispatch(Act::Unfold(tree.around(id)));
            send.emit(Event::Select(Some(id)));
            sought.set(Some(Sought { id, middle: true }));
        })
    };
    // It is there once what is around it is open.
    {
        let part = if now.table { "row" } else { "node" };
        let wanted = sought.filter(|sought| props.selection == Some(sought.id));
        let shown = wanted.map(|wanted| (wanted, props.group.clone(), tree.clone()));
        let sought = sought.setter();
        use_effect_with(shown, move |shown| {
            if let Some((wanted, group, _)) = shown
                && wanted.show(part, group)
            {
                sought.set(None);
            }
        });
    }
    let Carried { what, target, .. } = &props.drag;
    let dragging = what.is_some();
    {
        // The table has no gaps to drop into.
        let look = look.dispatcher();
        use_effect_with(dragging && now.table, move |hidden| {
            if *hidden {
                look.dispatch(Act::Table(false));
            }
        });
    }
    let mut marks = Marks::default();
    marks.mark(Sort::Selected, props.selection, &tree);
    for id in props.group.iter().filter(|id| Some(**id) != props.selection) {
        marks.mark(Sort::Selected, Some(*id), &tree);
    }
    for id in what.iter().flat_map(Dragged::nodes) {
        marks.mark(Sort::Lifted, Some(*id), &tree);
    }
    marks.aim(*target, &tree);
    use_kept_focus(&tree, props.opened, props.selection, &props.drag);
    keys::use_select_all(&props.send);
    // The gap that the keys point at comes into view.
    use_effect_with(target.filter(|_| props.drag.by_keys), |target| {
        if let Some(place) = target {
            reveal(&gap_id(*place));
        }
    });
    let pressed = use_mut_ref(|| None::<keys::Press>);
    let hear = keys::Hear {
        dragging,
        tree: tree.clone(),
        look: look.dispatcher(),
        onselect: props.onselect.clone(),
        send: props.send.clone(),
        pressed,
    };
    let bar = html! {
        <Bar tree={tree.clone()} selection={props.selection} look={look.clone()} {onfind} />
    };
    let whole = html! {
        <Diagnostics
            report={Rc::clone(&props.report)}
            network={Rc::clone(&props.network)}
            original={props.original}
            send={props.send.clone()}
        />
    };
    let table = || {
        html! {
            <>
                { whole.clone() }
                <LayerTable
                    tree={tree.clone()}
                    report={Rc::clone(&props.report)}
                    selection={props.selection}
                    batch={props.batch}
                    look={look.dispatcher()}
                    onselect={props.onselect.clone()}
                />
            </>
        }
    };
    let cards = || {
        html! {
            <div
                class={classes!(
                    "canvas",
                    dragging.then_some("dragging"),
                    now.compact().then_some("compact"),
                    matches!(now.fit, look::Fit::Found { .. }).then_some("fitted"),
                )}
                style={(now.zoom != 100).then(|| zoomed(now.zoom))}
                onclick={hear.clicks()}
                onpointerdown={hear.presses()}
                onkeydown={hear.keys()}
            >
                <h2 class="visually-hidden">{ t.canvas }</h2>
                { whole.clone() }
                <InputCard shape={props.network.input_shape()} selected={props.selection.is_none()} send={props.send.clone()} />
                <Root
                    key={props.opened}
                    tree={tree.clone()}
                    input={props.network.input_shape()}
                    {marks}
                    whole={sought.is_some()}
                    send={props.send.clone()}
                />
                <OutputCard report={Rc::clone(&props.report)} classes={props.classes.clone()} />
            </div>
        }
    };
    // Bar and scrolling area are the same elements for both, with their focus and listeners.
    let (shown, overview) = if now.table {
        (table(), html! {})
    } else {
        (cards(), html! { <Overview tree={tree.clone()} /> })
    };
    html! {
        <>
            { bar }
            <div class="canvas-scroll" id="canvas-scroll">{ shown }</div>
            { overview }
        </>
    }
}
