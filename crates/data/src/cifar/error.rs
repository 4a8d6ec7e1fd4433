//! What can be wrong with files that are read.

use super::RECORD;
use super::tar::TarError;
use crate::gzip::GzipError;
use crate::sort::FileSort;

/// Why files are not CIFAR-10.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// A damaged tar archive.
    #[error("damaged archive: {0}")]
    Archive(#[from] TarError),
    /// A damaged gzip file.
    #[error("damaged gzip file: {0}")]
    Compression(#[from] GzipError),
    /// Ended in the middle.
    #[error("the data ends early, after {train} training and {test} test images")]
    Truncated {
        /// Training pictures read.
        train: u32,
        /// Test pictures read.
        test: u32,
    },
    /// An archive of something else.
    #[error("expected data_batch_1.bin … data_batch_5.bin and test_batch.bin in the archive, found {}", .0.join(", "))]
    NoCifarFiles(Vec<String>),
    /// `cifar-10-python.tar.gz`.
    #[error("expected the binary version of CIFAR-10, found the Python version")]
    PythonVersion,
    /// `cifar-10-matlab.tar.gz`.
    #[error("expected the binary version of CIFAR-10, found the MATLAB version")]
    MatlabVersion,
    /// `cifar-100-binary.tar.gz` or its files.
    #[error("expected CIFAR-10, found CIFAR-100")]
    Cifar100,
    /// A label that is no class.
    #[error("expected a label below 10 in record {record} of {file}, found {label}")]
    BadLabel {
        /// In which file.
        file: String,
        /// From 0.
        record: u32,
        /// The label.
        label: u8,
    },
    /// A file that does not hold whole pictures.
    #[error("expected records of {RECORD} bytes in {file}, found {size} bytes")]
    OddSize {
        /// Which.
        file: String,
        /// Its bytes, unpacked.
        size: u64,
    },
    /// Something else altogether.
    #[error(
        "expected an archive (.tar.gz) or data_batch_1.bin … test_batch.bin, found {what} in {file}"
    )]
    Seems {
        /// Its name.
        file: String,
        /// What it seems to be.
        what: FileSort,
        /// Within a gzip file.
        packed: bool,
    },
}
