//! The page and its engine: `cargo xtask build`.
//!
//! trunk builds the page as `Trunk.toml` says. When it has done so, it calls `cargo xtask engine`,
//! which puts the engine beside the page in a folder named by its contents and tells the page
//! where, and writes the gallery's files: so `trunk build` and `trunk serve` alone give a whole
//! page as well.

mod budget;
mod engine;
mod page;
mod templates;
mod warnings;
mod wrappers;

use crate::project::Project;
use crate::setup;
use anyhow::{Context, Result};
use std::env;
pub use warnings::Warnings;

/// Builds into `dist/` and checks what was built.
pub fn all(project: &Project, warnings: Warnings) -> Result<()> {
    setup::building(project)?;
    // First, because it takes the longest, and so that its messages are not mixed with trunk's.
    engine::compile(project, warnings)?;
    page::build(project)?;
    budget::check(project)
}

/// Compiles the wasm programs with the network cut off, where the system allows that.
pub fn offline(project: &Project) -> Result<()> {
    engine::compile_offline(project)
}

/// Puts the engine and the gallery into the folder where trunk is putting the page together.
pub fn beside_page(project: &Project) -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .context("TRUNK_STAGING_DIR is not set: this command is called by trunk")?;
    engine::compile(project, Warnings::Allowed)?;
    templates::write(staging.as_ref())?;
    engine::place(project, staging.as_ref())
}
