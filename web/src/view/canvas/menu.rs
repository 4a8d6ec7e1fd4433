//! The menus of cards and gaps. A menu is built when it is opened for the first time: most never
//! are.

use super::tree::Entry;
use crate::text::Text;
use crate::view::family::Family;
use crate::view::icon::{Icon, icon};
use crate::view::menu_button::{MenuButton, MenuEntry};
use filtro_app::Event;
use filtro_net::{Edit, Layer, Place};
use yew::prelude::*;

/// A menu button for a card or gap, whose `entries` are asked for only once it has been used.
pub(super) fn lazy_menu(
    label: AttrValue,
    shape: Icon,
    end: bool,
    used: &UseStateHandle<bool>,
    entries: impl FnOnce() -> Vec<MenuEntry>,
) -> Html {
    if **used {
        return html! {
            <MenuButton {label} icon={shape} icon_only=true {end} opened=true entries={entries()} />
        };
    }
    let used = used.setter();
    let onclick = Callback::from(move |event: MouseEvent| {
        event.stop_propagation();
        used.set(true);
    });
    // As `MenuButton` looks while it is closed.
    html! {
        <div class="menu">
            <button
                type="button"
                class="button icon-only quiet"
                aria-label={label.clone()}
                aria-expanded="false"
                title={label}
                {onclick}
            >
                { icon(shape) }
            </button>
        </div>
    }
}

/// What can be done with a layer or block.
pub(super) fn of_card(text: &Text, entry: &Entry, send: &Callback<Event>) -> Vec<MenuEntry> {
    let t = &text.network;
    let id = entry.id;
    let on = |event: Event| send.reform(move |()| event.clone());
    vec![
        MenuEntry::action(t.move_up, Icon::Up, on(Event::Shift { id, up: true })),
        MenuEntry::action(t.move_down, Icon::Down, on(Event::Shift { id, up: false })),
        MenuEntry::action(t.duplicate, Icon::Copy, on(Event::Edit(Edit::Duplicate { id }))),
        MenuEntry::Line,
        MenuEntry::action(t.delete, Icon::Trash, on(Event::Edit(Edit::Remove { id }))),
    ]
}

/// What can be put into a gap.
pub(super) fn of_gap(text: &Text, place: Place, send: &Callback<Event>) -> Vec<MenuEntry> {
    let mut entries = Vec::new();
    for (family, kinds) in Family::PALETTE {
        for kind in kinds {
            let kind = *kind;
            entries.push(MenuEntry::Action {
                label: (text.network.layer)(kind).into(),
                note: None,
                icon: icon_of(family),
                act: send.reform(move |()| Event::Insert {
                    item: Layer::new(kind).into(),
                    at: Some(place),
                }),
            });
        }
    }
    entries
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
