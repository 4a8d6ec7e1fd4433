//! Where things are in the checkout.

use crate::run;
use anyhow::{Context, Result};
use serde_json::Value;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The checkout and cargo's target folder.
pub struct Project {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Where cargo builds.
    pub target: PathBuf,
}

impl Project {
    /// The checkout that this program was built from.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .context("xtask does not lie in crates/xtask")?
            .to_path_buf();
        let metadata = metadata(&root)?;
        let target = metadata
            .get("target_directory")
            .and_then(Value::as_str)
            .context("cargo metadata names no target folder")?;
        Ok(Self { root, target: target.into() })
    }

    /// What a build makes.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Data sets, not in version control.
    pub fn data(&self) -> PathBuf {
        self.root.join("data")
    }

    /// The browser tests.
    pub fn browser_tests(&self) -> PathBuf {
        self.root.join("tests/e2e")
    }

    /// A command that runs in the checkout's root.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// Cargo, the one that runs this program.
    pub fn cargo(&self) -> Command {
        self.command(cargo())
    }
}

fn cargo() -> std::ffi::OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// What cargo knows of the workspace's own packages.
pub fn metadata(root: &Path) -> Result<Value> {
    let mut command = Command::new(cargo());
    command.current_dir(root).args(["metadata", "--format-version=1", "--no-deps"]);
    let text = run::output(&mut command)?;
    serde_json::from_str(&text).context("cargo metadata is not JSON")
}
