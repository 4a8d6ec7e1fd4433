//! What can be done with what is selected.

use crate::builder::focus::focus_network_later;
use filtro_app::Event;
use filtro_net::{BlockSort, Merge, NodeId};
use filtro_text::Text;
use filtro_ui::control::Button;
use filtro_ui::icon::Icon;
use yew::prelude::*;

/// Sends an event behind which another node is selected, and another panel shown: the focus goes
/// to that node's card instead of nowhere.
fn then_focus(send: &Callback<Event>, event: Event) -> Callback<()> {
    let send = send.clone();
    Callback::from(move |()| {
        send.emit(event.clone());
        match event {
            // A question keeps the focus to itself; from what is gone the canvas passes it on.
            Event::AskRepeat(_) | Event::Delete(_) => {}
            _ => focus_network_later(),
        }
    })
}

/// What something is done with.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Chosen {
    Layer,
    Block,
    Several,
}

/// What can be done with a node, or with all that are selected with it.
pub(super) fn actions(
    text: &Text,
    id: NodeId,
    chosen: Chosen,
    row: bool,
    send: &Callback<Event>,
) -> Html {
    let (t, b) = (&text.network, &text.blocks);
    let button = |label: &'static str, icon: Icon, event: Event, needs_row: bool| {
        let unavailable = (needs_row && !row).then(|| AttrValue::from(b.needs_row));
        let onclick = then_focus(send, event);
        html! { <Button {label} {icon} {unavailable} {onclick} /> }
    };
    let residual = Event::Wrap { id, into: BlockSort::Residual };
    let branches = Event::Wrap { id, into: BlockSort::Parallel(Merge::Concat) };
    html! {
        <section class="section" aria-label={b.actions}>
            <div class="row">
                { button(b.wrap_residual, Icon::Wrap, residual, true) }
                { button(b.wrap_branches, Icon::Wrap, branches, true) }
                if chosen == Chosen::Block {
                    { button(b.unwrap, Icon::Unwrap, Event::Unwrap(id), false) }
                }
                { button(b.repeat, Icon::Repeat, Event::AskRepeat(Some(id)), true) }
                { button(t.duplicate, Icon::Copy, Event::Duplicate(id), false) }
                <Button
                    label={match chosen {
                        Chosen::Layer => t.delete_layer,
                        Chosen::Block => b.delete_block,
                        Chosen::Several => b.delete_all,
                    }}
                    icon={Icon::Trash}
                    class="danger"
                    onclick={then_focus(send, Event::Delete(id))}
                />
            </div>
        </section>
    }
}
