//! Hooks of our own.

pub mod page;
