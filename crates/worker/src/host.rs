//! What the session needs of the world: a clock, the channel to the page, tasks, bytes.
//!
//! The browser's is in [`crate::browser`]; the tests have one in memory, so that everything that
//! the worker does can be seen natively, with the real engine.

use filtro_engine::{Device, EngineError};
use filtro_protocol::{DataFailure, Reply};
use std::future::Future;

/// What travels beside a header, as an `ArrayBuffer` of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Attachment {
    /// Bytes as they are.
    Bytes(Vec<u8>),
    /// 32-bit floating point, little endian.
    Floats(Vec<f32>),
}

/// What came beside a header.
#[derive(Clone, Debug, PartialEq)]
pub enum Incoming<F> {
    /// An `ArrayBuffer`.
    Bytes(Vec<u8>),
    /// A `File`.
    File(F),
}

/// What is known of the WebGPU adapter that the browser offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Adapter {
    /// The browser has no WebGPU.
    NoWebGpu,
    /// It has, but offers no adapter.
    None,
    /// This one.
    Found {
        /// Vendor, architecture, device and description, as far as they are known.
        name: String,
        /// It computes on the processor.
        software: bool,
        /// Bytes of the largest buffer that a kernel may see, where it says so.
        buffer: Option<u64>,
    },
}

/// Where bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place<F> {
    /// A file that the person gave.
    File(F),
    /// An absolute address.
    Url(String),
    /// The browser's store, under this name.
    Kept(&'static str),
}

/// Bytes on their way, as they are stored.
pub trait Stream {
    /// The next; none at the end.
    fn next(&mut self) -> impl Future<Output = Result<Option<Vec<u8>>, StreamError>>;
    /// Bytes taken so far.
    fn done(&self) -> u64;
    /// All of them, where that is known.
    fn total(&self) -> Option<u64>;
}

/// Why bytes did not come.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StreamError {
    /// Nothing is there.
    #[error("nothing is there: {0}")]
    Missing(String),
    /// They could not be read.
    #[error("cannot be read: {0}")]
    Unreadable(String),
}

impl StreamError {
    /// For the page.
    pub fn failure(self) -> DataFailure {
        match self {
            Self::Missing(_) => DataFailure::NotFound,
            Self::Unreadable(message) => DataFailure::Unreadable(message),
        }
    }
}

/// The world.
pub trait Host: Clone + 'static {
    /// A file of the person.
    type File: 'static;
    /// What [`Host::open`] gives.
    type Stream: Stream + 'static;

    /// Milliseconds since some moment; never goes back.
    fn now(&self) -> f64;
    /// Sends a message to the page. The attachments are moved.
    fn post(&self, reply: &Reply, attachments: Vec<Attachment>);
    /// Ends the present task, so that messages arrive and streams flow.
    fn turn(&self) -> impl Future<Output = ()>;
    /// As [`Host::turn`], but so many milliseconds later.
    fn rest(&self, milliseconds: f64) -> impl Future<Output = ()>;
    /// Runs `task` beside the caller. Tasks beside the session's own must not touch the engine.
    fn spawn(&self, task: impl Future<Output = ()> + 'static);

    /// Looks for an adapter.
    fn adapter(&self) -> impl Future<Output = Adapter>;
    /// Opens the GPU, once in a worker's life.
    ///
    /// # Errors
    /// The engine's, where there is none or it refuses.
    fn gpu(&self) -> impl Future<Output = Result<Device, EngineError>>;

    /// Opens bytes.
    fn open(
        &self,
        place: Place<Self::File>,
    ) -> impl Future<Output = Result<Self::Stream, StreamError>>;
    /// The text at an address; none where there is none.
    fn text(&self, url: &str) -> impl Future<Output = Option<String>>;
    /// Whether the browser's store has `name`.
    fn is_kept(&self, name: &'static str) -> impl Future<Output = bool>;
    /// Stores `total` bytes, handed out piece by piece, under `name`.
    ///
    /// # Errors
    /// The browser's words, usually on space.
    fn keep(
        &self,
        name: &'static str,
        total: u64,
        pieces: impl FnMut() -> Option<Vec<u8>> + 'static,
    ) -> impl Future<Output = Result<(), String>>;
    /// Removes `name` from the browser's store.
    fn forget(&self, name: &'static str) -> impl Future<Output = ()>;
}
