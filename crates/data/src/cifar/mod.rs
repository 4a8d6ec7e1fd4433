//! CIFAR in its official binary layout: loose `.bin` files, or the archive that holds them.
//!
//! Alex Krizhevsky, "Learning multiple layers of features from tiny images", 2009. The layout is
//! documented by its authors at <https://www.cs.toronto.edu/~kriz/cifar.html>.

mod batch;
mod error;
mod found;
mod import;
mod name;
mod record;
mod tar;

pub use error::ImportError;
pub use found::{Found, Note};
pub use import::Importer;
pub use record::{RecordLayout, RecordParser, RecordSink};
pub use tar::{TarError, TarEvent, TarReader};

use crate::normalize::Normalization;
use crate::set::{DataSet, Info};

/// The classes of CIFAR-10, in the order of their numbers.
pub const CIFAR10_CLASSES: [&str; 10] =
    ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

/// The files of the official version, training part first.
pub const FILES: [&str; 6] = [
    "data_batch_1.bin",
    "data_batch_2.bin",
    "data_batch_3.bin",
    "data_batch_4.bin",
    "data_batch_5.bin",
    "test_batch.bin",
];
/// The file with the names of the classes.
pub const META: &str = "batches.meta.txt";
/// Bytes of a picture with its label.
pub const RECORD: u64 = RecordLayout::CIFAR10.len() as u64;

/// An empty CIFAR-10.
pub fn cifar10() -> DataSet {
    DataSet::new(Info {
        key: "cifar10".into(),
        classes: CIFAR10_CLASSES.map(str::to_owned).to_vec(),
        shape: [3, 32, 32],
        normalization: Normalization::cifar10(),
    })
}
