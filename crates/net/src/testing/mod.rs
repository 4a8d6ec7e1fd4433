//! Random documents for property tests, here and in the crates that import this one (feature
//! `testing`).

mod any;
mod dice;
mod layers;
mod valid;

pub use any::{any_edit, any_item, any_layer, any_network};
pub use valid::valid_network;
