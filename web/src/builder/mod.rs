//! Where a network is built: the canvas, the panel of what is selected, the palette.

pub mod canvas;
mod diagnostics;
mod family;
pub mod focus;
pub mod inspector;
mod lane_fields;
pub mod palette;
mod press;
pub mod repeat;
