//! Hooks of our own.

pub mod size;
