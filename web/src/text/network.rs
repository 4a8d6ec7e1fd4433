//! Palette, canvas, layers, inspector and pictures.

/// Texts of the network's views.
pub struct Network {}

/// English.
pub const EN: Network = Network {};

/// Spanish.
pub const ES: Network = Network {};
