//! The build's tools at exact versions, in the user's cache and not in the checkout.

use crate::run;
use anyhow::{Context, Result, bail};
use std::env;
use std::path::PathBuf;
use std::process::Command;

/// A tool that cargo installs.
pub struct Tool {
    /// Its package.
    pub package: &'static str,
    /// Its program.
    pub program: &'static str,
    /// The version, exactly.
    pub version: &'static str,
}

/// Makes JavaScript for wasm. Must equal the `wasm-bindgen` in `Cargo.toml`: the two speak a
/// format of their own that changes from release to release.
pub const WASM_BINDGEN: Tool =
    Tool { package: "wasm-bindgen-cli", program: "wasm-bindgen", version: "0.2.130" };

/// Builds the page. 0.22 needs a newer compiler.
pub const TRUNK: Tool = Tool { package: "trunk", program: "trunk", version: "0.21.14" };

impl Tool {
    /// The program of the right version: in the cache, else on the search path.
    pub fn find(&self) -> Option<PathBuf> {
        let kept = self.folder().ok()?.join("bin").join(self.file());
        [Some(kept), run::on_path(self.program)]
            .into_iter()
            .flatten()
            .find(|path| path.is_file() && self.is_version(path))
    }

    /// The program; installed first where it is missing.
    pub fn need(&self) -> Result<PathBuf> {
        if let Some(path) = self.find() {
            return Ok(path);
        }
        self.install()?;
        self.find().with_context(|| format!("{} does not run after its installation", self.program))
    }

    fn is_version(&self, path: &PathBuf) -> bool {
        let version = run::output(Command::new(path).arg("--version"));
        version.is_ok_and(|text| text.split_whitespace().nth(1) == Some(self.version))
    }

    fn file(&self) -> String {
        format!("{}{}", self.program, env::consts::EXE_SUFFIX)
    }

    fn folder(&self) -> Result<PathBuf> {
        Ok(cache()?.join(format!("{}-{}", self.package, self.version)))
    }

    fn install(&self) -> Result<()> {
        eprintln!("Installing {} {} (some minutes, once)", self.package, self.version);
        let root = self.folder()?;
        // With the versions that its authors tested; else, should one of them be gone, any.
        let locked = run::run(self.cargo_install(&root).arg("--locked"));
        if locked.is_err() && run::run(&mut self.cargo_install(&root)).is_err() {
            bail!(
                "could not install {package} {version}: install it by hand with \
                 `cargo install {package} --version {version}`, so that `{program}` is on the path",
                package = self.package,
                version = self.version,
                program = self.program
            );
        }
        Ok(())
    }

    fn cargo_install(&self, root: &PathBuf) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(["install", self.package, "--version", self.version, "--root"]).arg(root);
        // Built to be built: the tools run for seconds, and a release build takes minutes more.
        command.envs([
            ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
            ("CARGO_PROFILE_RELEASE_LTO", "false"),
            ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
            ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
        ]);
        command.env_remove("CARGO_TARGET_DIR");
        command
    }
}

fn cache() -> Result<PathBuf> {
    let home = || env::home_dir().context("no home folder is known");
    let base = match env::var_os("XDG_CACHE_HOME") {
        Some(path) if !path.is_empty() => PathBuf::from(path),
        _ => home()?.join(".cache"),
    };
    Ok(base.join("filtro/tools"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tool_is_of_the_version_that_the_workspace_pins() {
        let manifest = include_str!("../../../Cargo.toml");
        assert!(manifest.contains(&format!("wasm-bindgen = \"={}\"", WASM_BINDGEN.version)));
    }
}
