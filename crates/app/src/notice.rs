//! Messages as data: the page makes words of them.

use crate::learnt::{Unkept, WeightsId};
use crate::visit::KeptError;
use filtro_net::{EditError, FileError};
use filtro_protocol::{DataSummary, Failure};
use std::rc::Rc;

/// Where a message belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    /// Over the whole page.
    Page,
    /// At the network.
    Network,
    /// At the training controls.
    Training,
    /// At the data set.
    Data,
    /// At the own picture.
    Picture,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum NoticeCode {
    /// The worker reported a failure.
    Engine(Failure),
    /// The worker died without a word.
    Crashed(String),
    /// Its code could not be loaded.
    NotLoaded(String),
    /// Page and worker are of different versions.
    Outdated,
    /// It was restarted.
    Restarted,
    /// The weights of this step are back.
    WeightsRestored(u32),
    /// The weights of the last visit are back, with so many steps.
    WeightsRecalled(u32),
    /// The weights of this file are in force: its name, and the steps that it says.
    WeightsOpened(String, u32),
    /// This file of weights was not taken: its name, and why.
    WeightsRefused(String, Failure),
    /// The weights are not kept for the next visit.
    WeightsUnkept(Unkept),
    /// There was nothing to restore.
    WeightsLost,
    /// The picture cannot be decoded; its name.
    PictureUndecodable(String),
    /// The picture is too large; its name.
    PictureTooLarge(String),
    /// A network file that is none.
    NetworkUnreadable(FileError),
    /// A template's file did not come: which, and why.
    TemplateMissing {
        /// Of which template.
        name: String,
        /// What the browser said.
        why: String,
    },
    /// An edit that cannot be made, and why.
    EditRefused(EditError),
    /// Only one network can be open: the names of those that are not.
    NotOpened(String),
    /// Files that nothing here can open; their names.
    FileUnknown(String),
    /// The browser has no room for the document.
    StorageFull,
    /// The browser keeps nothing for this page.
    StorageMissing,
    /// The page is open in another tab.
    OtherTab,
    /// A network of an earlier visit is kept.
    AlsoKept {
        /// Its key.
        key: String,
        /// Its name.
        name: String,
        /// When it was edited last, in milliseconds since 1970.
        saved: f64,
        /// How many others are kept beside it.
        more: usize,
    },
    /// Something that was kept cannot be read. It stays until the message is dismissed.
    KeptUnreadable {
        /// Its key.
        key: String,
        /// Why.
        why: KeptError,
    },
}

/// What can be done about it with one click.
#[derive(Clone, Debug, PartialEq)]
pub enum NoticeAction {
    /// Start the engine anew.
    RestartEngine,
    /// A tenth of the learning rate, fresh weights.
    LowerRate(f64),
    /// Load the page anew.
    Reload,
    /// Fetch a template once more.
    Template(String),
    /// Open an earlier network of this key.
    OpenEarlier(String),
    /// Hand out what cannot be read, of this key.
    SaveUnreadable(String),
}

/// How things stood when a message came up.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facts {
    /// Runs that had begun.
    pub(crate) begun: u32,
    pub(crate) generation: u32,
    pub(crate) weights: WeightsId,
    pub(crate) opened: u32,
    pub(crate) data: Option<Rc<DataSummary>>,
}

/// A message. It goes as soon as it is no longer true: see [`Notice::holds`].
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Tells messages apart.
    pub id: u64,
    /// Where it belongs.
    pub spot: Spot,
    /// What happened.
    pub code: NoticeCode,
    /// When it came up.
    pub(crate) since: Facts,
}

impl Notice {
    /// What can be done about it. `rate` is the learning rate in force, `dead` whether the engine
    /// stays dead without help.
    pub fn action(&self, rate: f64, dead: bool) -> Option<NoticeAction> {
        match &self.code {
            NoticeCode::Engine(Failure::Diverged { .. }) => {
                Some(NoticeAction::LowerRate(rate / 10.0))
            }
            NoticeCode::Engine(
                Failure::Panic(_) | Failure::DeviceLost(_) | Failure::OutOfMemory(_),
            )
            | NoticeCode::Crashed(_)
            | NoticeCode::NotLoaded(_)
                if dead =>
            {
                Some(NoticeAction::RestartEngine)
            }
            NoticeCode::TemplateMissing { name, .. } => Some(NoticeAction::Template(name.clone())),
            NoticeCode::AlsoKept { key, .. } => Some(NoticeAction::OpenEarlier(key.clone())),
            NoticeCode::KeptUnreadable { key, .. } => {
                Some(NoticeAction::SaveUnreadable(key.clone()))
            }
            NoticeCode::Outdated => Some(NoticeAction::Reload),
            _ => None,
        }
    }
}
