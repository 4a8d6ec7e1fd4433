//! Every message between page and worker.
//!
//! A message is a postcard header ([`Request`] to the worker, [`Reply`] to the page) plus attachments. Attachments are `ArrayBuffer`s that are moved,
//! never copied (pixels, activations, weights), and `File` handles. Which attachments a message
//! carries is written at its variant. The two shells put header and attachments on a
//! `postMessage` as the array `[header, ...attachments]`.

mod codec;
mod command;
mod data;
mod device;
mod report;

pub use codec::{CodecError, decode, encode};
pub use command::{Command, DataSource, Request, SampleId, Subject};
pub use data::{DataFailure, DataNote, DataProgress, DataSummary, FileSort, SplitSizes};
pub use device::{Device, DevicePreference, DeviceReason};
pub use filtro_program::DeviceKind;
pub use report::{
    Compiled, EpochSummary, Failure, MapInfo, Maps, Misfit, MisfitKind, Prediction, Reply, Report,
    Telemetry, TestResult,
};

/// Raised with every change of a message; page and worker must agree.
pub const PROTOCOL: u32 = 7;
