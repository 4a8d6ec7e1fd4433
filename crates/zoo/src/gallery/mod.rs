//! The gallery's index: what is said of every template, as a file beside the page.
//!
//! `cargo xtask build` writes it, the page fetches and reads it. Both have this type: what one of
//! them does not know the other cannot say.

mod entry;
#[cfg(feature = "templates")]
mod lecture;
#[cfg(feature = "templates")]
mod list;
#[cfg(feature = "templates")]
mod sketch;

pub use entry::{Accuracy, Bar, Entry, Family, Lecture};
#[cfg(feature = "templates")]
pub use list::list;
