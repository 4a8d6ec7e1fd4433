//! What a person asks for.

use crate::ports::files::FileKind;
use crate::ports::prefs::Theme;
use crate::route::{Area, Tools};
use filtro_app::{Event, Way};
use filtro_net::NodeId;
use filtro_text::Lang;
use web_sys::File;
use yew::{Callback, hook, use_callback};

/// What a person asks for: most of it the application decides about, the rest the page sees to
/// itself. Parts of the page that ask for events alone send those.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Something that the application decides about.
    App(Box<Event>),
    /// Show what a tab stands for.
    Choose(Area),
    /// Unfold one of the tools of a small screen, or fold them.
    Unfold(Option<Tools>),
    /// Choose a node, and show its parameters where there is room for them beside the network.
    Select(NodeId),
    /// Go to where a layer is searched for.
    Find,
    /// Go to where the device is chosen.
    Device,
    /// Go to where time and memory are told in detail.
    Cost,
    /// Go to where that can be changed which a run waits for.
    Lead(Way),
    /// Open the sheet of shortcuts, or close it.
    Sheet(bool),
    /// Another language.
    Language(Lang),
    /// Another theme.
    Theme(Theme),
    /// Let the person pick files of a kind, and take those.
    Pick(FileKind),
    /// Take files as what they were given for, whatever their names say.
    Take(FileKind, Vec<File>),
    /// Take files to where they belong.
    TakeAny(Vec<File>),
    /// Show an own picture of this number.
    Picture(u32),
    /// Fetch the list of templates.
    FetchIndex,
    /// Fetch the template of this name, to make a smaller network of it.
    FetchTemplate(String),
}

impl From<Event> for Act {
    fn from(event: Event) -> Self {
        Self::App(Box::new(event))
    }
}

/// Where parts send that ask the application alone: the same from one render to the next.
#[hook]
pub fn use_events(send: &Callback<Act>) -> Callback<Event> {
    use_callback(send.clone(), |event: Event, send| send.emit(event.into()))
}
