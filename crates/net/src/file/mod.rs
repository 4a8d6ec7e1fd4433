//! The network as a JSON file.
//!
//! ```json
//! {
//!   "format": "filtro-network",
//!   "version": 1,
//!   "name": "Tiny",
//!   "input": [3, 32, 32],
//!   "nodes": [
//!     {"id": 1, "kind": "conv2d", "filters": 6, "kernel": [5, 5], "padding": "valid"},
//!     {"id": 2, "kind": "residual", "body": [
//!       {"id": 3, "kind": "conv2d", "filters": 6, "kernel": [3, 3], "padding": "same"}
//!     ], "shortcut": []}
//!   ]
//! }
//! ```
//!
//! Required are `format`, `version`, `input`, `nodes`, every node's `kind`, and of the parameters
//! `filters`, `kernel`, `units`, `function`, an adaptive pooling's `output`, an upsampling's `scale`,
//! a group norm's `groups` and a local response norm's `size`. The rest has defaults: padding none,
//! stride 1 (in pooling layers: the kernel), PyTorch's for everything else. `kernel`, `stride`,
//! `dilation`, `output`, `scale` and explicit padding are `[height, width]`, or one number for both.
//! A missing `id` is given.
//! Values out of range still load, they are for [`inspect`](fn@crate::inspect) to report; a file that is not
//! of this form is a [`FileError`] that says where. Numbers of up to 15 significant digits
//! survive writing and reading exactly.

mod error;
mod layers;
mod object;
mod read;
mod write;

pub use error::FileError;
pub use read::from_json;
pub use write::to_json;

/// The value of `format`.
pub const FORMAT: &str = "filtro-network";
/// The value of `version`.
pub const VERSION: u64 = 1;
/// Longest text that is read, in bytes.
pub const MAX_BYTES: usize = 4 << 20;

#[cfg(test)]
mod tests;
