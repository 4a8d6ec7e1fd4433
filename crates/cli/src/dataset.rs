//! Pictures from a folder or the built-in set.

use crate::args::DataArg;
use anyhow::{Context, Result, anyhow, bail};
use filtro_data::cifar::{ImportError, Importer, cifar10};
use filtro_data::{DataSet, PushError, synthetic};
use filtro_net::Target;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// The files of the official binary version, training part first.
const FILES: [&str; 6] = [
    "data_batch_1.bin",
    "data_batch_2.bin",
    "data_batch_3.bin",
    "data_batch_4.bin",
    "data_batch_5.bin",
    "test_batch.bin",
];
/// The folder in the official archive.
const INNER: &str = "cifar-10-batches-bin";
/// Bytes read at a time.
const BYTES: usize = 1 << 20;

/// What `data` demands of a network.
pub fn target(data: &DataSet) -> Target {
    Target { input: data.info().shape, classes: data.info().classes.len() }
}

/// Reads or makes the pictures.
pub fn load(source: &DataArg) -> Result<DataSet> {
    match source {
        DataArg::Synthetic => {
            Ok(synthetic::generate(synthetic::SEED, synthetic::TRAIN, synthetic::TEST)?)
        }
        DataArg::Folder(folder) => cifar(folder),
    }
}

fn cifar(folder: &Path) -> Result<DataSet> {
    let mut data = cifar10();
    for path in find(folder)? {
        read(&path, &mut data).with_context(|| format!("cannot use {}", path.display()))?;
    }
    Ok(data)
}

/// The six files, in the folder itself or where the archive's unpacking puts them.
fn find(folder: &Path) -> Result<Vec<PathBuf>> {
    let about = fs::metadata(folder)
        .with_context(|| format!("cannot read the data folder {}", folder.display()))?;
    if !about.is_dir() {
        bail!(
            "expected a folder with CIFAR-10's .bin files, found the file {}; unpack archives first",
            folder.display()
        );
    }
    let inner = folder.join(INNER);
    let folder = if inner.is_dir() { &inner } else { folder };
    let paths: Vec<_> = FILES.iter().map(|name| folder.join(name)).collect();
    match paths.iter().find(|path| !path.is_file()) {
        None => Ok(paths),
        Some(missing) => Err(explain(folder, missing)),
    }
}

/// Another version of the data, or simply a missing file.
fn explain(folder: &Path, missing: &Path) -> anyhow::Error {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let other = entries.filter_map(|entry| {
        let refused = Importer::new(entry.file_name().to_str()?).err()?;
        (!matches!(refused, ImportError::WrongFile(_))).then_some(refused)
    });
    let name = folder.display();
    match other.min_by_key(ToString::to_string) {
        Some(other) => anyhow!(other).context(format!("cannot use {name}")),
        None => anyhow!(
            "expected data_batch_1.bin … data_batch_5.bin and test_batch.bin in {name}, found no {}",
            missing.file_name().unwrap_or_default().display()
        ),
    }
}

fn read(path: &Path, data: &mut DataSet) -> Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut importer = Importer::new(&name)?;
    let mut file = BufReader::new(File::open(path)?);
    let mut buffer = vec![0; BYTES];
    let mut refused: Option<PushError> = None;
    loop {
        let count = file.read(&mut buffer)?;
        let bytes = buffer.get(..count).unwrap_or_default();
        if bytes.is_empty() {
            break;
        }
        importer.feed(bytes, &mut |part, label, pixels| {
            if let Err(error) = data.push(part, label, pixels) {
                refused = refused.or(Some(error));
            }
        })?;
    }
    importer.finish()?;
    refused.map_or(Ok(()), |error| Err(error.into()))
}
