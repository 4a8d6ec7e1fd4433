//! The training run: epochs of steps with a validation behind each, what is measured meanwhile,
//! and the checkpoint from which it goes on.
//!
//! The page's worker and the command line train with this one loop, so the same document,
//! pictures and seed come to the same weights in both. It has no timers, no threads and no
//! messages: who owns a [`Run`] calls [`Run::slice`] as often as it wants, with a clock (a
//! function that tells milliseconds since some moment and never goes back) and the [`Pictures`].

mod assess;
pub mod pace;
mod pictures;
pub mod position;
mod run;
mod sums;
mod timing;

pub use assess::Assessment;
pub use pictures::{Batch, Pictures};
pub use position::Position;
pub use run::{CheckpointError, Progress, Run, is_absurd};
pub use sums::Sums;
