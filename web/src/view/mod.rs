//! What is on the screen.

pub mod canvas;
pub mod inspector;
pub mod palette;
pub mod picture;
