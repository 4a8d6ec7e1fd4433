//! From the bytes of files, in whatever pieces they come, to labelled pictures.
//!
//! What a file is, its contents and its size say; its name only which part its pictures belong to.

use super::batch::{Reading, Sink};
use super::error::ImportError;
use super::found::{Book, Found, Note};
use super::name::{Role, base};
use super::tar::{TarEvent, TarReader, is_header};
use super::{RECORD, RecordLayout};
use crate::gzip::{self, Gunzip};
use crate::set::Part;
use crate::sort::FileSort;

/// Bytes of a file by which its sort is told: more than a record of either CIFAR.
const HEAD: usize = 4096;
/// Longest list of class names that is read.
const LONGEST_META: usize = 1 << 14;
/// How often a file may be packed.
const DEEPEST: u8 = 3;
/// Bytes of a record of CIFAR-100, and its classes: coarse and fine.
const RECORD_100: u64 = RecordLayout::CIFAR100.len() as u64;
const CLASSES_100: [u8; 2] = [20, 100];

/// What the bytes of a file are, as far as it is known.
#[derive(Debug)]
enum Layer {
    /// Not known yet: its first bytes.
    Head(Vec<u8>),
    Gzip(Box<Gunzip>, Box<Self>),
    /// An archive, and its file that is being read.
    Tar(Box<TarReader>, Box<Self>),
    Records(Reading),
    /// The names of the classes.
    Meta(Vec<u8>),
    /// Of no use.
    Other,
}

/// A file that is being read.
#[derive(Debug)]
struct File {
    name: String,
    /// Bytes as they are stored, where that is known.
    size: Option<u64>,
}

/// Takes the bytes of one file after the other, packed or not, and hands out their pictures as soon
/// as they are whole.
#[derive(Debug, Default)]
pub struct Importer {
    file: Option<(File, Layer)>,
    book: Book,
}

impl Importer {
    /// The next file begins; `size` is its length in bytes, where it is known. Call
    /// [`close`](Self::close) at its end.
    pub fn open(&mut self, name: &str, size: Option<u64>) {
        let file = File { name: base(name).to_owned(), size };
        self.file = Some((file, Layer::Head(Vec::new())));
    }

    /// Whether a file of this name may hold a part of the data set, or belong to it; for what is
    /// found in a folder, where nobody has picked it.
    pub fn may_be_part(name: &str) -> bool {
        let archive = [".tar", ".tar.gz", ".tgz"].iter().any(|end| name.ends_with(end));
        archive || is_bin(name) || matches!(Role::of(name), Role::Meta | Role::Python)
    }

    /// Pictures so far: training, test.
    pub const fn counts(&self) -> (u32, u32) {
        (self.book.train, self.book.test)
    }

    /// The names of the classes, where a file had them.
    pub fn classes(&self) -> Option<&[String]> {
        self.book.classes.as_deref()
    }

    /// Takes bytes and hands `(part, label, planar pixels)` of each whole picture to `sink`.
    ///
    /// # Errors
    /// As soon as it is plain that this is not CIFAR-10; the importer is of no use then.
    pub fn feed(&mut self, bytes: &[u8], sink: &mut Sink<'_>) -> Result<(), ImportError> {
        let Some((file, layer)) = &mut self.file else { return Ok(()) };
        layer.feed(bytes, 0, file, &mut self.book, sink)
    }

    /// To be called behind the last byte of a file.
    ///
    /// # Errors
    /// Where it ends in the middle.
    pub fn close(&mut self, sink: &mut Sink<'_>) -> Result<(), ImportError> {
        let Some((file, mut layer)) = self.file.take() else { return Ok(()) };
        layer.close(0, &file, &mut self.book, sink)
    }

    /// To be called behind the last file.
    ///
    /// # Errors
    /// Where there was no picture at all.
    pub fn finish(self) -> Result<Found, ImportError> {
        self.book.finish()
    }
}

impl Layer {
    /// `depth` counts the gzip layers around this one.
    fn feed(
        &mut self,
        bytes: &[u8],
        depth: u8,
        file: &File,
        book: &mut Book,
        sink: &mut Sink<'_>,
    ) -> Result<(), ImportError> {
        match self {
            Self::Head(head) => {
                head.extend_from_slice(bytes);
                if head.len() < HEAD {
                    return Ok(());
                }
                let head = std::mem::take(head);
                *self = decide(&head, false, depth, file, book)?;
                self.feed(&head, depth, file, book, sink)
            }
            Self::Gzip(gunzip, inner) => {
                gunzip.feed(bytes, &mut |out| inner.feed(out, depth + 1, file, book, sink))
            }
            Self::Tar(reader, inner) => reader.feed(bytes, &mut |event| match event {
                TarEvent::File { name, size } => {
                    **inner = entry(name, size, book)?;
                    Ok(())
                }
                TarEvent::Data(data) => inner.feed(data, depth, file, book, sink),
                TarEvent::End => {
                    std::mem::replace(&mut **inner, Self::Other).close(depth, file, book, sink)
                }
            }),
            Self::Records(reading) => reading.feed(
                bytes,
                &book.batches,
                &mut counted(&mut book.train, &mut book.test, sink),
            ),
            Self::Meta(text) => {
                let room = LONGEST_META.saturating_sub(text.len());
                text.extend_from_slice(bytes.get(..room.min(bytes.len())).unwrap_or_default());
                Ok(())
            }
            Self::Other => Ok(()),
        }
    }

    fn close(
        &mut self,
        depth: u8,
        file: &File,
        book: &mut Book,
        sink: &mut Sink<'_>,
    ) -> Result<(), ImportError> {
        match std::mem::replace(self, Self::Other) {
            Self::Head(head) => {
                let mut layer = decide(&head, true, depth, file, book)?;
                if !matches!(layer, Self::Head(_)) {
                    layer.feed(&head, depth, file, book, sink)?;
                    layer.close(depth, file, book, sink)?;
                }
            }
            Self::Gzip(gunzip, mut inner) => {
                if !gunzip.is_whole() {
                    return Err(book.truncated());
                }
                if gunzip.garbage() > 0 {
                    let (file, bytes) = (file.name.clone(), gunzip.garbage());
                    book.notes.push(Note::Trailing { file, bytes });
                }
                inner.close(depth + 1, file, book, sink)?;
            }
            Self::Tar(reader, _) => {
                if !reader.is_whole() {
                    return Err(book.truncated());
                }
            }
            Self::Records(reading) => {
                if reading.pending() > 0 {
                    let size = reading.len() as u64 * RECORD + reading.pending() as u64;
                    return Err(ImportError::OddSize { file: reading.name().clone(), size });
                }
                let mut counted = counted(&mut book.train, &mut book.test, sink);
                match reading.finish(&book.batches, &mut counted) {
                    Ok(batch) => book.batches.push(batch),
                    Err((file, same)) => book.notes.push(Note::Twice { file, same }),
                }
            }
            Self::Meta(text) => book.name_classes(&text),
            Self::Other => {}
        }
        Ok(())
    }
}

/// Counts what it hands on.
fn counted<'a>(
    train: &'a mut u32,
    test: &'a mut u32,
    sink: &'a mut Sink<'_>,
) -> impl FnMut(Part, u8, &[u8]) + 'a {
    move |part, label, pixels| {
        match part {
            Part::Train => *train += 1,
            Part::Test => *test += 1,
        }
        sink(part, label, pixels);
    }
}

/// What a file of an archive is.
fn entry(path: &str, size: u64, book: &mut Book) -> Result<Layer, ImportError> {
    let name = base(path);
    book.name(path);
    match Role::of(path) {
        Role::Records(..) if size == 0 => {
            book.empty.push(name.to_owned());
            Ok(Layer::Other)
        }
        Role::Records(part, number) => match size {
            _ if size.is_multiple_of(RECORD) => Ok(records(name, part, number, book)),
            _ if size.is_multiple_of(RECORD_100) => Err(ImportError::Cifar100),
            _ => Err(ImportError::OddSize { file: name.to_owned(), size }),
        },
        Role::Meta => Ok(Layer::Meta(Vec::new())),
        Role::Python => Err(ImportError::PythonVersion),
        Role::Matlab => Err(ImportError::MatlabVersion),
        Role::Cifar100 if book.batches.is_empty() => Err(ImportError::Cifar100),
        Role::Unknown if is_bin(name) && size > 0 && size.is_multiple_of(RECORD) => {
            Ok(assumed(name, book))
        }
        Role::Cifar100 | Role::Known | Role::Unknown => Ok(Layer::Other),
    }
}

/// What a file is that begins with `head`; `whole`: there is no more of it.
fn decide(
    head: &[u8],
    whole: bool,
    depth: u8,
    file: &File,
    book: &mut Book,
) -> Result<Layer, ImportError> {
    let name = &file.name;
    let named = match Role::of(name) {
        found @ (Role::Records(..) | Role::Meta | Role::Known) => found,
        // A picture's record without the name's ending is one all the same.
        _ => Role::of(&format!("{name}.bin")),
    };
    let size = match depth {
        0 => file.size,
        _ => None,
    };
    let size = size.or_else(|| whole.then_some(head.len() as u64));
    if head.is_empty() {
        if let Role::Records(..) = named {
            book.empty.push(name.clone());
        } else {
            book.leave_out(name, FileSort::Empty, depth > 0);
        }
        return Ok(Layer::Other);
    }
    if head.starts_with(&gzip::MAGIC) && depth < DEEPEST {
        return Ok(Layer::Gzip(Box::default(), Box::new(Layer::Head(Vec::new()))));
    }
    if is_header(head) {
        book.archive = true;
        return Ok(Layer::Tar(Box::default(), Box::new(Layer::Other)));
    }
    match named {
        Role::Meta => return Ok(Layer::Meta(Vec::new())),
        Role::Known => return Ok(Layer::Other),
        _ => {}
    }
    // Python's pickles of the versions in use, and MATLAB's own words.
    if matches!(head, [0x80, 2..=5, ..]) {
        return Err(ImportError::PythonVersion);
    }
    if head.starts_with(b"MATLAB") {
        return Err(ImportError::MatlabVersion);
    }
    let sort = FileSort::of(head);
    let whole_records = size.is_none_or(|size| size.is_multiple_of(RECORD));
    let begins = head.first().is_some_and(|label| *label < super::batch::CLASSES);
    if sort != FileSort::Unknown && !(whole_records && begins) {
        book.leave_out(name, sort, depth > 0);
        return Ok(Layer::Other);
    }
    let hundred = size.is_none_or(|size| size.is_multiple_of(RECORD_100)) && is_cifar100(head);
    match (size, named) {
        (Some(size), _) if !size.is_multiple_of(RECORD) && hundred => Err(ImportError::Cifar100),
        (None, _) if hundred => Err(ImportError::Cifar100),
        (Some(size), Role::Records(..)) if !whole_records => {
            Err(ImportError::OddSize { file: name.clone(), size })
        }
        (Some(size), _) if !whole_records && begins && is_bin(name) => {
            Err(ImportError::OddSize { file: name.clone(), size })
        }
        (_, Role::Records(part, number)) => Ok(records(name, part, number, book)),
        _ if whole_records && begins => Ok(assumed(name, book)),
        _ => {
            book.leave_out(name, sort, depth > 0);
            Ok(Layer::Other)
        }
    }
}

/// Whether records of CIFAR-100 begin so: two labels each, and none where CIFAR-10 has its second.
fn is_cifar100(head: &[u8]) -> bool {
    let fits = |at: usize| {
        head.get(at..at + 2)
            .is_none_or(|labels| labels.iter().zip(CLASSES_100).all(|(label, most)| *label < most))
    };
    let ten = |at: usize| head.get(at).is_none_or(|label| *label < super::batch::CLASSES);
    let (hundred, own) = (RECORD_100 as usize, RECORD as usize);
    fits(0) && fits(hundred) && (head.len() < own + 1 || !ten(own) || !ten(0))
}

fn is_bin(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".bin") || name.ends_with(".bin.gz")
}

fn records(name: &str, part: Part, number: Option<u8>, book: &Book) -> Layer {
    Layer::Records(Reading::new(name, part, number, book.batches.len()))
}

/// Of a file whose name does not say which part it is.
fn assumed(name: &str, book: &mut Book) -> Layer {
    book.notes.push(Note::TakenForTraining { file: name.to_owned() });
    records(name, Part::Train, None, book)
}

#[cfg(test)]
mod tests;
