//! What of the network is drawn, and how: its entries, and what of them is open.

use super::folds::Folds;
use super::look::{self, Act, Look};
use super::tree::Tree;
use super::view::CanvasView;
use crate::shared::Shared;
use filtro_net::{Network, Report};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// The network's entries; an edit keeps those that look the same after it.
#[hook]
pub(super) fn use_tree(view: &CanvasView, look: &Look) -> Shared<Tree> {
    type Drawn = (Shared<Network>, Shared<Report>, Look, Shared<Tree>);
    let CanvasView { network, report, .. } = view;
    let last: Rc<RefCell<Option<Drawn>>> = use_mut_ref(|| None);
    let mut last = last.borrow_mut();
    if let Some((drawn, of, seen, tree)) = &*last
        && drawn == network
        && of == report
        && seen.shows_same(look)
    {
        return tree.clone();
    }
    let empty = Tree::default();
    let old = last.as_ref().map_or(&empty, |(_, _, _, tree)| tree);
    let tree = Shared::new(Tree::build(network, report, look, old));
    *last = Some((network.clone(), report.clone(), look.clone(), tree.clone()));
    tree
}

/// How the canvas is looked at. Another document opens with a folding of its own.
#[hook]
pub(super) fn use_look(view: &CanvasView) -> (UseReducerHandle<Look>, Look) {
    let look = use_reducer_eq(look::remembered);
    let mut now = (*look).clone();
    if now.opened != Some(view.opened) {
        (now.opened, now.folds) = (Some(view.opened), Folds::first(&view.network));
    }
    let (look_then, folds, opened) = (look.clone(), now.folds.clone(), view.opened);
    use_effect_with(opened, move |opened| {
        if look_then.opened != Some(*opened) {
            look_then.dispatch(Act::Open(*opened, folds));
        }
    });
    (look, now)
}

/// What is open stays so: what is wrong, once it is right, and what is around the selected node.
#[hook]
pub(super) fn use_open(
    view: &CanvasView,
    tree: &Shared<Tree>,
    now: &Look,
    look: &UseReducerDispatcher<Look>,
) {
    {
        let look = look.clone();
        use_effect_with(tree.kept_open(&now.folds), move |open| {
            if !open.is_empty() {
                look.dispatch(Act::Unfold(open.clone()));
            }
        });
    }
    let (look, around) = (look.clone(), view.selection.map(|id| tree.around(id)));
    use_effect_with(view.selection, move |_| {
        if let Some(around) = around.filter(|around| !around.is_empty()) {
            look.dispatch(Act::Unfold(around));
        }
    });
}
