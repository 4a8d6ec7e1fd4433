//! What is on the screen.

pub mod canvas;
pub mod chart;
pub mod control;
pub mod icon;
pub mod inspector;
pub mod palette;
pub mod picture;
