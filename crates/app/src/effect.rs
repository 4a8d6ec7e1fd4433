//! What the shell is asked to do.

use crate::drag::Announcement;
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
    /// The bytes of the newest checkpoint.
    Checkpoint,
}

/// What the shell is asked to do, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// End the worker, if any, and start one.
    Spawn,
    /// Send a command to the worker.
    Send(Command, Attach),
    /// Keep the document for the next visit.
    Autosave(String),
    /// Hand a file to the person.
    SaveFile {
        /// Suggested name.
        name: String,
        /// Contents.
        text: String,
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
    /// Thumbnails on the screen are of another data set.
    ClearThumbnails,
    /// Load the page anew.
    Reload,
}
