//! Data set bytes to batches.
//!
//! Everything here works on bytes that somebody else has read: no files, no network, no browser.
//! Pictures are stored as the data sets have them, one byte a value, planar (channel by channel,
//! row by row), and become normalised floating point numbers only in [`DataSet::fill`].
//!
//! ```
//! use filtro_data::{Part, cifar};
//! use filtro_recipe::Split;
//!
//! let mut set = cifar::cifar10();
//! for label in 0..10 {
//!     set.push(Part::Train, label, &[128; 3 * 32 * 32])?;
//! }
//! // The ninth picture is held out for validation.
//! assert_eq!(set.indices(Split::Validation), [8]);
//! # Ok::<(), filtro_data::PushError>(())
//! ```

pub mod cifar;
pub mod gzip;
mod normalize;
pub mod resize;
mod set;
mod sort;
pub mod synthetic;

pub use normalize::Normalization;
pub use set::{DataSet, Info, Part, PushError, Sizes};
pub use sort::FileSort;
