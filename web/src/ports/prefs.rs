//! What the browser remembers between visits: language, theme, the network being edited.

use filtro_text::Lang;
use filtro_ui::services::{self, NotKept, Shelf};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Keys carry the version of what they hold.
const LANGUAGE: &str = "filtro.language.1";
const THEME: &str = "filtro.theme.1";
const BEGUN: &str = "filtro.begun.1";

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All, in menu order.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The value of the root's `data-theme`, and of the setting.
    pub const fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.key() == key)
    }
}

/// The remembered value of `key`, if it can still be read.
pub fn load<T: DeserializeOwned>(key: &str) -> Option<T> {
    serde_json::from_str(&services::read(Shelf::Browser, key)?).ok()
}

/// Remembers a value.
pub fn save<T: Serialize>(key: &str, value: &T) -> Result<(), NotKept> {
    // A value that is no JSON is a mistake of the page's; no test lets one through.
    let text = serde_json::to_string(value).unwrap_or_default();
    services::write(Shelf::Browser, key, &text)
}

/// The chosen language, or the first of the browser's that the page speaks.
pub fn language() -> Lang {
    let chosen = load::<String>(LANGUAGE).and_then(|tag| Lang::from_tag(&tag));
    chosen.or_else(browser_language).unwrap_or_default()
}

fn browser_language() -> Option<Lang> {
    services::languages().iter().find_map(|tag| Lang::from_tag(tag))
}

/// The chosen theme.
pub fn theme() -> Theme {
    load::<String>(THEME).and_then(|key| Theme::from_key(&key)).unwrap_or_default()
}

/// Where it is not kept, the page has said so at its start.
fn remember_word(key: &str, word: &str) {
    save(key, &word).unwrap_or_default();
}

/// Whether the person has trained a network once, or does not want to be told how.
pub fn begun() -> bool {
    load(BEGUN).unwrap_or(false)
}

/// From now on it is so.
pub fn remember_begun() {
    // Where it is not kept, the line is there again at the next visit.
    save(BEGUN, &true).unwrap_or_default();
}

/// Puts the language in force: `lang`, title, memory.
pub fn apply_language(lang: Lang, remember: bool) {
    if remember {
        remember_word(LANGUAGE, lang.tag());
    }
    if let Some(document) = web_sys::window().and_then(|w| w.document()) {
        document.set_title(lang.text().shell.title);
        if let Some(root) = document.document_element() {
            // Only refused for an invalid attribute name.
            root.set_attribute("lang", lang.tag()).unwrap_or_default();
        }
    }
}

/// Puts the theme in force.
pub fn apply_theme(theme: Theme, remember: bool) {
    if remember {
        remember_word(THEME, theme.key());
    }
    let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element());
    if let Some(root) = root {
        root.set_attribute("data-theme", theme.key()).unwrap_or_default();
    }
}
