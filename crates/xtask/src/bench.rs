//! Speed beside TensorFlow.js: `cargo xtask bench`; frames of a big network with `--canvas`.

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
    /// Frames of the page with a network of 500 nodes, instead of training
    #[arg(long)]
    canvas: bool,
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
    if options.canvas {
        setup::packages(&project.root.join("tests/e2e"))?;
        node.arg(folder.join("canvas.mjs")).args(&options.rest);
        node.env("FILTRO_XTASK", std::env::current_exe()?);
        node.env("FILTRO_CHROMIUM", setup::CHROMIUM.need()?);
        return run::run(&mut node);
    }
    node.arg(folder.join("run.mjs")).arg(project.dist()).args(&options.rest);
    node.env("FILTRO_CHROMIUM", setup::CHROMIUM.need()?);
    run::run(&mut node)
}
