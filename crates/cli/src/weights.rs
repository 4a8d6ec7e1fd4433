//! Weights on disk, as safetensors.

use anyhow::{Context, Result, bail};
use filtro_engine::Model;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// Fails now where [`save`] would fail after hours of training.
pub fn check_place(path: &Path) -> Result<()> {
    if path.is_dir() {
        bail!("cannot save the weights: expected a file name, found the folder {}", path.display());
    }
    let near = beside(path);
    let probe = || fs::write(&near, []).and_then(|()| fs::remove_file(&near));
    probe().with_context(|| format!("cannot save the weights as {}", path.display()))
}

/// Writes the weights. A file that was there before is replaced at once or not at all.
pub async fn save(model: &Model, path: &Path) -> Result<()> {
    let bytes = model.weights().await?;
    let near = beside(path);
    fs::write(&near, bytes)
        .and_then(|()| fs::rename(&near, path))
        .with_context(|| format!("cannot save the weights as {}", path.display()))
}

/// Reads weights into `model`.
pub fn load(model: &mut Model, path: &Path) -> Result<()> {
    let name = path.display();
    let bytes = fs::read(path).with_context(|| format!("cannot read the weights {name}"))?;
    model.load_weights(&bytes).with_context(|| format!("cannot use the weights {name}"))
}

/// A name in the same folder: a rename does not cross file systems.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().map_or_else(OsString::new, OsString::from);
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}
