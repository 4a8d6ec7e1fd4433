//! Pictures from a folder, an archive or the built-in set.

use crate::args::DataArg;
use crate::output::tell;
use anyhow::{Context, Result, bail};
use filtro_data::cifar::{FILES, Importer, cifar10};
use filtro_data::{DataSet, Part, PushError, synthetic};
use filtro_net::Target;
use filtro_recipe::Split;
use filtro_run::{Batch, Pictures};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Pictures for a run.
#[derive(Debug)]
pub struct Lesson {
    /// All of them.
    pub data: DataSet,
    /// Those held out for validation are learned from too.
    pub whole: bool,
}

impl Pictures for Lesson {
    fn key(&self) -> &str {
        self.data.key()
    }

    fn count(&self, split: Split) -> usize {
        match split {
            Split::Train if self.whole => self.data.len(Part::Train),
            Split::Validation if self.whole => 0,
            split => self.data.count(split),
        }
    }

    fn indices(&self, split: Split) -> Vec<u32> {
        match split {
            Split::Train if self.whole => {
                (0..u32::try_from(self.data.len(Part::Train)).unwrap_or(u32::MAX)).collect()
            }
            Split::Validation if self.whole => Vec::new(),
            split => self.data.indices(split),
        }
    }

    fn fill(&self, split: Split, indices: &[u32], batch: &mut Batch) {
        Pictures::fill(&self.data, split, indices, batch);
    }
}

/// The folder in the official archive.
const INNER: &str = "cifar-10-batches-bin";
/// Bytes read at a time.
const BYTES: usize = 1 << 20;

/// What `data` demands of a network.
pub fn target(data: &DataSet) -> Target {
    Target { input: data.info().shape, classes: data.info().classes.len() }
}

/// Reads or makes the pictures. A set that lacks some of its files is used only if that is said.
pub fn load(source: &DataArg, incomplete: bool) -> Result<DataSet> {
    match source {
        DataArg::Synthetic => {
            Ok(synthetic::generate(synthetic::SEED, synthetic::TRAIN, synthetic::TEST)?)
        }
        DataArg::Path(path) => cifar(path, incomplete),
    }
}

fn cifar(path: &Path, incomplete: bool) -> Result<DataSet> {
    let name = path.display();
    let paths = files(path).with_context(|| format!("cannot read the data in {name}"))?;
    let (mut data, mut importer) = (cifar10(), Importer::default());
    for file in &paths {
        read(file, &mut importer, &mut data)
            .with_context(|| format!("cannot use {}", file.display()))?;
    }
    let found = importer.finish().with_context(|| format!("cannot use {name}"))?;
    for note in &found.notes {
        tell(&format!("note: {note}"));
    }
    let missing = found.missing.join(", ");
    if !missing.is_empty() && !incomplete {
        bail!("{name} lacks {missing}; --incomplete uses it all the same");
    }
    if !missing.is_empty() {
        tell(&format!("note: {name} lacks {missing}"));
    }
    Ok(match found.classes {
        Some(names) => data.with_classes(names),
        None => data,
    })
}

/// The files of a folder, or of where the archive's unpacking puts them: those that may be a part
/// of the data, in the order of their names. An archive is one itself.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if !fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let inner = path.join(INNER);
    let folder = if inner.is_dir() { &inner } else { path };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_file() && Importer::may_be_part(&name) {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        bail!("expected {} … {} and {}, found none", FILES[0], FILES[4], FILES[5]);
    }
    paths.sort();
    Ok(paths)
}

fn read(path: &Path, importer: &mut Importer, data: &mut DataSet) -> Result<()> {
    let mut file = File::open(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    importer.open(&name, Some(file.metadata()?.len()));
    let mut buffer = vec![0; BYTES];
    let mut refused: Option<PushError> = None;
    let mut push = |part, label, pixels: &[u8]| {
        if let Err(error) = data.push(part, label, pixels) {
            refused = refused.or(Some(error));
        }
    };
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        importer.feed(buffer.get(..count).unwrap_or_default(), &mut push)?;
    }
    importer.close(&mut push)?;
    refused.map_or(Ok(()), |error| Err(error.into()))
}
