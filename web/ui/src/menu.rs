//! A button that opens a small menu or panel beside it.

use crate::control::{Button, unique_id};
use crate::dom::{active, all, document, focus, target};
use crate::icon::{Icon, icon};
use crate::popup::{Align, show};
use gloo_events::EventListener;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

/// A line of a menu.
#[derive(Clone, PartialEq)]
pub enum MenuEntry {
    /// Something to do.
    Action {
        /// Its name.
        label: AttrValue,
        /// Said in small type at the end.
        note: Option<AttrValue>,
        /// Before the name.
        icon: Icon,
        /// What it does.
        act: Callback<()>,
    },
    /// A title over the following entries.
    Heading(AttrValue),
    /// A separator.
    Line,
}

impl MenuEntry {
    /// Something to do, without a note.
    pub fn action(label: &'static str, icon: Icon, act: Callback<()>) -> Self {
        Self::Action { label: label.into(), note: None, icon, act }
    }
}

/// Properties of [`MenuButton`].
#[derive(PartialEq, Properties)]
pub struct MenuButtonProps {
    /// Its accessible name.
    pub label: AttrValue,
    /// Its icon.
    pub icon: Icon,
    /// Only the icon is visible.
    #[prop_or_default]
    pub icon_only: bool,
    /// Where the popup stands.
    #[prop_or_default]
    pub align: Align,
    /// It is open from the first.
    #[prop_or_default]
    pub opened: bool,
    /// A menu's lines.
    #[prop_or_default]
    pub entries: Vec<MenuEntry>,
    /// Or free content.
    #[prop_or_default]
    pub children: Html,
}

/// The button with its popup. Escape and a press outside close it; arrow keys move in a menu.
#[component]
pub fn MenuButton(props: &MenuButtonProps) -> Html {
    let open = use_state_eq(|| props.opened);
    let root = use_node_ref();
    let button = use_node_ref();
    let popup = use_node_ref();
    let popup_id = use_memo((), |()| unique_id("popup"));
    let is_menu = !props.entries.is_empty();
    {
        let (root, open) = (root.clone(), open.clone());
        let (button, popup, align) = (button.clone(), popup.clone(), props.align);
        use_effect_with(*open, move |now| {
            let listener = now.then(|| {
                let mut all = show(&button, &popup, align);
                if let Some(first) = items(&root).into_iter().next().filter(|_| is_menu) {
                    focus(&first);
                }
                all.extend(outside(root, open));
                all
            });
            move || drop(listener)
        });
    }
    let onkeydown = {
        let (root, button, open) = (root.clone(), button.clone(), open.clone());
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            if key == "Escape" && *open {
                event.stop_propagation();
                open.set(false);
                button.cast::<HtmlElement>().iter().for_each(focus);
            } else if is_menu && *open && (key == "ArrowDown" || key == "ArrowUp") {
                event.prevent_default();
                step(&items(&root), key == "ArrowDown");
            }
        })
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |()| open.set(!*open))
    };
    html! {
        <div class="menu" ref={root} {onkeydown}>
            <Button
                label={props.label.clone()}
                icon={props.icon}
                icon_only={props.icon_only}
                class="quiet"
                expanded={Some(*open)}
                node={button.clone()}
                onclick={toggle}
            />
            if *open {
                <div
                    id={(*popup_id).clone()}
                    class="menu-popup"
                    ref={popup}
                    popover="manual"
                    role={if is_menu { "menu" } else { "group" }}
                    aria-label={props.label.clone()}
                >
                    for (index, entry) in props.entries.iter().enumerate() {
                        { line(index, entry, &open, &button) }
                    }
                    { props.children.clone() }
                </div>
            }
        </div>
    }
}

fn line(index: usize, entry: &MenuEntry, open: &UseStateHandle<bool>, button: &NodeRef) -> Html {
    match entry {
        MenuEntry::Line => html! { <hr key={index} class="menu-line" /> },
        MenuEntry::Heading(words) => {
            html! { <p key={index} class="menu-heading" role="presentation">{ words }</p> }
        }
        MenuEntry::Action { label, note, icon: shape, act } => {
            let (act, open, button) = (act.clone(), open.clone(), button.clone());
            let onclick = Callback::from(move |_: MouseEvent| {
                open.set(false);
                button.cast::<HtmlElement>().iter().for_each(focus);
                act.emit(());
            });
            html! {
                <button key={index} type="button" class="menu-item" role="menuitem" {onclick}>
                    { icon(*shape) }
                    <span>{ label }</span>
                    if let Some(note) = note {
                        <small>{ note }</small>
                    }
                </button>
            }
        }
    }
}

/// Closes the popup on a press or a focus outside of it.
fn outside(root: NodeRef, open: UseStateHandle<bool>) -> Vec<EventListener> {
    let Some(document) = document() else { return Vec::new() };
    ["pointerdown", "focusin"]
        .map(|name| {
            let (root, open) = (root.clone(), open.clone());
            EventListener::new(&document, name, move |event| {
                let target: Option<Node> = target(event);
                let inside = root.cast::<Node>().is_some_and(|r| r.contains(target.as_ref()));
                if !inside {
                    open.set(false);
                }
            })
        })
        .into()
}

fn items(root: &NodeRef) -> Vec<HtmlElement> {
    root.cast::<Element>().map_or_else(Vec::new, |root| all(&root, "[role=menuitem]"))
}

fn step(items: &[HtmlElement], down: bool) {
    let active = active();
    let here = items.iter().position(|item| active.as_ref() == Some(item.as_ref()));
    let count = items.len().max(1);
    let next = match (here, down) {
        (Some(i), true) => (i + 1) % count,
        (Some(i), false) => (i + count - 1) % count,
        (None, _) => 0,
    };
    items.get(next).iter().for_each(|item| focus(item));
}
