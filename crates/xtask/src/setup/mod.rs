//! What must be on the machine: `cargo xtask setup`.

mod browser;

use crate::project::Project;
use crate::tools::{TRUNK, WASM_BINDGEN};
use crate::{data, run};
use anyhow::{Context, Result, bail};
pub use browser::{Browser, CHROMIUM, FIREFOX};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Node.js that the browser tests run on.
const NODE: u32 = 20;

/// Everything for building, serving and testing.
pub fn all(project: &Project) -> Result<()> {
    building(project)?;
    report("Rust for the browser", "wasm32-unknown-unknown");
    for tool in [&WASM_BINDGEN, &TRUNK] {
        report(tool.package, tool.version);
    }
    let (node, chromium) = testing(project)?;
    report("Node.js", &node);
    report(CHROMIUM.name, &chromium.display().to_string());
    match FIREFOX.get()? {
        Some(firefox) => report(FIREFOX.name, &firefox.display().to_string()),
        // The page can be built and tested without it.
        None => println!("{}; its tests are left out.", FIREFOX.hint()),
    }
    if !project.data().join(data::INDEX).is_file() {
        println!("CIFAR-10 is not here; `cargo xtask data cifar10` gets it.");
    }
    println!("Ready: `cargo xtask serve` opens the page, `cargo xtask test` tests it.");
    Ok(())
}

/// What building needs.
pub fn building(project: &Project) -> Result<()> {
    wasm_target(project)?;
    WASM_BINDGEN.need()?;
    TRUNK.need()?;
    Ok(())
}

/// What the browser tests need: the version of Node.js and Chromium's program.
pub fn testing(project: &Project) -> Result<(String, PathBuf)> {
    Ok((driving(project)?, CHROMIUM.need()?))
}

/// What drives any browser: the version of Node.js, with the packages that the tests use.
pub fn driving(project: &Project) -> Result<String> {
    let node = node()?;
    packages(&project.browser_tests())?;
    Ok(node)
}

fn report(what: &str, found: &str) {
    println!("{what:<22}{found}");
}

fn wasm_target(project: &Project) -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let mut rustc = project.command("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    let folder = run::output(&mut rustc).context("the Rust compiler does not run")?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    if run::on_path("rustup").is_none() {
        bail!("the Rust compiler lacks the target {TARGET}: install it, or install rustup");
    }
    run::run(project.command("rustup").args(["target", "add", TARGET]))
}

fn node() -> Result<String> {
    let wanted = format!("Node.js {NODE} or newer is needed for the browser tests");
    let version = run::output(Command::new("node").arg("--version")).context(wanted.clone())?;
    let version = version.trim().trim_start_matches('v').to_owned();
    let major = version.split('.').next().and_then(|part| part.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE) {
        bail!("{wanted}, found {version}");
    }
    Ok(version)
}

/// The packages of a folder's `package-lock.json`, installed unless that has been done.
pub fn packages(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let installed = folder.join("node_modules/.package-lock.json");
    let time = |path: &Path| path.metadata().and_then(|meta| meta.modified()).ok();
    if time(&installed).is_some_and(|done| time(&lock).is_some_and(|asked| done >= asked)) {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
    run::run(Command::new(npm).args(arguments).current_dir(folder))
}
