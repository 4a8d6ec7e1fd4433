//! What must be on the machine: `cargo xtask setup`.

use crate::project::Project;
use crate::tools::{TRUNK, WASM_BINDGEN};
use crate::{data, run};
use anyhow::{Context, Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Node.js that the browser tests run on.
const NODE: u32 = 20;
/// Programs that are Chromium, in this order.
const CHROMIUM: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Everything for building, serving and testing.
pub fn all(project: &Project) -> Result<()> {
    building(project)?;
    report("Rust for the browser", "wasm32-unknown-unknown");
    for tool in [&WASM_BINDGEN, &TRUNK] {
        report(tool.package, tool.version);
    }
    let (node, chromium) = testing(project)?;
    report("Node.js", &node);
    report("Chromium", &chromium.display().to_string());
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

/// What the browser tests need: the version of Node.js and the browser's program.
pub fn testing(project: &Project) -> Result<(String, PathBuf)> {
    let node = node()?;
    packages(&project.browser_tests())?;
    Ok((node, chromium()?))
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

/// Chromium's program: `FILTRO_CHROMIUM`, else on the search path, else installed where that can
/// be done without a question.
pub fn chromium() -> Result<PathBuf> {
    if let Some(path) = env::var_os("FILTRO_CHROMIUM").map(PathBuf::from) {
        if path.is_file() {
            return Ok(path);
        }
        bail!("FILTRO_CHROMIUM is {}, which is no file", path.display());
    }
    let find = || CHROMIUM.iter().find_map(|name| run::on_path(name));
    if let Some(path) = find() {
        return Ok(path);
    }
    let hint = "the browser tests need Chromium: install it, or set FILTRO_CHROMIUM to its program";
    let Some(mut apt) = apt_get() else { bail!("{hint}") };
    eprintln!("Installing Chromium with apt-get");
    run::run(apt.args(["install", "--yes", "--no-install-recommends", "chromium"]))
        .context(hint)?;
    find().context(hint)
}

/// `apt-get` with the right to install, if that needs no password.
fn apt_get() -> Option<Command> {
    let apt = run::on_path("apt-get")?;
    let root = run::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let mut command = if root {
        Command::new(&apt)
    } else {
        let sudo = run::on_path("sudo")?;
        if !run::succeeds(Command::new(&sudo).args(["--non-interactive", "true"])) {
            return None;
        }
        let mut command = Command::new(sudo);
        command.args(["--non-interactive", "env", "DEBIAN_FRONTEND=noninteractive"]).arg(&apt);
        command
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Some(command)
}
