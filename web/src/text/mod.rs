//! Every word of the page, in every language.
//!
//! A language is one [`Text`] constant. Its fields are plain strings, or functions where a text
//! takes arguments, so a missing or extra text does not compile and an argument cannot drift.
//! Each section lives in its own file with both languages side by side. The glossary (stride =
//! paso, padding = relleno, feature map = mapa de características, learning rate = tasa de
//! aprendizaje, batch = lote, epoch = época) holds everywhere.

pub mod adapt;
mod announce;
pub mod blocks;
pub mod canvas;
pub mod compare;
pub mod cost;
pub mod data;
mod fields;
pub mod file;
mod format;
pub mod gallery;
mod layers;
pub mod network;
pub mod picture;
pub mod practice;
mod presets;
pub mod problems;
pub mod repairs;
pub mod shell;
pub mod training;
pub mod visit;
pub mod weights;

use std::rc::Rc;
use yew::prelude::*;

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
}

impl Lang {
    /// All languages, in menu order.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// BCP 47 tag, also the `lang` attribute.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// Its own name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
        }
    }

    /// The language of a tag such as `es-MX`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next()?;
        Self::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }

    /// Its texts.
    pub const fn text(self) -> &'static Text {
        match self {
            Self::En => &EN,
            Self::Es => &ES,
        }
    }
}

/// Every word of the page in one language.
pub struct Text {
    /// Which language.
    pub lang: Lang,
    /// Header, transport, settings, notices, shortcuts.
    pub shell: shell::Shell,
    /// The data panel.
    pub data: data::Data,
    /// What a run will take.
    pub cost: cost::Cost,
    /// The training panel and its charts.
    pub training: training::Training,
    /// Trained weights.
    pub weights: weights::Weights,
    /// What goes wrong outside the network.
    pub problems: problems::Problems,
    /// Palette, canvas, layers, inspector.
    pub network: network::Network,
    /// Blocks and their lanes.
    pub blocks: blocks::Blocks,
    /// The canvas' toolbar and table.
    pub canvas: canvas::Canvas,
    /// What is wrong with a network.
    pub repairs: repairs::Repairs,
    /// Pictures of one's own.
    pub picture: picture::Picture,
    /// The dialog that adapts a network.
    pub adapt: adapt::Adapt,
    /// The gallery.
    pub gallery: gallery::Gallery,
    /// The comparison.
    pub compare: compare::Compare,
    /// What is kept from visit to visit.
    pub visit: visit::Visit,
    /// Exercises.
    pub practice: practice::Practice,
}

/// English.
pub static EN: Text = Text {
    lang: Lang::En,
    shell: shell::EN,
    data: data::EN,
    cost: cost::EN,
    training: training::EN,
    weights: weights::EN,
    problems: problems::EN,
    network: network::EN,
    blocks: blocks::EN,
    canvas: canvas::EN,
    repairs: repairs::EN,
    picture: picture::EN,
    adapt: adapt::EN,
    gallery: gallery::EN,
    compare: compare::EN,
    visit: visit::EN,
    practice: practice::EN,
};

/// Spanish.
pub static ES: Text = Text {
    lang: Lang::Es,
    shell: shell::ES,
    data: data::ES,
    cost: cost::ES,
    training: training::ES,
    weights: weights::ES,
    problems: problems::ES,
    network: network::ES,
    blocks: blocks::ES,
    canvas: canvas::ES,
    repairs: repairs::ES,
    picture: picture::ES,
    adapt: adapt::ES,
    gallery: gallery::ES,
    compare: compare::ES,
    visit: visit::ES,
    practice: practice::ES,
};

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.lang == other.lang
    }
}

/// The page's texts in the language in force; renders again when it changes.
#[hook]
pub fn use_text() -> &'static Text {
    use_context::<Lang>().unwrap_or_default().text()
}

/// Joins parts as a list in words: `a, b and c`.
pub fn list(lang: Lang, parts: &[Rc<str>]) -> String {
    let and = match lang {
        Lang::En => " and ",
        Lang::Es => " y ",
    };
    match parts {
        [] => String::new(),
        [only] => only.to_string(),
        [head @ .., last] => format!("{}{and}{last}", head.join(", ")),
    }
}

#[cfg(test)]
mod wording;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_with_regions_are_understood() {
        assert_eq!(Lang::from_tag("es-MX"), Some(Lang::Es));
        assert_eq!(Lang::from_tag("EN"), Some(Lang::En));
        assert_eq!(Lang::from_tag("fr"), None);
    }

    #[test]
    fn lists_read_as_sentences() {
        let parts = ["a", "b", "c"].map(Rc::from);
        assert_eq!(list(Lang::En, &parts), "a, b and c");
        assert_eq!(list(Lang::Es, &parts[..2]), "a y b");
        assert_eq!(list(Lang::Es, &[]), "");
    }
}
