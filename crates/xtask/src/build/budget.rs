//! Sizes against `tests/budget.json`.

use super::engine::files_of;
use super::page::is_engine;
use crate::project::Project;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Limits in bytes after brotli's strongest compression, as a web server sends it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    /// Code and styles of the page: what must arrive before it can be used.
    page: u64,
    /// Code of the engine, which arrives behind the usable page.
    worker: u64,
}

#[derive(Default)]
struct Size {
    raw: u64,
    packed: u64,
}

/// Measures, prints a table and fails above a limit.
pub fn check(project: &Project) -> Result<()> {
    let text = fs::read_to_string(project.root.join("tests/budget.json"))?;
    let budget: Budget = serde_json::from_str(&text).context("tests/budget.json")?;
    let dist = project.dist();
    let mut measured = Measured::open(project.target.join("filtro/brotli.json"));
    let (mut page, mut worker) = (Size::default(), Size::default());
    for file in files_of(&dist)?.iter().filter(|file| counts(file)) {
        let bytes = fs::read(dist.join(file))?;
        let size = if is_engine(file) { &mut worker } else { &mut page };
        size.raw += bytes.len() as u64;
        size.packed += measured.packed(&bytes)?;
    }
    measured.save()?;
    println!("{:<8}{:>12}{:>12}{:>12}", "", "raw", "brotli", "limit");
    let mut over = Vec::new();
    for (name, size, limit) in [("page", page, budget.page), ("worker", worker, budget.worker)] {
        println!("{name:<8}{:>12}{:>12}{:>12}", kilo(size.raw), kilo(size.packed), kilo(limit));
        if size.raw == 0 {
            bail!("dist/ holds no {name}");
        }
        if size.packed > limit {
            over.push(format!("the {name} is {} over its limit", kilo(size.packed - limit)));
        }
    }
    if !over.is_empty() {
        bail!("{}: see tests/budget.json", over.join(", "));
    }
    Ok(())
}

fn counts(file: &Path) -> bool {
    file.extension().is_some_and(|end| ["wasm", "js", "css"].iter().any(|counted| end == *counted))
}

fn kilo(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

/// Packed sizes by content: packing megabytes takes a while.
struct Measured {
    path: PathBuf,
    known: BTreeMap<String, u64>,
    used: BTreeMap<String, u64>,
}

impl Measured {
    fn open(path: PathBuf) -> Self {
        let known = fs::read(&path).ok().and_then(|text| serde_json::from_slice(&text).ok());
        Self { path, known: known.unwrap_or_default(), used: BTreeMap::new() }
    }

    fn packed(&mut self, bytes: &[u8]) -> Result<u64> {
        let key: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let size = match self.known.get(&key) {
            Some(size) => *size,
            None => packed(bytes)?,
        };
        self.used.insert(key, size);
        Ok(size)
    }

    fn save(&self) -> Result<()> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.path, serde_json::to_vec(&self.used)?)?;
        Ok(())
    }
}

fn packed(bytes: &[u8]) -> Result<u64> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut counter = Counter(0);
    brotli::BrotliCompress(&mut io::Cursor::new(bytes), &mut counter, &parameters)?;
    Ok(counter.0)
}

struct Counter(u64);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_measured_once_and_kept() {
        let path = std::env::temp_dir().join(format!("filtro-brotli-{}.json", std::process::id()));
        let text = "a text that repeats itself, ".repeat(100);
        let mut first = Measured::open(path.clone());
        let size = first.packed(text.as_bytes()).unwrap();
        assert!(size > 10 && size < 200, "{size}");
        first.save().unwrap();
        let second = Measured::open(path.clone());
        assert_eq!(second.known.values().copied().collect::<Vec<_>>(), [size]);
        fs::remove_file(path).unwrap();
    }

    #[test]
    fn only_code_and_styles_count() {
        assert!(counts(Path::new("a/b.wasm")) && counts(Path::new("x.css")));
        assert!(!counts(Path::new("icon.svg")) && !counts(Path::new("index.html")));
        assert_eq!(kilo(300_000), "300.0 kB");
    }
}
