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
mod drawn;
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
mod sought;
mod stage;
mod summary;
mod table;
mod toggle;
mod tree;
mod view;
mod zoom;

pub use bar::focus_search;
pub use first::FirstLine;
pub use pointer::DragLayer;
pub use view::CanvasView;

use crate::builder::diagnostics::Diagnostics;
use bar::Bar;
use drawn::{use_look, use_open, use_tree};
use ends::{InputCard, OutputCard};
use filtro_app::Event;
use filtro_net::NodeId;
use filtro_ui::dom::reveal;
use filtro_ui::use_text;
use focus::use_kept_focus;
use gap::gap_id;
use keys::Hear;
use look::{Act, Look};
use marks::Marks;
use overview::Overview;
use root::Root;
use rows::scroller;
use sought::{Sought, use_find, use_new_in_view, use_sought};
use std::rc::Rc;
use table::LayerTable;
use yew::prelude::*;
use zoom::{use_fit, use_steady_view, use_wheel};

/// Properties of [`Canvas`].
#[derive(PartialEq, Properties)]
pub struct CanvasProps {
    /// What is shown.
    pub view: Rc<CanvasView>,
    /// A card was chosen.
    pub onselect: Callback<NodeId>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// A size in percent; menus are in full size all the same.
fn zoomed(percent: u16) -> String {
    format!("zoom: {percent}%; --zoom: {}", f64::from(percent) / 100.0)
}

/// The canvas.
#[component]
pub fn Canvas(props: &CanvasProps) -> Html {
    let title = use_text().network.canvas;
    let CanvasProps { view, onselect, send } = props;
    let (look, now) = use_look(view);
    let tree = use_tree(view, &now);
    use_wheel(look.dispatcher());
    use_steady_view(&now);
    use_fit(&now, look.dispatcher());
    // Another document begins at its top.
    use_effect_with(view.opened, |_| {
        scroller().iter().for_each(|area| area.set_scroll_top(0));
    });
    use_open(view, &tree, &now, &look.dispatcher());
    let sought = use_state_eq(|| None::<Sought>);
    use_new_in_view(view, sought.setter());
    let onfind = use_find(&tree, look.dispatcher(), sought.setter(), send);
    use_sought(view, &tree, now.table, &sought);
    let dragging = view.drag.what.is_some();
    {
        // The table has no gaps to drop into.
        let look = look.dispatcher();
        use_effect_with(dragging && now.table, move |hidden| {
            if *hidden {
                look.dispatch(Act::Table(false));
            }
        });
    }
    use_kept_focus(&tree, view.opened, view.selection, &view.drag);
    keys::use_select_all(send);
    // The gap that the keys point at comes into view.
    use_effect_with(view.drag.target.filter(|_| view.drag.by_keys), |target| {
        if let Some(place) = target {
            reveal(&gap_id(*place));
        }
    });
    let pressed = use_mut_ref(|| None::<keys::Press>);
    let (look_at, onselect, send) = (look.dispatcher(), onselect.clone(), send.clone());
    let hear = keys::Hear { dragging, tree: tree.clone(), look: look_at, onselect, send, pressed };
    // Bar and scrolling area are the same elements for both, with their focus and listeners.
    let (shown, overview) = if now.table {
        (table(view, &hear), html! {})
    } else {
        let shown = cards(title, view, &now, sought.is_some(), &hear);
        (shown, html! { <Overview tree={tree.clone()} /> })
    };
    html! {
        <>
            <Bar {tree} selection={view.selection} look={look.clone()} {onfind} />
            <div class="canvas-scroll" id="canvas-scroll">{ shown }</div>
            { overview }
        </>
    }
}

/// Problems of the network as a whole.
fn whole(view: &CanvasView, send: &Callback<Event>) -> Html {
    html! {
        <Diagnostics
            report={view.report.clone()}
            network={view.network.clone()}
            original={view.original}
            send={send.clone()}
        />
    }
}

/// The network as a table.
fn table(view: &CanvasView, hear: &Hear) -> Html {
    html! {
        <>
            { whole(view, &hear.send) }
            <LayerTable
                tree={hear.tree.clone()}
                report={view.report.clone()}
                selection={view.selection}
                batch={view.batch}
                look={hear.look.clone()}
                onselect={hear.onselect.clone()}
            />
        </>
    }
}

/// The network as cards. `drawn` at once where something in it is sought.
fn cards(title: &str, view: &CanvasView, now: &Look, drawn: bool, hear: &Hear) -> Html {
    let input = view.network.input_shape();
    let send = &hear.send;
    html! {
        <div
            class={classes!(
                "canvas",
                hear.dragging.then_some("dragging"),
                now.compact().then_some("compact"),
                matches!(now.fit, look::Fit::Found { .. }).then_some("fitted"),
            )}
            style={(now.zoom != 100).then(|| zoomed(now.zoom))}
            onclick={hear.clicks()}
            onpointerdown={hear.presses()}
            onkeydown={hear.keys()}
        >
            <h2 class="visually-hidden">{ title }</h2>
            { whole(view, send) }
            <InputCard shape={input} selected={view.selection.is_none()} send={send.clone()} />
            <Root
                key={view.opened}
                tree={hear.tree.clone()}
                {input}
                marks={Marks::all(view.selection, &view.group, &view.drag, &hear.tree)}
                whole={drawn}
                send={send.clone()}
            />
            <OutputCard report={view.report.clone()} classes={view.classes.clone()} />
        </div>
    }
}
