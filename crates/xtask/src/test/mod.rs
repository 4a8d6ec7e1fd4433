//! Everything that can be checked: `cargo xtask test`, which `.ci/run` calls.
//!
//! All of it shares two sets of artifacts: the dev profile for what runs here, the profile `wasm`
//! for the two browser programs. Lints run natively over every crate. What is compiled for the
//! browser alone (a part of the worker) gets the compiler's lints with the build, whose warnings
//! fail here: clippy over the same would check burn a second time, which takes minutes.

mod tally;

use crate::build::{self, Warnings};
use crate::project::Project;
use crate::{rules, run, setup};
use anyhow::{Result, bail};
use clap::Args;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tally::Tally;

/// Which steps.
#[derive(Args, Default)]
pub struct Options {
    /// Only these steps
    #[arg(long, value_delimiter = ',', value_name = "STEP")]
    only: Vec<Name>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Name {
    Setup,
    Format,
    Rules,
    Lints,
    Native,
    Build,
    Offline,
    Browser,
    Firefox,
}

impl Name {
    const ALL: [Self; 9] = [
        Self::Setup,
        Self::Format,
        Self::Rules,
        Self::Lints,
        Self::Native,
        Self::Build,
        Self::Offline,
        Self::Browser,
        Self::Firefox,
    ];

    const fn title(self) -> &'static str {
        match self {
            Self::Setup => "set-up",
            Self::Format => "formatting",
            Self::Rules => "project rules",
            Self::Lints => "lints",
            Self::Native => "unit, property and oracle tests",
            Self::Build => "build and sizes",
            Self::Offline => "build without a network",
            Self::Browser => "browser tests",
            Self::Firefox => "browser tests in Firefox",
        }
    }

    fn run(self, project: &Project, tally: &mut Tally) -> Result<()> {
        match self {
            Self::Setup => setup::all(project),
            Self::Format => run::run(project.cargo().args(["fmt", "--all", "--check"])),
            Self::Rules => rules::command(project),
            Self::Lints => {
                let mut cargo = project.cargo();
                cargo.args(["clippy", "--locked", "--workspace", "--all-targets"]);
                run::run(cargo.args(["--", "--deny", "warnings"]))
            }
            Self::Native => {
                let mut cargo = project.cargo();
                cargo.args(["test", "--locked", "--workspace", "--no-fail-fast"]);
                run::heard(&mut cargo, |line| tally.hear(line))
            }
            Self::Build => build::all(project, Warnings::Denied),
            Self::Offline => build::offline(project),
            Self::Browser => browser(project, tally),
            Self::Firefox => firefox(project, tally),
        }
    }
}

/// Every spec in Chromium.
fn browser(project: &Project, tally: &mut Tally) -> Result<()> {
    let (_, chromium) = setup::testing(project)?;
    specs(project, &setup::CHROMIUM, &chromium, tally, |_| true)
}

/// The core of them in Firefox, where it is or can be installed.
fn firefox(project: &Project, tally: &mut Tally) -> Result<()> {
    let Some(firefox) = setup::FIREFOX.get()? else {
        tally.left_out = Some(setup::FIREFOX.hint());
        return Ok(());
    };
    setup::driving(project)?;
    specs(project, &setup::FIREFOX, &firefox, tally, |name| CORE.contains(&name))
}

/// The specs of what everything else rests on, and of what browsers do differently.
const CORE: [&str; 11] = [
    "blocks", "build", "classify", "data", "files", "server", "shapes", "start", "tabs", "train",
    "weights",
];

/// Runs the specs whose names are wanted, `train` for `train.test.mjs`, in a browser.
fn specs(
    project: &Project,
    browser: &setup::Browser,
    program: &Path,
    tally: &mut Tally,
    wanted: impl Fn(&str) -> bool,
) -> Result<()> {
    let folder = project.browser_tests();
    let mut specs = Vec::new();
    for entry in fs::read_dir(folder.join("specs"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.strip_suffix(".test.mjs").is_some_and(&wanted) {
            specs.push(path);
        }
    }
    specs.sort();
    let mut node = Command::new("node");
    node.current_dir(folder);
    // One browser at a time: training in several at once on few cores would run into time limits.
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(specs);
    node.env("FILTRO_BROWSER", browser.name.to_lowercase()).env(browser.variable, program);
    node.env("FILTRO_XTASK", std::env::current_exe()?);
    run::heard(&mut node, |line| tally.hear(line))
}

/// Runs the steps, all of them even after a failure, and says what passed.
pub fn command(project: &Project, options: &Options) -> Result<()> {
    let chosen = |name: &Name| options.only.is_empty() || options.only.contains(name);
    let mut rows = Vec::new();
    let mut all = Tally::default();
    for name in Name::ALL.into_iter().filter(chosen) {
        println!("\n== {}", name.title());
        let begin = Instant::now();
        let mut tally = Tally::default();
        let result = name.run(project, &mut tally);
        if let Err(error) = &result {
            eprintln!("error: {error:#}");
        }
        tally.settle(result.is_ok());
        all.add(&tally);
        rows.push((name.title(), tally, begin.elapsed()));
    }
    println!();
    for (title, tally, time) in &rows {
        println!("{title:<34}{:>9}  {tally}", clock(*time));
    }
    println!("\n{all}");
    if all.failed > 0 {
        bail!("not everything passed");
    }
    Ok(())
}

fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02} min", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spec_of_the_core_is_there() {
        let specs = Project::find().unwrap().browser_tests().join("specs");
        for name in CORE {
            assert!(specs.join(format!("{name}.test.mjs")).is_file(), "{name}");
        }
    }
}
