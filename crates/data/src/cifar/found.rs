//! What was found in files, and what is missing.

use super::batch::Batch;
use super::error::ImportError;
use super::{CIFAR10_CLASSES, FILES};
use crate::set::Part;
use crate::sort::FileSort;

/// Names of an archive's files that a message shows.
const NAMES_SHOWN: usize = 5;
/// Longest name of a class, in characters.
const LONGEST_CLASS: usize = 40;
/// Pictures of each official file.
const USUAL: usize = 10_000;
/// Training pictures of the whole set.
const TRAIN: u32 = 50_000;

/// What a person should know of files that were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Bytes behind the end of a gzip file, which belong to nothing.
    Trailing {
        /// Which.
        file: String,
        /// How many.
        bytes: u64,
    },
    /// The name does not say which part it is.
    TakenForTraining {
        /// Which.
        file: String,
    },
    /// The same pictures as those of a file before, counted once.
    Twice {
        /// Which.
        file: String,
        /// As which.
        same: String,
    },
    /// A file that is none of CIFAR-10's.
    LeftOut {
        /// Which.
        file: String,
        /// What it seems to be.
        what: FileSort,
    },
    /// A batch without a picture.
    Empty {
        /// Which.
        file: String,
    },
    /// A batch with fewer pictures than the others, which have 10,000.
    Short {
        /// Which.
        file: String,
        /// How many it has.
        pictures: u32,
    },
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Trailing { file, bytes } => {
                write!(f, "{file}: {bytes} bytes behind its end were left out")
            }
            Self::TakenForTraining { file } => {
                write!(f, "{file}: the name does not say which part it is; used for training")
            }
            Self::Twice { file, same } => {
                write!(f, "{file} has the same images as {same}: they count once")
            }
            Self::LeftOut { file, what } => write!(f, "{file} was left out: it holds {what}"),
            Self::Empty { file } => write!(f, "{file} is empty"),
            Self::Short { file, pictures } => {
                write!(f, "{file} has only {pictures} images of {USUAL}")
            }
        }
    }
}

/// What files held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// In the order in which they were found.
    pub notes: Vec<Note>,
    /// Names of the official files that were not among them.
    pub missing: Vec<String>,
    /// Names of the classes, where a file had them.
    pub classes: Option<Vec<String>>,
}

/// What has been found so far.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) batches: Vec<Batch>,
    pub(super) notes: Vec<Note>,
    pub(super) classes: Option<Vec<String>>,
    /// Batches without a picture.
    pub(super) empty: Vec<String>,
    /// There was an archive.
    pub(super) archive: bool,
    /// Some of what is in it.
    names: Vec<String>,
    /// Of no use: name, sort, and whether it was packed.
    other: Vec<(String, FileSort, bool)>,
    pub(super) train: u32,
    pub(super) test: u32,
}

impl Book {
    /// An archive has a file of this name.
    pub(super) fn name(&mut self, path: &str) {
        if self.names.len() < NAMES_SHOWN {
            self.names.push(path.to_owned());
        }
    }

    pub(super) fn leave_out(&mut self, name: &str, what: FileSort, packed: bool) {
        self.other.push((name.to_owned(), what, packed));
    }

    pub(super) const fn truncated(&self) -> ImportError {
        ImportError::Truncated { train: self.train, test: self.test }
    }

    /// The file has a name a line; any other number of them names nothing.
    pub(super) fn name_classes(&mut self, text: &[u8]) {
        let text = String::from_utf8_lossy(text);
        let name = |line: &str| {
            line.trim().chars().filter(|c| !c.is_control()).take(LONGEST_CLASS).collect::<String>()
        };
        let names: Vec<String> = text.lines().map(name).filter(|name| !name.is_empty()).collect();
        if names.len() == CIFAR10_CLASSES.len() {
            self.classes = Some(names);
        }
    }

    pub(super) fn finish(self) -> Result<Found, ImportError> {
        if self.train + self.test == 0 {
            return Err(self.nothing());
        }
        let missing = self.missing();
        let Self { batches, mut notes, classes, empty, other, .. } = self;
        notes.extend(empty.into_iter().map(|file| Note::Empty { file }));
        notes.extend(other.into_iter().map(|(file, what, _)| Note::LeftOut { file, what }));
        if batches.iter().any(|batch| batch.len() == USUAL) {
            let short = batches.into_iter().filter(|batch| batch.len() < USUAL).map(|batch| {
                let pictures = u32::try_from(batch.len()).unwrap_or(u32::MAX);
                Note::Short { file: batch.name, pictures }
            });
            notes.extend(short);
        }
        Ok(Found { notes, missing, classes })
    }

    fn nothing(self) -> ImportError {
        if self.archive {
            return ImportError::NoCifarFiles(self.names);
        }
        let empty = self.empty.into_iter().map(|file| (file, FileSort::Empty, false));
        match self.other.into_iter().chain(empty).next() {
            Some((file, what, packed)) => ImportError::Seems { file, what, packed },
            None => ImportError::NoCifarFiles(self.names),
        }
    }

    /// The official files whose pictures are not there. A training file that does not say which it
    /// is stands for the first that is missing.
    fn missing(&self) -> Vec<String> {
        let there = |part: Part| self.batches.iter().filter(move |batch| batch.part == part);
        let has = |number: u8| there(Part::Train).any(|batch| batch.number == Some(number));
        let numbers = (1..=5).filter(|number| has(*number)).count();
        let others = there(Part::Train).count() - numbers;
        let skip = if self.train >= TRAIN { FILES.len() } else { others };
        let train = (1..=5).zip(FILES).filter(|(number, _)| !has(*number)).skip(skip);
        let test = FILES.last().filter(|_| there(Part::Test).next().is_none());
        train.map(|(_, name)| name).chain(test.copied()).map(str::to_owned).collect()
    }
}
