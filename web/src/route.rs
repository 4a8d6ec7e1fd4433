//! Places in the page, and their addresses.
//!
//! An address names the room (`#gallery`), so that it can be linked to and the browser's back
//! button works.

use gloo_events::EventListener;
use yew::prelude::*;

/// The address at which the network in the builder is made smaller.
pub const ADAPT: &str = "#gallery?adapt";

/// A room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Room {
    /// Palette, network and panels.
    #[default]
    Build,
    /// Ready-made networks.
    Gallery,
    /// Networks side by side.
    Compare,
    /// Exercises in shapes.
    Practice,
}

impl Room {
    /// In order.
    pub const ALL: [Self; 4] = [Self::Build, Self::Gallery, Self::Compare, Self::Practice];

    /// Its address within the page.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Gallery => "gallery",
            Self::Compare => "compare",
            Self::Practice => "practice",
        }
    }

    /// The room of an address such as `#gallery` or `#practice?seed=7`; any other is where one
    /// builds.
    pub fn of(hash: &str) -> Self {
        let key = hash.trim_start_matches('#').split('?').next().unwrap_or_default();
        Self::ALL.into_iter().find(|room| room.key() == key).unwrap_or_default()
    }

    /// Goes there: the address changes, and with it what is shown.
    pub fn enter(self) {
        go(self.key());
    }
}

/// What is shown of the room where one builds, beside the network or in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Area {
    /// The network itself: a tab only where the page is narrow.
    Network,
    /// The selected layer.
    #[default]
    Layer,
    /// Data sets.
    Data,
    /// Training.
    Training,
    /// Own pictures.
    Classify,
}

impl Area {
    /// In the order of their tabs.
    pub const ALL: [Self; 5] =
        [Self::Network, Self::Layer, Self::Data, Self::Training, Self::Classify];

    /// Part of element ids.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Layer => "layer",
            Self::Data => "data",
            Self::Training => "training",
            Self::Classify => "classify",
        }
    }

    /// What a page opens with, and what is shown with a node that is led to: on a small screen the
    /// network hides the panel.
    pub const fn first(small: bool) -> Self {
        if small { Self::Network } else { Self::Layer }
    }
}

/// What is folded behind a button on a small screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tools {
    /// Layers and blocks to add.
    Palette,
    /// Search, folding, tint, zoom.
    View,
}

impl Tools {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::Palette, Self::View];

    /// What the style sheet knows it by.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Palette => "palette",
            Self::View => "view",
        }
    }
}

/// Changes the address within the page, such as `practice?seed=7`.
pub fn go(address: &str) {
    if let Some(window) = web_sys::window() {
        // Refused only where the address may not change, as in some frames.
        window.location().set_hash(address).unwrap_or_default();
    }
}

fn here() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The address within the page, `#` included, whoever changes it.
#[hook]
pub fn use_address() -> String {
    let address = use_state_eq(here);
    {
        let address = address.setter();
        use_effect_with((), move |()| {
            let window = web_sys::window();
            let listener = window.map(|window| {
                EventListener::new(&window, "hashchange", move |_| address.set(here()))
            });
            move || drop(listener)
        });
    }
    (*address).clone()
}

/// The room that the address names.
#[hook]
pub fn use_room() -> Room {
    Room::of(&use_address())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_room() {
        for room in Room::ALL {
            assert_eq!(Room::of(&format!("#{}", room.key())), room);
            assert_eq!(Room::of(&format!("#{}?seed=7&level=2", room.key())), room);
        }
        for other in ["", "#", "#network", "#Gallery", "#?practice"] {
            assert_eq!(Room::of(other), Room::Build);
        }
    }
}
