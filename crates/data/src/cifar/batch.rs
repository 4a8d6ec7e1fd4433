//! One file of records, and whether it was read before.

use super::error::ImportError;
use super::record::{RecordLayout, RecordParser};
use crate::set::Part;

pub(super) const CLASSES: u8 = 10;

/// Takes the part, the label and the planar pixels of a picture.
pub(super) type Sink<'a> = dyn FnMut(Part, u8, &[u8]) + 'a;

/// A file of records that has been read.
#[derive(Clone, Debug)]
pub(super) struct Batch {
    pub(super) name: String,
    pub(super) part: Part,
    /// Which of the five batches its name says that it is.
    pub(super) number: Option<u8>,
    /// A digest of each record.
    digests: Vec<u64>,
}

impl Batch {
    /// Pictures.
    pub(super) const fn len(&self) -> usize {
        self.digests.len()
    }
}

/// A file of records that is being read. As long as it is the same as one before, its pictures are
/// held back.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    batch: Batch,
    parser: RecordParser,
    /// Which of the batches before begin with all that has come.
    twins: Vec<usize>,
    held: Vec<u8>,
}

impl Reading {
    pub(super) fn new(name: &str, part: Part, number: Option<u8>, before: usize) -> Self {
        Self {
            batch: Batch { name: name.to_owned(), part, number, digests: Vec::new() },
            parser: RecordParser::new(RecordLayout::CIFAR10),
            twins: (0..before).collect(),
            held: Vec::new(),
        }
    }

    /// Whole records so far.
    pub(super) const fn len(&self) -> usize {
        self.batch.len()
    }

    /// Bytes of a record that has not ended.
    pub(super) fn pending(&self) -> usize {
        self.parser.pending()
    }

    pub(super) const fn name(&self) -> &String {
        &self.batch.name
    }

    pub(super) fn feed(
        &mut self,
        bytes: &[u8],
        before: &[Batch],
        sink: &mut Sink<'_>,
    ) -> Result<(), ImportError> {
        let Self { batch, parser, twins, held } = self;
        parser.feed(bytes, &mut |record, label, pixels| {
            if label >= CLASSES {
                return Err(ImportError::BadLabel { file: batch.name.clone(), record, label });
            }
            let (digest, at) = (digest(label, pixels), batch.digests.len());
            batch.digests.push(digest);
            twins.retain(|twin| {
                before.get(*twin).is_some_and(|other| other.digests.get(at) == Some(&digest))
            });
            if twins.is_empty() {
                hand(std::mem::take(held), batch.part, sink);
                sink(batch.part, label, pixels);
            } else {
                held.push(label);
                held.extend_from_slice(pixels);
            }
            Ok(())
        })
    }

    /// The batch, with all its pictures handed out; or the name of the one before that has the
    /// same ones.
    pub(super) fn finish(
        self,
        before: &[Batch],
        sink: &mut Sink<'_>,
    ) -> Result<Batch, (String, String)> {
        let Self { batch, twins, held, .. } = self;
        let mut twins = twins.iter().filter_map(|twin| before.get(*twin));
        match twins.find(|twin| twin.len() == batch.len()) {
            Some(twin) if batch.len() > 0 => Err((batch.name, twin.name.clone())),
            _ => {
                hand(held, batch.part, sink);
                Ok(batch)
            }
        }
    }
}

fn hand(held: Vec<u8>, part: Part, sink: &mut Sink<'_>) {
    for record in held.chunks_exact(RecordLayout::CIFAR10.len()) {
        if let Some((label, pixels)) = record.split_first() {
            sink(part, *label, pixels);
        }
    }
}

/// Eight bytes at a time: 180 MB of it must not be felt.
fn digest(label: u8, pixels: &[u8]) -> u64 {
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |sum: u64, word: u64| (sum.rotate_left(5) ^ word).wrapping_mul(MIX);
    let words = pixels.as_chunks::<8>().0;
    let sum = words.iter().fold(u64::from(label), |sum, word| mix(sum, u64::from_le_bytes(*word)));
    mix(sum, sum >> 32)
}
