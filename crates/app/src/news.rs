//! What is heard of the worker.

use crate::topic::Topic;
use filtro_protocol::{Failure, Report};

/// Something that is heard of the worker.
#[derive(Clone, Debug, PartialEq)]
pub enum EngineNews {
    /// Its code is arriving.
    Loading {
        /// Bytes here.
        done: u64,
        /// Bytes in all, where known.
        total: Option<u64>,
    },
    /// A report. Its attachments are the shell's.
    Report(Report),
    /// A report that answers a request which another has taken the place of since.
    Late(Report),
    /// It refused what it was asked for, which was of this topic.
    Refused(Topic, Failure),
    /// Its code could not be fetched or started.
    NotLoaded(String),
    /// It died without a word.
    Crashed(String),
    /// It says what this page does not understand.
    Unreadable(String),
}
