//! What of the page is shown, and how. It is of this visit alone, and nothing but the page knows it.

use super::tools::is_small;
use crate::act::Act;
use crate::ports::files::FileKind;
use crate::ports::prefs::{self, Theme};
use crate::route::{Area, Tools};
use filtro_app::Way;
use filtro_text::Lang;
use std::rc::Rc;
use yew::Reducible;

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct View {
    /// The language in force.
    pub(super) lang: Lang,
    /// The theme in force.
    pub(super) theme: Theme,
    /// The tab that is chosen.
    pub(super) area: Area,
    /// The tools of a small screen that are unfolded.
    pub(super) tools: Option<Tools>,
    /// The sheet of shortcuts is open.
    pub(super) sheet: bool,
}

impl View {
    /// What a visit begins with.
    pub(super) fn first() -> Self {
        Self {
            lang: prefs::language(),
            theme: prefs::theme(),
            area: Area::first(is_small()),
            tools: None,
            sheet: false,
        }
    }

    /// What is shown once a person has asked for something; `small`: on a screen that shows one area
    /// at a time.
    fn after(self, act: &Act, small: bool) -> Self {
        let area = |area| Self { area, ..self };
        match act {
            Act::Choose(chosen) => area(*chosen),
            // Where the panel would hide the network, it waits for its tab.
            Act::Select(_) if !small => area(Area::Layer),
            Act::Find if small => Self { tools: Some(Tools::View), ..area(Area::Network) },
            Act::Device | Act::Cost | Act::Lead(Way::Cost) => area(Area::Training),
            Act::Lead(Way::Node(_) | Way::Network) => area(Area::first(small)),
            Act::Lead(Way::Data) | Act::Take(FileKind::Data, _) => area(Area::Data),
            Act::Unfold(tools) => Self { tools: *tools, ..self },
            Act::Sheet(sheet) => Self { sheet: *sheet, ..self },
            Act::Language(lang) => Self { lang: *lang, ..self },
            Act::Theme(theme) => Self { theme: *theme, ..self },
            _ => self,
        }
    }
}

impl Reducible for View {
    type Action = Act;

    fn reduce(self: Rc<Self>, act: Act) -> Rc<Self> {
        Rc::new(self.after(&act, is_small()))
    }
}

/// The tab that shows what files of these kinds are for; none where the network does.
pub(super) fn area_of(mut kinds: impl Iterator<Item = FileKind>) -> Option<Area> {
    kinds.find_map(|kind| match kind {
        FileKind::Data => Some(Area::Data),
        FileKind::Picture => Some(Area::Classify),
        FileKind::Network | FileKind::Weights | FileKind::Other => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_app::Event;
    use filtro_net::NodeId;

    const VIEW: View = View {
        lang: Lang::En,
        theme: Theme::System,
        area: Area::Classify,
        tools: None,
        sheet: false,
    };

    #[test]
    fn who_is_led_somewhere_sees_what_is_there() {
        let area = |act: Act, small| VIEW.after(&act, small).area;
        for (way, wide, small) in [
            (Way::Node(NodeId(3)), Area::Layer, Area::Network),
            (Way::Network, Area::Layer, Area::Network),
            (Way::Data, Area::Data, Area::Data),
            (Way::Cost, Area::Training, Area::Training),
            (Way::Restart, Area::Classify, Area::Classify),
            (Way::Reload, Area::Classify, Area::Classify),
        ] {
            let act = Act::Lead(way);
            assert_eq!((area(act.clone(), false), area(act, true)), (wide, small), "{way:?}");
        }
        for act in [Act::Device, Act::Cost] {
            assert_eq!(area(act, true), Area::Training);
        }
        assert_eq!(area(Act::Take(FileKind::Data, Vec::new()), false), Area::Data);
        assert_eq!(area(Act::Take(FileKind::Network, Vec::new()), false), Area::Classify);
    }

    #[test]
    fn a_chosen_node_is_shown_beside_the_network_but_never_in_its_place() {
        let chosen = Act::Select(NodeId(1));
        assert_eq!(VIEW.after(&chosen, false).area, Area::Layer);
        let network = View { area: Area::Network, ..VIEW };
        assert_eq!(network.after(&chosen, true), network);
    }

    #[test]
    fn a_small_screen_unfolds_the_search_that_it_hides() {
        assert_eq!(VIEW.after(&Act::Find, false), VIEW);
        let small = VIEW.after(&Act::Find, true);
        assert_eq!((small.area, small.tools), (Area::Network, Some(Tools::View)));
        assert_eq!(small.after(&Act::Unfold(None), true).tools, None);
    }

    #[test]
    fn nothing_else_is_changed_along() {
        let sheet = VIEW.after(&Act::Sheet(true), false);
        assert_eq!(sheet, View { sheet: true, ..VIEW });
        let spanish = sheet.after(&Act::Language(Lang::Es), false);
        assert_eq!(spanish, View { lang: Lang::Es, ..sheet });
        let dark = spanish.after(&Act::Theme(Theme::Dark), false);
        assert_eq!(dark, View { theme: Theme::Dark, ..spanish });
        let others = [Act::from(Event::Undo), Act::Picture(1), Act::FetchIndex];
        for act in others.into_iter().chain([Act::Pick(FileKind::Network)]) {
            assert_eq!(dark.after(&act, true), dark, "{act:?}");
        }
        for area in Area::ALL {
            assert_eq!(dark.after(&Act::Choose(area), true), View { area, ..dark });
        }
    }

    #[test]
    fn files_show_what_they_are_for() {
        use FileKind::{Data, Network, Other, Picture, Weights};
        let of = |kinds: &[FileKind]| area_of(kinds.iter().copied());
        assert_eq!(of(&[Picture]), Some(Area::Classify));
        assert_eq!(of(&[Network, Data, Picture]), Some(Area::Data));
        assert_eq!(of(&[Network, Weights, Other]), None);
        assert_eq!(of(&[]), None);
    }
}
