//! Every word of the page, in every language.
//!
//! A language is one [`Text`] constant. Its fields are plain strings, or functions where a text
//! takes arguments, so a missing or extra text does not compile and an argument cannot drift.
//! Each section lives in its own file with both languages side by side. The glossary (stride =
//! paso, padding = relleno, feature map = mapa de características, learning rate = tasa de
//! aprendizaje, batch = lote, epoch = época) holds everywhere.
//!
//! Words of a layer, a parameter or a problem are functions of the enums that name them in
//! `filtro_net` and `filtro_protocol`, so that a new one without words does not compile. Of the
//! document, of the application's state and of the browser this crate knows nothing.

pub mod adapt;
pub mod announce;
pub mod blocks;
pub mod canvas;
pub mod compare;
pub mod cost;
pub mod data;
mod fields;
pub mod file;
mod format;
pub mod gallery;
mod lang;
mod layers;
pub mod network;
pub mod picture;
mod plain;
pub mod practice;
mod presets;
pub mod problems;
pub mod repairs;
pub mod shell;
pub mod training;
pub mod visit;
pub mod weights;

pub use lang::{Lang, list};
pub use plain::plain;

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
    /// What is only said aloud.
    pub announce: announce::Announce,
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
    announce: announce::EN,
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
    announce: announce::ES,
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

impl Lang {
    /// Its texts.
    pub const fn text(self) -> &'static Text {
        match self {
            Self::En => &EN,
            Self::Es => &ES,
        }
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.lang == other.lang
    }
}

#[cfg(test)]
mod wording;
