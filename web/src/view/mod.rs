//! What is on the screen.

pub mod app;
pub mod canvas;
pub mod chart;
pub mod compare;
pub mod control;
pub mod data;
pub mod diagnostics;
pub mod family;
pub mod formula;
pub mod gallery;
pub mod header;
pub mod icon;
pub mod inspector;
pub mod maps;
pub mod menu_button;
pub mod model;
pub mod notices;
pub mod palette;
pub mod picture;
pub mod pixels;
pub mod practice;
pub mod room;
pub mod shortcuts;
pub mod tabs;
pub mod training;
pub mod transport;
