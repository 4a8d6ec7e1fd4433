//! What the shell is asked to do.

use crate::drag::Announcement;
use crate::learnt::WeightsId;
use crate::visit::TabMessage;
use filtro_protocol::Command;

/// What goes along with a command. The shell has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attach {
    /// Nothing.
    Nothing,
    /// The files of the data source.
    Files,
    /// The pixels of the own picture.
    Picture,
    /// The bytes of these weights.
    Weights(WeightsId),
    /// The bytes of the file of weights that was opened last.
    WeightsFile,
}

/// What the shell is asked to do, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// End the worker, if any, and start one.
    Spawn,
    /// Send a command to the worker.
    Send(Command, Attach),
    /// Keep the document for the next visit, as that of this tab.
    Autosave(String),
    /// Keep a document as one of an earlier visit.
    KeepEarlier {
        /// Under this key.
        key: String,
        /// Its text.
        content: String,
    },
    /// Keep a text as it is.
    KeepAs {
        /// Under this key.
        key: String,
        /// The text.
        text: String,
    },
    /// Keep nothing any more under this key.
    Forget(String),
    /// Keep the tab's id with the tab.
    BeTab(String),
    /// Say this to the other tabs.
    Say(TabMessage),
    /// Read what is kept.
    Count(When),
    /// Hand a file to the person.
    SaveFile {
        /// Suggested name.
        name: String,
        /// Contents.
        text: String,
    },
    /// Hold the bytes of the checkpoint that has just come, as these weights.
    Hold(WeightsId),
    /// The bytes of these weights are of no use any more.
    Drop(WeightsId),
    /// Look for weights that the browser has kept of a network of this structure.
    Recall(String),
    /// Hold the bytes that were found there, as these weights.
    Adopt(WeightsId),
    /// Have the browser keep these weights for the next visit, in the place of those before.
    Keep {
        /// Whose bytes; none: the network has fresh weights, and older ones are not to come back.
        weights: Option<WeightsId>,
        /// Of which structure.
        structure: String,
        /// What was learnt with them.
        record: Vec<u8>,
    },
    /// Hand weights to the person as a file.
    SaveWeights {
        /// Suggested name.
        name: String,
        /// Whose bytes.
        weights: WeightsId,
    },
    /// Fetch the file of a template.
    FetchTemplate(String),
    /// Another network is there: go where it can be seen.
    ShowNetwork,
    /// Keep the comparison for the next visit.
    SaveComparison(String),
    /// Keep the preferences for the next visit.
    SavePreferences,
    /// Say this to assistive technology.
    Announce(Announcement),
    /// The measurements on the screen are of a run that is over.
    ClearLive,
    /// Feature maps on the screen are of another network.
    ClearMaps,
    /// What the network sees and says is of another picture.
    ClearSeen,
    /// Thumbnails on the screen are of another data set.
    ClearThumbnails,
    /// Load the page anew.
    Reload,
}

/// When the browser's store is read for networks that no open tab has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At once.
    Now,
    /// When other tabs have had the time to answer.
    Answered,
    /// When a page that has left has had the time to come back: a reload takes leave too, and a
    /// network must not be taken for left behind meanwhile.
    Returned,
}
