//! Nodes that come into view because they are new, or were searched for.

use super::look::{Act, Look};
use super::tree::Tree;
use super::view::CanvasView;
use crate::shared::Shared;
use filtro_app::Event;
use filtro_net::NodeId;
use filtro_ui::dom::{centre, reveal};
use yew::prelude::*;

/// A node that is to come into view.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Sought {
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

/// What has just been added comes into view, wherever the canvas is: it is added from the palette
/// behind what is selected, which may be far away.
#[hook]
pub(super) fn use_new_in_view(view: &CanvasView, sought: UseStateSetter<Option<Sought>>) {
    let known = use_mut_ref(|| (view.opened, view.network.clone()));
    let before = known.replace((view.opened, view.network.clone()));
    let is_new = |id: &NodeId| before.0 == view.opened && before.1.find(*id).is_none();
    use_effect_with(view.selection.filter(is_new), move |new| {
        if let Some(id) = *new {
            sought.set(Some(Sought { id, middle: false }));
        }
    });
}

/// Chooses a node that was searched for, and opens what is around it.
#[hook]
pub(super) fn use_find(
    tree: &Shared<Tree>,
    look: UseReducerDispatcher<Look>,
    sought: UseStateSetter<Option<Sought>>,
    send: &Callback<Event>,
) -> Callback<NodeId> {
    let send = send.clone();
    use_callback(tree.clone(), move |id: NodeId, tree| {
        look.dispatch(Act::Unfold(tree.around(id)));
        send.emit(Event::Select(Some(id)));
        sought.set(Some(Sought { id, middle: true }));
    })
}

/// Shows what is sought once it is on the page: what is around it opens first.
#[hook]
pub(super) fn use_sought(
    view: &CanvasView,
    tree: &Shared<Tree>,
    table: bool,
    sought: &UseStateHandle<Option<Sought>>,
) {
    let part = if table { "row" } else { "node" };
    let wanted = sought.filter(|sought| view.selection == Some(sought.id));
    let shown = wanted.map(|wanted| (wanted, view.group.clone(), tree.clone()));
    let sought = sought.setter();
    use_effect_with(shown, move |shown| {
        if let Some((wanted, group, _)) = shown
            && wanted.show(part, group)
        {
            sought.set(None);
        }
    });
}
