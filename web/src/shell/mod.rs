//! What stands around every feature, and how they are put together.

pub mod app;
mod ending;
mod header;
mod notices;
mod page;
mod rooms;
mod shortcuts;
mod tabs;
mod tools;
mod transport;
