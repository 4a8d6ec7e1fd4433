//! From the bytes of files, in whatever pieces they come, to labelled pictures.

use super::record::{RecordLayout, RecordParser};
use super::tar::{TarError, TarEvent, TarReader};
use crate::set::Part;

/// Names of an archive's files that a message shows.
const NAMES_SHOWN: usize = 5;
const CLASSES: u8 = 10;

/// Why files are not CIFAR-10.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Not a tar archive, or a damaged one.
    #[error("damaged archive: {0}")]
    Archive(#[from] TarError),
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
    #[error("expected a label below {CLASSES} in record {record} of {file}, found {label}")]
    BadLabel {
        /// In which file.
        file: String,
        /// From 0.
        record: u32,
        /// The label.
        label: u8,
    },
    /// A name that says nothing of CIFAR-10.
    #[error("expected an archive (.tar.gz) or data_batch_1.bin … test_batch.bin, found {0}")]
    WrongFile(String),
}

/// What a file's name says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Records(Part),
    Python,
    Matlab,
    Cifar100,
    /// In order in an archive of CIFAR-10, but not read.
    Known,
    Unknown,
}

impl Role {
    fn of(path: &str) -> Self {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_ascii_lowercase();
        let batch = |stem: &str| {
            stem.strip_prefix("data_batch_")
                .is_some_and(|number| matches!(number, "1" | "2" | "3" | "4" | "5"))
        };
        match name.strip_suffix(".bin") {
            Some("test_batch") => return Self::Records(Part::Test),
            Some(stem) if batch(stem) => return Self::Records(Part::Train),
            Some("train" | "test") => return Self::Cifar100,
            _ => {}
        }
        match name.as_str() {
            "fine_label_names.txt" | "coarse_label_names.txt" | "meta" | "train" | "test" => {
                Self::Cifar100
            }
            "batches.meta.txt" | "readme.html" => Self::Known,
            "batches.meta" | "test_batch" => Self::Python,
            _ if batch(&name) => Self::Python,
            _ if name.strip_suffix(".mat").is_some_and(|stem| {
                batch(stem) || matches!(stem, "test_batch" | "batches.meta")
            }) =>
            {
                Self::Matlab
            }
            _ => Self::Unknown,
        }
    }
}

/// One file's records.
#[derive(Clone, Debug)]
struct File {
    name: String,
    part: Part,
    parser: RecordParser,
}

impl File {
    fn new(name: &str, part: Part) -> Self {
        Self { name: name.to_owned(), part, parser: RecordParser::new(RecordLayout::CIFAR10) }
    }

    fn feed(
        &mut self,
        bytes: &[u8],
        sink: &mut dyn FnMut(Part, u8, &[u8]),
    ) -> Result<(), ImportError> {
        let (name, part) = (&self.name, self.part);
        self.parser.feed(bytes, &mut |record, label, pixels| {
            if label >= CLASSES {
                return Err(ImportError::BadLabel { file: name.clone(), record, label });
            }
            sink(part, label, pixels);
            Ok(())
        })
    }
}

#[derive(Clone, Debug)]
enum Source {
    Archive { reader: TarReader, names: Vec<String>, found: bool },
    Loose,
}

/// Takes the bytes of one file, unpacked, and hands out its pictures as soon as they are whole.
#[derive(Clone, Debug)]
pub struct Importer {
    source: Source,
    file: Option<File>,
    train: u32,
    test: u32,
}

impl Importer {
    /// For a file of this name: an archive (`.tar`, `.tar.gz`, `.tgz`, whose bytes come
    /// uncompressed) or one of the `.bin` files.
    ///
    /// # Errors
    /// Where the name is one of another kind of file.
    pub fn new(name: &str) -> Result<Self, ImportError> {
        let lower = name.to_ascii_lowercase();
        let archive = [".tar.gz", ".tgz", ".tar", ".gz"].iter().any(|end| lower.ends_with(end));
        if archive {
            return Ok(Self::archive());
        }
        match Role::of(name) {
            Role::Records(part) => Ok(Self {
                source: Source::Loose,
                file: Some(File::new(name, part)),
                train: 0,
                test: 0,
            }),
            Role::Python => Err(ImportError::PythonVersion),
            Role::Matlab => Err(ImportError::MatlabVersion),
            Role::Cifar100 => Err(ImportError::Cifar100),
            Role::Known | Role::Unknown => Err(ImportError::WrongFile(name.to_owned())),
        }
    }

    /// For an archive, whatever its name.
    pub const fn archive() -> Self {
        let source = Source::Archive { reader: TarReader::new(), names: Vec::new(), found: false };
        Self { source, file: None, train: 0, test: 0 }
    }

    /// Pictures so far: training, test.
    pub const fn counts(&self) -> (u32, u32) {
        (self.train, self.test)
    }

    /// Takes bytes and hands `(part, label, planar pixels)` of each whole picture to `sink`.
    ///
    /// # Errors
    /// As soon as it is plain that this is not CIFAR-10; the importer is of no use then.
    pub fn feed(
        &mut self,
        bytes: &[u8],
        sink: &mut dyn FnMut(Part, u8, &[u8]),
    ) -> Result<(), ImportError> {
        let Self { source, file, train, test } = self;
        let mut count = |part: Part, label: u8, pixels: &[u8]| {
            match part {
                Part::Train => *train += 1,
                Part::Test => *test += 1,
            }
            sink(part, label, pixels);
        };
        let Source::Archive { reader, names, found } = source else {
            return file.as_mut().map_or(Ok(()), |file| file.feed(bytes, &mut count));
        };
        let mut cut = false;
        let fed = reader.feed::<ImportError>(bytes, &mut |event| {
            match event {
                TarEvent::File { name, .. } => {
                    if names.len() < NAMES_SHOWN {
                        names.push(name.to_owned());
                    }
                    match Role::of(name) {
                        Role::Records(part) => {
                            *found = true;
                            *file = Some(File::new(name, part));
                        }
                        Role::Python => return Err(ImportError::PythonVersion),
                        Role::Matlab => return Err(ImportError::MatlabVersion),
                        Role::Cifar100 if !*found => return Err(ImportError::Cifar100),
                        Role::Cifar100 | Role::Known | Role::Unknown => *file = None,
                    }
                }
                TarEvent::Data(data) => {
                    if let Some(file) = file {
                        file.feed(data, &mut count)?;
                    }
                }
                TarEvent::End => {
                    cut |= file.take().is_some_and(|file| file.parser.pending() > 0);
                }
            }
            Ok(())
        });
        fed?;
        if cut { Err(self.truncated()) } else { Ok(()) }
    }

    const fn truncated(&self) -> ImportError {
        ImportError::Truncated { train: self.train, test: self.test }
    }

    /// To be called behind the last byte.
    ///
    /// # Errors
    /// Where the data end in the middle, or held no picture at all.
    pub fn finish(self) -> Result<(), ImportError> {
        let pending = self.file.as_ref().is_some_and(|file| file.parser.pending() > 0);
        let (whole, names) = match &self.source {
            Source::Archive { reader, names, found } => {
                (reader.is_whole(), (!found).then(|| names.clone()))
            }
            Source::Loose => (true, None),
        };
        match names {
            Some(names) if whole => Err(ImportError::NoCifarFiles(names)),
            _ if pending || !whole || self.train + self.test == 0 => Err(self.truncated()),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
