//! A data set as the browser keeps it: a tar archive of the official files, not compressed.
//!
//! It is made piece by piece from the pictures in memory, so nothing is in memory twice, and read
//! by the same reader as the official archive.

use crate::shelf::Shelved;
use filtro_data::Part;
use filtro_data::cifar::{CIFAR10_CLASSES, FILES, META};
use filtro_protocol::SampleId;
use std::collections::VecDeque;
use std::rc::Rc;

/// Name of CIFAR-10 in the browser's store.
pub const CIFAR10: &str = "cifar10";
/// Pictures of a piece: about a megabyte.
const PER_PIECE: usize = 340;
const BLOCK: u64 = 512;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Header { name: String, size: u64 },
    Text(String),
    Pictures { part: Part, from: usize, count: usize },
    Zeros(u64),
}

/// The archive of a data set, from its beginning to its end.
#[derive(Debug)]
pub struct Archive {
    data: Rc<Shelved>,
    pieces: VecDeque<Piece>,
    record: u64,
}

impl Archive {
    /// Of all that has arrived, in the files that it came in: what was missing is missing when it
    /// is read again.
    pub fn new(data: Rc<Shelved>) -> Self {
        let record = 1 + data.shape().iter().product::<usize>() as u64;
        let (sizes, missing, classes) = (data.sizes(), data.missing(), data.classes());
        let (train, test) = ((sizes.train + sizes.validation) as usize, sizes.test as usize);
        let mut archive = Self { data, pieces: VecDeque::new(), record };
        if classes != CIFAR10_CLASSES {
            let text: String = classes.iter().flat_map(|name| [name, "\n"]).collect();
            let size = text.len() as u64;
            archive.pieces.push_back(Piece::Header { name: META.to_owned(), size });
            archive.pieces.push_back(Piece::Text(text));
            archive.pad(size);
        }
        let there = |name: &&&str| !missing.iter().any(|missing| missing == **name);
        let names: Vec<&str> = FILES.iter().take(5).filter(there).copied().collect();
        let place = |number: usize| train * number / names.len().max(1);
        for (number, name) in names.iter().enumerate() {
            let from = place(number);
            archive.add(name, Part::Train, from, place(number + 1) - from);
        }
        if let (Some(name), true) = (FILES.last(), test > 0) {
            archive.add(name, Part::Test, 0, test);
        }
        archive.pieces.push_back(Piece::Zeros(2 * BLOCK));
        archive
    }

    fn add(&mut self, name: &str, part: Part, from: usize, count: usize) {
        let size = self.record * count as u64;
        self.pieces.push_back(Piece::Header { name: name.to_owned(), size });
        for at in (0..count).step_by(PER_PIECE) {
            let count = PER_PIECE.min(count - at);
            self.pieces.push_back(Piece::Pictures { part, from: from + at, count });
        }
        self.pad(size);
    }

    fn pad(&mut self, size: u64) {
        self.pieces.push_back(Piece::Zeros(size.next_multiple_of(BLOCK) - size));
    }

    /// Bytes of what is still to come.
    pub fn len(&self) -> u64 {
        let length = |piece: &Piece| match piece {
            Piece::Header { .. } => BLOCK,
            Piece::Text(text) => text.len() as u64,
            Piece::Pictures { count, .. } => self.record * *count as u64,
            Piece::Zeros(count) => *count,
        };
        self.pieces.iter().map(length).sum()
    }
}

impl Iterator for Archive {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        Some(match self.pieces.pop_front()? {
            Piece::Header { name, size } => header(&name, size),
            Piece::Text(text) => text.into_bytes(),
            Piece::Zeros(count) => vec![0; usize::try_from(count).unwrap_or(0)],
            Piece::Pictures { part, from, count } => {
                let record = usize::try_from(self.record).unwrap_or(0);
                let mut bytes = Vec::with_capacity(count * record);
                for index in from..from + count {
                    let index = u32::try_from(index).unwrap_or(u32::MAX);
                    let id = SampleId { test: part == Part::Test, index };
                    let (pixels, label) = self.data.picture(id)?;
                    bytes.push(label);
                    bytes.extend_from_slice(&pixels);
                }
                bytes
            }
        })
    }
}

/// A header of POSIX.1-1988 (ustar).
fn header(name: &str, size: u64) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(BLOCK as usize);
    let mut field = |text: &str, width: usize| {
        let end = bytes.len() + width;
        bytes.extend_from_slice(text.as_bytes());
        bytes.resize(end, 0);
    };
    field(name, 100);
    field("0000644", 8);
    field("0000000", 8);
    field("0000000", 8);
    field(&format!("{size:011o}"), 12);
    field("00000000000", 12);
    // The sum counts its own field as eight spaces.
    field("        ", 8);
    field("0", 1);
    field("", 100);
    field("ustar", 6);
    field("00", 2);
    field("", BLOCK as usize - 265);
    let sum: u64 = bytes.iter().copied().map(u64::from).sum();
    let text = format!("{sum:06o}\0 ");
    for (place, digit) in bytes.iter_mut().skip(148).zip(text.bytes()) {
        *place = digit;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_set;
    use filtro_data::cifar::{Found, Importer};

    fn read(archive: Archive, sink: &mut dyn FnMut(Part, u8, &[u8])) -> (u64, Found) {
        let (mut importer, mut bytes) = (Importer::default(), 0);
        importer.open("kept.tar", Some(archive.len()));
        for piece in archive {
            bytes += piece.len() as u64;
            importer.feed(&piece, sink).unwrap();
        }
        importer.close(sink).unwrap();
        (bytes, importer.finish().unwrap())
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let data = Rc::new(Shelved::new(small_set(700, 45)));
        let archive = Archive::new(Rc::clone(&data));
        let total = archive.len();
        let (mut counts, mut same) = ([0_u32; 2], true);
        let (bytes, found) = read(archive, &mut |part, label, pixels| {
            let test = part == Part::Test;
            let id = SampleId { test, index: counts[usize::from(test)] };
            same &= data.picture(id) == Some((pixels.to_vec(), label));
            counts[usize::from(test)] += 1;
        });
        assert_eq!((bytes, counts, same), (total, [700, 45], true));
        assert_eq!(found, Found::default());
    }

    #[test]
    fn what_is_missing_is_missing_again() {
        let data = Rc::new(Shelved::new(small_set(701, 0)));
        let missing = vec!["data_batch_3.bin".to_owned(), "test_batch.bin".to_owned()];
        data.note(missing.clone(), Vec::new());
        let mut names = data.classes();
        names[3] = "gato".to_owned();
        data.name_classes(&names);
        let mut count = 0;
        let (_, found) = read(Archive::new(data), &mut |_, _, _| count += 1);
        assert_eq!((count, found.missing, found.classes), (701, missing, Some(names)));
    }
}
