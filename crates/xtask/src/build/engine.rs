//! The worker: compiled, made ready for the browser, and named by its contents.

use super::warnings::Warnings;
use super::{page, wrappers};
use crate::project::Project;
use crate::run;
use crate::tools::WASM_BINDGEN;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const NAME: &str = "filtro-worker";
const TARGET: &str = "wasm32-unknown-unknown";
/// The wasm programs' profile.
pub const PROFILE: &str = "wasm";

/// Compiles the worker. Cargo repeats the warnings of what it does not compile again.
pub fn compile(project: &Project, warnings: Warnings) -> Result<()> {
    let mut cargo = project.cargo();
    cargo.args(["build", "--locked", "--profile", PROFILE, "--target", TARGET, "--package", NAME]);
    cargo.args(["--message-format", "json"]);
    cargo.stderr(std::process::Stdio::inherit());
    let result = cargo.output().context("cargo does not run")?;
    let mut count = 0;
    for line in String::from_utf8_lossy(&result.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
        let Some(inner) = message.get("message") else { continue };
        if let Some(text) = inner.get("rendered").and_then(Value::as_str) {
            eprint!("{text}");
            count += usize::from(inner.get("level").and_then(Value::as_str) == Some("warning"));
        }
    }
    if !result.status.success() {
        bail!("the engine does not compile");
    }
    if count > 0 && warnings == Warnings::Denied {
        bail!("the engine compiles with {count} warnings");
    }
    Ok(())
}

/// Compiles again, without a network: nothing is fetched while building.
///
/// One program at a time, as the build does: together they would share their dependencies'
/// features, and burn would be compiled once more.
pub fn compile_offline(project: &Project) -> Result<()> {
    let cut_off = run::succeeds(Command::new("unshare").args(["-rn", "true"]));
    for package in [NAME, "filtro-web"] {
        let mut cargo = project.cargo();
        if cut_off {
            // A network namespace of its own has no way out at all.
            let program = cargo.get_program().to_owned();
            cargo = project.command("unshare");
            cargo.arg("-rn").arg(program);
        }
        cargo.args(["build", "--offline", "--locked", "--profile", PROFILE, "--target", TARGET]);
        run::run(cargo.args(["--package", package]))?;
    }
    Ok(())
}

/// Puts the engine into a folder of its own beside the page.
pub fn place(project: &Project, site: &Path) -> Result<()> {
    let made = project.target.join("filtro/engine");
    if made.is_dir() {
        fs::remove_dir_all(&made)?;
    }
    let compiled = project.target.join(TARGET).join(PROFILE).join(format!("{NAME}.wasm"));
    let mut bindgen = Command::new(WASM_BINDGEN.need()?);
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", NAME, "--out-dir"]);
    run::run(bindgen.arg(&made).arg(&compiled))?;
    fs::copy(project.root.join("crates/worker/js/worker.js"), made.join("worker.js"))
        .context("the worker's start script is missing")?;

    let wasm = made.join(format!("{NAME}_bg.wasm"));
    wrappers::check(&fs::read(&wasm)?)?;
    let files = files_of(&made)?;
    let folder = format!("engine-{}", fingerprint(&made, &files)?);
    for file in &files {
        let to = site.join(&folder).join(file);
        fs::create_dir_all(to.parent().context("a file without a folder")?)?;
        fs::copy(made.join(file), to)?;
    }
    let place = page::Engine {
        script: format!("{folder}/worker.js"),
        wasm: format!("{folder}/{NAME}_bg.wasm"),
        bytes: wasm.metadata()?.len(),
    };
    page::name_engine(&site.join("index.html"), &place)
}

/// All files under a folder, relative to it, sorted.
pub fn files_of(root: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Changes when any name or byte changes.
fn fingerprint(root: &Path, files: &[PathBuf]) -> Result<String> {
    let mut hash = Sha256::new();
    for file in files {
        let bytes = fs::read(root.join(file))?;
        hash.update(file.to_string_lossy().as_bytes());
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(&bytes);
    }
    Ok(hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_follows_every_byte() {
        let root = std::env::temp_dir().join(format!("filtro-engine-{}", std::process::id()));
        fs::create_dir_all(root.join("snippets/x")).unwrap();
        fs::write(root.join("a.js"), "1").unwrap();
        fs::write(root.join("snippets/x/b.js"), "2").unwrap();
        let name = || fingerprint(&root, &files_of(&root).unwrap()).unwrap();
        let first = name();
        assert_eq!(first.len(), 16);
        assert_eq!(first, name());
        fs::write(root.join("snippets/x/b.js"), "3").unwrap();
        assert_ne!(first, name());
        fs::remove_dir_all(root).unwrap();
    }
}
