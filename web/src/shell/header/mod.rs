//! The header: brand, network name, file menu, undo and redo, language, theme, device.

mod view;

use crate::ports::prefs::Theme;
use crate::route::Room;
use crate::shell::rooms::Rooms;
use filtro_text::Lang;
use filtro_ui::control::{Button, ChoiceOption, Choices, NameBox};
use filtro_ui::icon::Icon;
use filtro_ui::menu::{MenuButton, MenuEntry};
use filtro_ui::popup::Align;
use filtro_ui::stops::{Stops, use_stops};
use filtro_ui::use_text;
use yew::prelude::*;

pub use view::{HeaderView, TemplateEntry, templates};

/// What the header asks for.
#[derive(Clone, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct HeaderActions {
    pub rename: Callback<String>,
    pub undo: Callback<()>,
    pub redo: Callback<()>,
    pub template: Callback<AttrValue>,
    pub earlier: Callback<AttrValue>,
    pub open: Callback<()>,
    pub save: Callback<()>,
    pub open_weights: Callback<()>,
    pub save_weights: Callback<()>,
    pub language: Callback<Lang>,
    pub theme: Callback<Theme>,
    pub device: Callback<()>,
    pub shortcuts: Callback<()>,
}

/// Properties of [`Header`].
#[derive(PartialEq, Properties)]
pub struct HeaderProps {
    /// What is shown.
    pub view: HeaderView,
    /// What it asks for.
    pub actions: HeaderActions,
}

/// The buttons share a stop of the tab key.
const STOPS: Stops = Stops { controls: ".header-tools button:not(.menu-popup *)", groups: None };

/// The header.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let text = use_text();
    let t = &text.shell;
    let HeaderProps { view, actions } = props;
    let root = use_node_ref();
    use_stops(root.clone(), STOPS);
    let mut entries = vec![
        MenuEntry::action(t.open_file, Icon::Folder, actions.open.clone()),
        MenuEntry::action(t.save_file, Icon::Download, actions.save.clone()),
        MenuEntry::Line,
        MenuEntry::action(text.weights.open, Icon::Folder, actions.open_weights.clone()),
        MenuEntry::Line,
        MenuEntry::Heading(t.new_from.into()),
    ];
    if view.weights {
        let save =
            MenuEntry::action(text.weights.save, Icon::Download, actions.save_weights.clone());
        entries.insert(4, save);
    }
    entries.extend(view.templates.iter().map(|template| entry(template, &actions.template)));
    let gallery = Callback::from(|()| Room::Gallery.enter());
    entries.push(MenuEntry::action(t.more_templates, Icon::Network, gallery));
    if !view.earlier.is_empty() {
        entries.push(MenuEntry::Line);
        entries.push(MenuEntry::Heading(text.visit.earlier.into()));
        entries.extend(view.earlier.iter().map(|earlier| entry(earlier, &actions.earlier)));
    }
    html! {
        <header class="header" ref={root}>
            <h1 class="brand">{ mark() }<span>{ "Filtro" }</span></h1>
            <Rooms room={view.room} />
            <NameBox
                class="header-name"
                label={t.network_name}
                value={view.name.clone()}
                most=80
                onchange={actions.rename.clone()}
            />
            <div class="header-tools" role="toolbar" aria-label={t.tools}>
            <MenuButton label={t.menu} icon={Icon::File} {entries} />
            <div class="header-group">
                <Button
                    label={t.undo} icon={Icon::Undo} icon_only=true class="quiet"
                    unavailable={(!view.can_undo).then_some(t.why_nothing_to_undo)}
                    onclick={actions.undo.clone()}
                />
                <Button
                    label={t.redo} icon={Icon::Redo} icon_only=true class="quiet"
                    unavailable={(!view.can_redo).then_some(t.why_nothing_to_redo)}
                    onclick={actions.redo.clone()}
                />
            </div>
            <div class="header-space" />
            <Button
                label={view.device.clone()} icon={Icon::Chip} class="quiet device-chip"
                name={(t.device_chip)(&view.device)}
                hint={view.device_why.clone()}
                onclick={actions.device.clone()}
            />
            <MenuButton label={t.settings} icon={Icon::Settings} icon_only=true align={Align::End}>
                <Preferences theme={view.theme} actions={actions.clone()} />
            </MenuButton>
            <Button
                label={t.shortcuts} icon={Icon::Help} icon_only=true class="quiet help-button"
                onclick={actions.shortcuts.clone()}
            />
            </div>
        </header>
    }
}

/// A network that can be opened.
fn entry(network: &TemplateEntry, open: &Callback<AttrValue>) -> MenuEntry {
    let key = network.key.clone();
    MenuEntry::Action {
        label: network.name.clone(),
        note: Some(network.note.clone()),
        icon: Icon::Network,
        act: open.reform(move |()| key.clone()),
    }
}

#[derive(PartialEq, Properties)]
struct PreferencesProps {
    theme: Theme,
    actions: HeaderActions,
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
    let onlanguage = {
        let act = props.actions.language.clone();
        Callback::from(move |tag: AttrValue| {
            if let Some(lang) = Lang::from_tag(&tag) {
                act.emit(lang);
            }
        })
    };
    let ontheme = {
        let act = props.actions.theme.clone();
        Callback::from(move |key: AttrValue| {
            if let Some(theme) = Theme::from_key(&key) {
                act.emit(theme);
            }
        })
    };
    html! {
        <div class="preferences">
            <Choices label={t.language} options={languages} value={text.lang.tag()} onchange={onlanguage} />
            <Choices label={t.theme} options={themes} value={props.theme.key()} onchange={ontheme} />
        </div>
    }
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
