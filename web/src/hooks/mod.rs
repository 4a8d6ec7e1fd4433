//! Hooks of our own.

pub mod page;
pub mod size;
