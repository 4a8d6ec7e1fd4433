//! The menus of cards and gaps. A menu is built when it is opened for the first time: most never
//! are.

use super::entry::Entry;
use crate::builder::family::{EMPTY, Family, presets};
use crate::builder::focus::focus_network_later;
use filtro_app::Event;
use filtro_net::{Block, BlockSort, Edit, Item, Layer, Merge, Place};
use filtro_text::Text;
use filtro_text::blocks::BlockGroup;
use filtro_ui::icon::{Icon, icon};
use filtro_ui::menu::{MenuButton, MenuEntry};
use filtro_ui::popup::Align;
use yew::prelude::*;

/// Branches are stacked at first; the block has a choice.
pub(super) const BRANCHES: BlockSort = BlockSort::Parallel(Merge::Concat);

/// A menu button for a card or gap, whose `entries` are asked for only once it has been used.
pub(super) fn lazy_menu(
    label: AttrValue,
    shape: Icon,
    align: Align,
    used: &UseStateHandle<bool>,
    entries: impl FnOnce() -> Vec<MenuEntry>,
) -> Html {
    if **used {
        return html! {
            <MenuButton {label} icon={shape} icon_only=true {align} opened=true entries={entries()} />
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

/// What can be done with a layer or block, or with all that are selected with it.
pub(super) fn of_card(text: &Text, entry: &Entry, send: &Callback<Event>) -> Vec<MenuEntry> {
    let (t, b) = (&text.network, &text.blocks);
    let id = entry.id;
    let entry_of = |label: &'static str, icon: Icon, event: Event| {
        MenuEntry::action(label, icon, send.reform(move |()| event.clone()))
    };
    // The card that is selected afterwards is another one, in another place.
    let moving = |label: &'static str, icon: Icon, event: Event| {
        let act = send.reform(move |()| event.clone());
        let then_focus = Callback::from(move |()| {
            act.emit(());
            focus_network_later();
        });
        MenuEntry::action(label, icon, then_focus)
    };
    let mut entries = vec![
        entry_of(t.move_up, Icon::Up, Event::Shift { id, up: true }),
        entry_of(t.move_down, Icon::Down, Event::Shift { id, up: false }),
        entry_of(t.duplicate, Icon::Copy, Event::Duplicate(id)),
        entry_of(b.repeat, Icon::Repeat, Event::AskRepeat(Some(id))),
        entry_of(b.extend_here, Icon::Rows, Event::Extend { from: None, to: id }),
        MenuEntry::Line,
        moving(b.wrap_residual, Icon::Wrap, Event::Wrap { id, into: BlockSort::Residual }),
        moving(b.wrap_branches, Icon::Wrap, Event::Wrap { id, into: BRANCHES }),
    ];
    if let Item::Block(block) = &entry.item {
        entries.push(moving(b.unwrap, Icon::Unwrap, Event::Unwrap(id)));
        if block.sort() != BlockSort::Residual {
            let add = Event::Edit(Edit::AddLane { block: id });
            entries.push(entry_of(b.add_lane, Icon::Plus, add));
        }
    }
    entries.push(MenuEntry::Line);
    entries.push(entry_of(t.delete, Icon::Trash, Event::Delete(id)));
    entries
}

/// What can be put into a gap: layers, then blocks, each sort under its heading.
pub(super) fn of_gap(text: &Text, place: Place, send: &Callback<Event>) -> Vec<MenuEntry> {
    let (t, b) = (&text.network, &text.blocks);
    let at = Some(place);
    let entry = |label: &'static str, family: Family, event: Event| {
        MenuEntry::action(label, icon_of(family), send.reform(move |()| event.clone()))
    };
    let mut entries = vec![MenuEntry::Heading(t.palette.into())];
    for (family, kinds) in Family::PALETTE {
        entries.extend(kinds.iter().map(|kind| {
            let item = Layer::new(*kind).into();
            entry((t.layer)(*kind), family, Event::Insert { item, at })
        }));
    }
    entries.push(MenuEntry::Heading(b.palette.into()));
    entries.extend(EMPTY.map(|sort| {
        let block = Block::around(Vec::new(), sort);
        let label = (t.block)(&block);
        entry(label, Family::Block, Event::Insert { item: block.into(), at })
    }));
    for group in BlockGroup::ALL {
        entries.push(MenuEntry::Heading((b.group)(group).into()));
        entries.extend(presets(group).iter().map(|preset| {
            let event = Event::InsertPreset { preset: *preset, at };
            entry((b.preset)(*preset), Family::Block, event)
        }));
    }
    entries
}

const fn icon_of(family: Family) -> Icon {
    match family {
        Family::Conv => Icon::Layer,
        Family::Pool => Icon::Data,
        Family::Norm | Family::Activation => Icon::Chart,
        Family::Dropout => Icon::Shapes,
        Family::Dense => Icon::Network,
        Family::Block => Icon::Wrap,
    }
}
