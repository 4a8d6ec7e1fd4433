//! Data sets: what is in use, what is being loaded, and what is wrong with files.

use crate::command::DataSource;
use serde::{Deserialize, Serialize};

/// Sizes of a data set's parts, in images.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitSizes {
    /// Training part.
    pub train: u32,
    /// Validation part (held out of the training part).
    pub validation: u32,
    /// Test part.
    pub test: u32,
}

/// A data set in use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DataSummary {
    /// `synthetic` or `cifar10`.
    pub key: String,
    /// Class names as the set has them (English, unless its files have others).
    pub classes: Vec<String>,
    /// `[channels, height, width]` of one picture.
    pub shape: [usize; 3],
    /// Images per part.
    pub sizes: SplitSizes,
    /// Whether all of it has arrived.
    pub complete: bool,
    /// Whether the browser keeps it for the next visit.
    pub kept: bool,
    /// Tells this data set from every other of the visit: the number of the load that brought it.
    pub id: u32,
    /// Where it came from.
    pub source: DataSource,
    /// Names of the official files whose images it lacks; known once it is complete.
    pub missing: Vec<String>,
    /// What a person should know of its files.
    pub notes: Vec<DataNote>,
}

/// What a person should know of files that were read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DataNote {
    /// Bytes behind the end of a gzip file, which belong to nothing.
    Trailing {
        /// Which file.
        file: String,
        /// How many bytes.
        bytes: u64,
    },
    /// The name does not say which part it is: its images are used for training.
    TakenForTraining {
        /// Which file.
        file: String,
    },
    /// The same images as those of another file, counted once.
    Twice {
        /// Which file.
        file: String,
        /// The other.
        same: String,
    },
    /// A file that is none of the data set's.
    LeftOut {
        /// Which.
        file: String,
        /// What it seems to be.
        what: FileSort,
    },
    /// A batch without images.
    Empty {
        /// Which file.
        file: String,
    },
    /// A batch with fewer images than the others.
    Short {
        /// Which file.
        file: String,
        /// How many images it has.
        images: u32,
    },
}

/// What a file seems to be, by its first bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileSort {
    /// Nothing in it.
    Empty,
    /// A web page, such as a server's error.
    WebPage,
    /// Text.
    Text,
    /// A zip archive.
    Zip,
    /// Packed by another program, of this name.
    Packed(String),
    /// A picture.
    Picture,
    /// A PDF document.
    Pdf,
    /// Numbers in a format of this name (NumPy, HDF5).
    Numbers(String),
    /// Something else.
    Unknown,
}

/// A load in progress.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DataProgress {
    /// Bytes read (of the archive as it is stored); for the synthetic set, images.
    pub done: u64,
    /// Bytes in all, where known.
    pub total: Option<u64>,
}

/// Why a load ended without its data set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DataFailure {
    /// The person gave it up.
    Cancelled,
    /// Nothing is there (no kept set, or the server has none).
    NotFound,
    /// The network or the file could not be read.
    Unreadable(String),
    /// A damaged gzip file. Technical text.
    BadCompression(String),
    /// A damaged tar archive. Technical text.
    BadArchive(String),
    /// Ended early, with this many training and test images read.
    Truncated(SplitSizes),
    /// An archive without CIFAR-10's files; some names found instead.
    NoCifarFiles(Vec<String>),
    /// The Python version of the archive.
    PythonVersion,
    /// The MATLAB version of the archive.
    MatlabVersion,
    /// A CIFAR-100 archive.
    Cifar100,
    /// A record whose label is out of range.
    BadLabel {
        /// In which file.
        file: String,
        /// Record number from 0.
        record: u32,
        /// The label found.
        label: u8,
    },
    /// A file whose length is no whole number of images.
    OddSize {
        /// Which.
        file: String,
        /// Its bytes, unpacked.
        size: u64,
        /// Bytes of an image with its label.
        record: u64,
    },
    /// A file of another sort altogether.
    Seems {
        /// Which.
        file: String,
        /// What it seems to be.
        what: FileSort,
        /// It is packed with gzip.
        packed: bool,
    },
    /// Not enough memory.
    OutOfMemory,
}
