//! Speed beside TensorFlow.js: `cargo xtask bench`.

use crate::project::Project;
use crate::{build, run, setup};
use anyhow::Result;
use clap::Args;

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// Use dist/ as it is
    #[arg(long)]
    no_build: bool,
    /// Passed to tests/bench/run.mjs, for example `-- --seconds 30 --only cpu`
    #[arg(last = true)]
    rest: Vec<String>,
}

/// Builds and runs the benchmark.
pub fn command(project: &Project, options: &Options) -> Result<()> {
    setup::testing(project)?;
    let folder = project.root.join("tests/bench");
    setup::packages(&folder)?;
    if !options.no_build {
        build::all(project, build::Warnings::Allowed)?;
    }
    let mut node = project.command("node");
    node.arg(folder.join("run.mjs")).arg(project.dist()).args(&options.rest);
    node.env("FILTRO_CHROMIUM", setup::chromium()?);
    run::run(&mut node)
}
