//! Whether a file is CIFAR-10 in its authors' layout.

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// One label byte, then 32 × 32 pixels of red, green and blue.
const RECORD: usize = 1 + 3 * 32 * 32;
const CLASSES: u8 = 10;

/// How many pictures an archive holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Contents {
    /// In `data_batch_*.bin`.
    pub train: usize,
    /// In `test_batch.bin`.
    pub test: usize,
}

/// Reads all of it, so that a file cut short is found here and not in the page.
pub fn check(path: &Path) -> Result<Contents> {
    read(File::open(path)?)
}

fn read(file: impl Read) -> Result<Contents> {
    let mut archive = tar::Archive::new(GzDecoder::new(file));
    let mut contents = Contents { train: 0, test: 0 };
    for entry in archive.entries().context("not a gzip-packed tar archive")? {
        let mut entry = entry.context("not a whole gzip-packed tar archive")?;
        let path = entry.path()?.into_owned();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let count = match name.as_str() {
            "test_batch.bin" => &mut contents.test,
            name if name.starts_with("data_batch_") && name.ends_with(".bin") => {
                &mut contents.train
            }
            _ => continue,
        };
        let mut record = vec![0; RECORD];
        let mut records = 0;
        while fill(&mut entry, &mut record).with_context(|| format!("{name} ends early"))? {
            records += 1;
            if let Some(label) = record.first().filter(|label| **label >= CLASSES) {
                bail!("{name}: picture {records} has label {label}, expected 0 to 9");
            }
        }
        *count += records;
    }
    if contents.train == 0 || contents.test == 0 {
        bail!("the archive holds no data_batch_*.bin and test_batch.bin of CIFAR-10");
    }
    Ok(contents)
}

/// Whether there was another record.
fn fill(source: &mut impl Read, record: &mut [u8]) -> Result<bool> {
    let mut rest = &mut *record;
    while !rest.is_empty() {
        let count = source.read(rest)?;
        if count == 0 {
            break;
        }
        rest = rest.get_mut(count..).unwrap_or_default();
    }
    let missing = rest.len();
    if missing == RECORD {
        return Ok(false);
    }
    if missing > 0 {
        bail!("the last picture lacks {missing} of {RECORD} bytes");
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;

    fn packed(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut builder = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
        for (name, bytes) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            header.set_mode(0o644);
            let path = format!("cifar-10-batches-bin/{name}");
            builder.append_data(&mut header, path, bytes.as_slice()).unwrap();
        }
        builder.into_inner().unwrap().finish().unwrap()
    }

    fn pictures(count: usize, label: u8) -> Vec<u8> {
        let mut record = vec![label];
        record.extend((1..RECORD).map(|at| (at * 7 % 251) as u8));
        record.repeat(count)
    }

    #[test]
    fn pictures_are_counted() {
        let files = [
            ("batches.meta.txt", b"airplane\n".to_vec()),
            ("data_batch_1.bin", pictures(3, 0)),
            ("data_batch_2.bin", pictures(2, 9)),
            ("test_batch.bin", pictures(4, 5)),
        ];
        assert_eq!(read(packed(&files).as_slice()).unwrap(), Contents { train: 5, test: 4 });
    }

    #[test]
    fn broken_archives_are_told_apart() {
        let train = || ("data_batch_1.bin", pictures(20, 1));
        let message = |bytes: &[u8]| format!("{:#}", read(bytes).unwrap_err());
        assert!(message(b"a text").contains("gzip"), "{}", message(b"a text"));
        let whole = packed(&[train(), ("test_batch.bin", pictures(20, 1))]);
        let half = message(&whole[..whole.len() / 2]);
        assert!(half.contains("ends early") || half.contains("whole"), "{half}");
        assert!(message(&packed(&[train()])).contains("holds no"));
        assert!(message(&packed(&[("data_batch_1.bin", pictures(1, 10))])).contains("label 10"));
        let mut short = pictures(2, 1);
        short.pop();
        assert!(message(&packed(&[("test_batch.bin", short)])).contains("lacks 1 of 3073"));
    }
}
