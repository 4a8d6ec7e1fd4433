//! The Web Worker: it turns the page's commands into work of the engine.
//!
//! ```text
//! page ── Request ──► inbox ──► session ──► engine     one task: commands, then a slice of work
//!                                  │
//!                                  └──► load ──► shelf  beside it: bytes to pictures
//! page ◄── Reply ──── host ◄───────┘
//! ```
//!
//! Everything but `browser` runs natively too, against another [`host::Host`]: that is how the
//! tests see the whole worker with the real engine.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod calibrate;
pub mod cancel;
mod compare;
pub mod device;
pub mod host;
pub mod inbox;
pub mod load;
pub mod picture;
pub mod session;
pub mod shelf;
mod store;
#[cfg(any(test, feature = "testing"))]
#[cfg_attr(not(test), allow(dead_code, reason = "other crates' tests need little of it"))]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]
pub mod testing;
