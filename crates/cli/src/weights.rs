//! Runs and weights on disk, as safetensors.

use crate::output::plain;
use anyhow::{Context, Result, anyhow, bail};
use filtro_engine::Model;
use filtro_run::position;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Most bytes of a file that are looked at to tell what it is: a safetensors header is shorter.
const HEAD: u64 = 16 << 20;

/// The file that a run is kept in.
#[derive(Clone, Debug)]
pub struct Place {
    /// As the person wrote it.
    named: PathBuf,
    /// Behind symbolic links.
    real: PathBuf,
    /// It held a run or weights before.
    taken: bool,
}

impl Place {
    /// Fails now where [`write`](Self::write) would fail after hours of training, and where there
    /// is something else than weights already.
    pub fn check(path: &Path) -> Result<Self> {
        let name = path.display();
        let found = match fs::metadata(path) {
            Ok(found) => Some(found),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error).with_context(|| cannot(path)),
        };
        if let Some(found) = &found {
            if found.is_dir() {
                bail!("{}: expected a file name, found a folder", cannot(path));
            }
            if !found.is_file() {
                bail!("{}: it is no ordinary file", cannot(path));
            }
            let head = head(path).with_context(|| format!("cannot read {name}"))?;
            // An empty file is what `mktemp` leaves; nothing is lost with it.
            if found.len() > 0 && !position::is_own(&head) {
                bail!(
                    "{}: the file is there and holds something else than Filtro's weights; \
                     remove it or choose another name",
                    cannot(path)
                );
            }
        }
        let real = if found.is_some() {
            fs::canonicalize(path).with_context(|| cannot(path))?
        } else {
            path.to_owned()
        };
        let near = beside(&real);
        let probe = || fs::write(&near, []).and_then(|()| fs::remove_file(&near));
        probe().with_context(|| cannot(path))?;
        let taken = found.is_some_and(|found| found.len() > 0);
        Ok(Self { named: path.to_owned(), real, taken })
    }

    /// As the person wrote it.
    pub fn name(&self) -> std::path::Display<'_> {
        self.named.display()
    }

    /// Whether there was a run or weights before.
    pub const fn is_taken(&self) -> bool {
        self.taken
    }

    /// Writes the file. What was there before is replaced at once or not at all.
    pub fn write(&self, bytes: &[u8]) -> Result<()> {
        let near = beside(&self.real);
        let written = self.replace(&near, bytes);
        if written.is_err() {
            fs::remove_file(&near).ok();
        }
        written.with_context(|| cannot(&self.named))
    }

    fn replace(&self, near: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create(near)?;
        file.write_all(bytes)?;
        // Before the rename: else a power cut could leave a name without contents.
        file.sync_all()?;
        if let Ok(old) = fs::metadata(&self.real) {
            fs::set_permissions(near, old.permissions())?;
        }
        fs::rename(near, &self.real)
    }
}

fn cannot(path: &Path) -> String {
    format!("cannot save the weights as {}", path.display())
}

/// What tells the kind of a file.
fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// Reads a file of weights.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read the weights {}", path.display()))
}

/// Reads weights into `model`.
pub fn load(model: &mut Model, path: &Path) -> Result<()> {
    let bytes = read(path)?;
    // Names of tensors are quoted, which a stranger may have given them.
    let loaded = model.load_weights(&bytes).map_err(|error| anyhow!(plain(&error.to_string())));
    loaded.with_context(|| format!("cannot use the weights {}", path.display()))
}

/// A name in the same folder: a rename does not cross file systems.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().map_or_else(OsString::new, OsString::from);
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}
