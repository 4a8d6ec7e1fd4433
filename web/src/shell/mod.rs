//! What stands around every feature, and how they are put together.

pub mod app;
mod build;
mod carry;
mod ending;
mod files;
mod header;
mod keys;
mod notices;
mod panels;
mod parts;
mod rooms;
mod rooms_parts;
mod shortcuts;
mod tabs;
mod tools;
mod transport;
mod view;
