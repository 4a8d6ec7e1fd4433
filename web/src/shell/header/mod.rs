//! The header: brand, network name, file menu, undo and redo, language, theme, device.

mod view;

pub use view::HeaderView;

use super::rooms::Rooms;
use crate::act::Act;
use crate::ports::files::FileKind;
use crate::ports::prefs::Theme;
use crate::route::Room;
use filtro_app::{Event, VisitEvent};
use filtro_net::Edit;
use filtro_text::{Lang, Text};
use filtro_ui::control::{Button, ChoiceOption, Choices, NameBox};
use filtro_ui::icon::Icon;
use filtro_ui::menu::{MenuButton, MenuEntry};
use filtro_ui::popup::Align;
use filtro_ui::stops::{Stops, use_stops};
use filtro_ui::use_text;
use std::rc::Rc;
use view::{Ready, device_words, earlier, templates};
use yew::prelude::*;

/// Properties of [`Header`].
#[derive(PartialEq, Properties)]
pub struct HeaderProps {
    /// What is shown.
    pub view: Rc<HeaderView>,
    /// The theme in force.
    pub theme: Theme,
    /// Where the person is.
    pub room: Room,
    /// Where is asked.
    pub send: Callback<Act>,
}

/// The buttons share a stop of the tab key.
const STOPS: Stops = Stops { controls: ".header-tools button:not(.menu-popup *)", groups: None };

/// The header.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let text = use_text();
    let t = &text.shell;
    let HeaderProps { view, theme, room, send } = props;
    let root = use_node_ref();
    use_stops(root.clone(), STOPS);
    let entries = file_menu(text, view, send);
    let on = |act: Act| send.reform(move |()| act.clone());
    let device = device_words(view.device.as_ref(), t);
    let why = view.device.as_ref().map(|device| (text.training.device_reason)(&device.reason));
    html! {
        <header class="header" ref={root}>
            <h1 class="brand">{ mark() }<span>{ "Filtro" }</span></h1>
            <Rooms room={*room} />
            <NameBox
                class="header-name"
                label={t.network_name}
                value={view.name.clone()}
                most=80
                onchange={send.reform(|name| Event::Edit(Edit::SetTitle(name)).into())}
            />
            <div class="header-tools" role="toolbar" aria-label={t.tools}>
            <MenuButton label={t.menu} icon={Icon::File} {entries} />
            <div class="header-group">
                <Button
                    label={t.undo} icon={Icon::Undo} icon_only=true class="quiet"
                    unavailable={(!view.can_undo).then_some(t.why_nothing_to_undo)}
                    onclick={on(Event::Undo.into())}
                />
                <Button
                    label={t.redo} icon={Icon::Redo} icon_only=true class="quiet"
                    unavailable={(!view.can_redo).then_some(t.why_nothing_to_redo)}
                    onclick={on(Event::Redo.into())}
                />
            </div>
            <div class="header-space" />
            <Button
                label={device} icon={Icon::Chip} class="quiet device-chip"
                name={(t.device_chip)(device)}
                hint={why.map(AttrValue::from)}
                onclick={on(Act::Device)}
            />
            <MenuButton label={t.settings} icon={Icon::Settings} icon_only=true align={Align::End}>
                <Preferences theme={*theme} send={send.clone()} />
            </MenuButton>
            <Button
                label={t.shortcuts} icon={Icon::Help} icon_only=true class="quiet help-button"
                onclick={on(Act::Sheet(true))}
            />
            </div>
        </header>
    }
}

/// Files, and networks that can be opened.
fn file_menu(text: &Text, view: &HeaderView, send: &Callback<Act>) -> Vec<MenuEntry> {
    let t = &text.shell;
    let action =
        |label, icon, act: Act| MenuEntry::action(label, icon, send.reform(move |()| act.clone()));
    let mut entries = vec![
        action(t.open_file, Icon::Folder, Act::Pick(FileKind::Network)),
        action(t.save_file, Icon::Download, Event::Save.into()),
        MenuEntry::Line,
        action(text.weights.open, Icon::Folder, Act::Pick(FileKind::Weights)),
    ];
    if view.weights {
        entries.push(action(text.weights.save, Icon::Download, Event::SaveWeights.into()));
    }
    entries.push(MenuEntry::Line);
    entries.push(MenuEntry::Heading(t.new_from.into()));
    let template = |key: &AttrValue| Event::Template(key.to_string());
    entries.extend(templates(text.lang).iter().map(|ready| entry(ready, send, template)));
    let gallery = Callback::from(|()| Room::Gallery.enter());
    entries.push(MenuEntry::action(t.more_templates, Icon::Network, gallery));
    if !view.earlier.is_empty() {
        entries.push(MenuEntry::Line);
        entries.push(MenuEntry::Heading(text.visit.earlier.into()));
        let open = |key: &AttrValue| Event::Visit(VisitEvent::Open(key.to_string()));
        entries.extend(earlier(view, text.lang).iter().map(|ready| entry(ready, send, open)));
    }
    entries
}

/// A network that can be opened.
fn entry(network: &Ready, send: &Callback<Act>, open: fn(&AttrValue) -> Event) -> MenuEntry {
    let key = network.key.clone();
    MenuEntry::Action {
        label: network.name.clone(),
        note: Some(network.note.clone()),
        icon: Icon::Network,
        act: send.reform(move |()| open(&key).into()),
    }
}

#[derive(PartialEq, Properties)]
struct PreferencesProps {
    theme: Theme,
    send: Callback<Act>,
}

#[component]
fn Preferences(props: &PreferencesProps) -> Html {
    let text = use_text();
    let t = &text.shell;
    let languages = Lang::ALL.map(|lang| ChoiceOption::new(lang.tag(), lang.name())).to_vec();
    let themes = Theme::ALL
        .map(|theme| {
            let name = match theme {
                Theme::System => t.theme_system,
                Theme::Light => t.theme_light,
                Theme::Dark => t.theme_dark,
            };
            ChoiceOption::new(theme.key(), name)
        })
        .to_vec();
    let send = &props.send;
    let onlanguage = chosen(send, Lang::from_tag, Act::Language);
    let ontheme = chosen(send, Theme::from_key, Act::Theme);
    html! {
        <div class="preferences">
            <Choices label={t.language} options={languages} value={text.lang.tag()} onchange={onlanguage} />
            <Choices label={t.theme} options={themes} value={props.theme.key()} onchange={ontheme} />
        </div>
    }
}

/// What is asked for with one of a few choices.
fn chosen<T: 'static>(
    send: &Callback<Act>,
    read: fn(&str) -> Option<T>,
    act: fn(T) -> Act,
) -> Callback<AttrValue> {
    let send = send.clone();
    Callback::from(move |key: AttrValue| read(&key).into_iter().for_each(|it| send.emit(act(it))))
}

/// The sign of the page: a window of a filter over a picture.
fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <rect x="2" y="2" width="20" height="20" rx="4" class="mark-field" />
            <rect x="6" y="6" width="7" height="7" rx="1" class="mark-window" />
            <path d="M13 13l6 6M9.5 15.5v3.5h3.5M15.5 9.5h3.5v3.5" />
        </svg>
    }
}
