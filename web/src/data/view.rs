//! What the data panel shows.

use filtro_app::{SourceKind, State};
use filtro_protocol::{DataFailure, DataProgress, DataSummary, Subject};
use std::rc::Rc;

/// What the data panel shows.
#[derive(Clone, PartialEq)]
pub struct DataView {
    /// In use.
    pub summary: Option<Rc<DataSummary>>,
    /// Where that came from.
    pub active: Option<SourceKind>,
    /// Being loaded, and how far it is.
    pub loading: Option<(SourceKind, Option<DataProgress>)>,
    /// The person uses it although files are missing.
    pub accepted: bool,
    /// It has nothing to train on.
    pub lacks_training: bool,
    /// What went wrong last, and where.
    pub failure: Option<(SourceKind, DataFailure)>,
    /// The browser keeps a copy.
    pub kept: bool,
    /// The page's origin has the archive.
    pub served: bool,
    /// The picture that is followed through the network.
    pub subject: Option<Subject>,
}

impl DataView {
    /// Of the application's state.
    pub fn of(state: &State) -> Self {
        let data = &state.data;
        let loading = data.loading.as_ref();
        Self {
            summary: data.summary.clone(),
            active: data.active.as_ref().map(SourceKind::of),
            loading: loading.map(|(source, progress)| (SourceKind::of(source), *progress)),
            failure: data.failure.clone(),
            accepted: data.summary.as_ref().is_some_and(|it| data.accepted == Some(it.id)),
            lacks_training: state.lacks_training(),
            kept: data.kept,
            served: data.served,
            subject: state.subject.clone(),
        }
    }
}
