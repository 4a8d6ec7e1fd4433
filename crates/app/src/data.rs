//! The data set in use, and where data sets come from.

use filtro_protocol::{DataFailure, DataProgress, DataSource, DataSummary};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Where a data set comes from, without the details.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// Built in.
    Synthetic,
    /// Dropped or picked.
    Files,
    /// Kept by the browser.
    Kept,
    /// From the page's own origin.
    Served,
}

impl SourceKind {
    /// The kind of a source.
    pub const fn of(source: &DataSource) -> Self {
        match source {
            DataSource::Synthetic => Self::Synthetic,
            DataSource::Files { .. } => Self::Files,
            DataSource::Kept => Self::Kept,
            DataSource::Served { .. } => Self::Served,
        }
    }
}

/// The data set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataState {
    /// In use.
    pub summary: Option<Rc<DataSummary>>,
    /// Where it came from; loaded again after a restart of the engine.
    pub active: Option<DataSource>,
    /// Being loaded, and how far it is.
    pub loading: Option<(DataSource, Option<DataProgress>)>,
    /// What went wrong last, and with which.
    pub failure: Option<(SourceKind, DataFailure)>,
    /// The browser keeps a copy.
    pub kept: bool,
    /// The engine has said what is kept: what it found at its start is older.
    pub(crate) kept_heard: bool,
    /// The person has said of this set that they use it although files are missing.
    pub accepted: Option<u32>,
    /// The page's origin has the archive.
    pub served: bool,
    /// The person has chosen a source in this visit.
    pub chosen: bool,
}
