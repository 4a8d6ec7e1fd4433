//! Hooks of our own.

pub mod page;
pub mod sight;
pub mod size;
pub mod stops;
