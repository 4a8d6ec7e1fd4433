//! Data set bytes to batches.
//!
//! Everything here works on bytes that somebody else has read: no files, no network, no browser.
//! Pictures are stored as the data sets have them, one byte a value, planar (channel by channel,
//! row by row), and become normalised floating point numbers only in [`DataSet::fill`].

pub mod cifar;
pub mod gzip;
mod normalize;
pub mod resize;
mod rng;
mod set;
mod shuffle;
mod sort;
pub mod synthetic;

pub use normalize::Normalization;
pub use rng::Rng;
pub use set::{DataSet, Info, Part, PushError, Sizes, Split};
pub use shuffle::shuffled;
pub use sort::FileSort;
