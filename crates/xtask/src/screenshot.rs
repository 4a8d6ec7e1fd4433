//! The README's pictures: `cargo xtask screenshot`.

use crate::project::Project;
use crate::{build, run, setup};
use anyhow::Result;

/// Builds the page, trains in it and writes `docs/*.png`.
pub fn command(project: &Project) -> Result<()> {
    let (_, chromium) = setup::testing(project)?;
    build::all(project, build::Warnings::Allowed)?;
    let mut node = project.command("node");
    node.arg(project.browser_tests().join("screenshot.mjs")).arg(project.root.join("docs"));
    node.env("FILTRO_CHROMIUM", chromium).env("FILTRO_XTASK", std::env::current_exe()?);
    run::run(&mut node)
}
