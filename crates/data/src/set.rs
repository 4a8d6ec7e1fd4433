//! A data set in memory, usable while it grows.

use crate::normalize::{Normalization, append};
use filtro_recipe::{Split, is_held_out};
use std::sync::Arc;

/// Pictures a chunk of storage: at most so many are copied when a set grows that is also read.
const CHUNK: usize = 512;

/// How a data set is stored: most come with a training and a test part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Training part; a tenth of it is held out for validation.
    Train,
    /// Test part.
    Test,
}

impl Part {
    /// Where the pictures of a split are stored.
    pub const fn of(split: Split) -> Self {
        match split {
            Split::Train | Split::Validation => Self::Train,
            Split::Test => Self::Test,
        }
    }
}

/// Pictures per split.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// Training.
    pub train: usize,
    /// Validation.
    pub validation: usize,
    /// Test.
    pub test: usize,
}

/// What a data set is.
#[derive(Clone, Debug, PartialEq)]
pub struct Info {
    /// Stable name for files and messages: `cifar10`, `synthetic`.
    pub key: String,
    /// Names of the classes in the order of their numbers, in English.
    pub classes: Vec<String>,
    /// `[channels, height, width]` of each picture.
    pub shape: [usize; 3],
    /// How its pictures become numbers.
    pub normalization: Normalization,
}

/// A picture that does not belong into the set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PushError {
    /// Of another size.
    #[error("expected a picture of {expected} values, found {found}")]
    Size {
        /// Channels × height × width.
        expected: usize,
        /// Bytes given.
        found: usize,
    },
    /// Of no class of the set.
    #[error("expected a label below {expected}, found {found}")]
    Label {
        /// Number of classes.
        expected: usize,
        /// The label.
        found: u8,
    },
}

#[derive(Clone, Debug, Default)]
struct Chunk {
    pixels: Vec<u8>,
    labels: Vec<u8>,
}

#[derive(Clone, Debug, Default)]
struct Store {
    chunks: Vec<Arc<Chunk>>,
    len: usize,
    validation: usize,
}

impl Store {
    fn push(&mut self, label: u8, pixels: &[u8]) {
        if self.chunks.len() * CHUNK == self.len {
            self.chunks.push(Arc::new(Chunk {
                pixels: Vec::with_capacity(CHUNK * pixels.len()),
                labels: Vec::with_capacity(CHUNK),
            }));
        }
        if let Some(chunk) = self.chunks.last_mut() {
            let chunk = Arc::make_mut(chunk);
            chunk.pixels.extend_from_slice(pixels);
            chunk.labels.push(label);
        }
        self.validation += usize::from(is_held_out(self.len));
        self.len += 1;
    }

    fn image(&self, index: usize, size: usize) -> Option<&[u8]> {
        let at = (index % CHUNK) * size;
        self.chunks.get(index / CHUNK)?.pixels.get(at..at + size)
    }

    fn label(&self, index: usize) -> Option<u8> {
        self.chunks.get(index / CHUNK)?.labels.get(index % CHUNK).copied()
    }
}

/// Labelled pictures of one size. A clone is cheap: it shares the pixels, and stays as it is
/// while the original grows.
#[derive(Clone, Debug)]
pub struct DataSet {
    info: Arc<Info>,
    train: Store,
    test: Store,
}

impl DataSet {
    /// Without pictures. A normalisation for another number of channels is averaged.
    pub fn new(info: Info) -> Self {
        let normalization = info.normalization.for_channels(info.shape[0]);
        let info = Info { normalization, ..info };
        Self { info: Arc::new(info), train: Store::default(), test: Store::default() }
    }

    /// What it is.
    pub fn info(&self) -> &Info {
        &self.info
    }

    /// The same pictures, with other names for their classes; where they are as many.
    #[must_use]
    pub fn with_classes(mut self, names: Vec<String>) -> Self {
        if names.len() == self.info.classes.len() {
            Arc::make_mut(&mut self.info).classes = names;
        }
        self
    }

    /// Values of one picture: channels × height × width.
    pub fn image_len(&self) -> usize {
        self.info.shape.iter().product()
    }

    /// Adds a picture, planar bytes.
    ///
    /// # Errors
    /// Where size or label do not fit; nothing has changed then.
    pub fn push(&mut self, part: Part, label: u8, pixels: &[u8]) -> Result<(), PushError> {
        let expected = self.image_len();
        if pixels.len() != expected {
            return Err(PushError::Size { expected, found: pixels.len() });
        }
        let expected = self.info.classes.len();
        if usize::from(label) >= expected {
            return Err(PushError::Label { expected, found: label });
        }
        match part {
            Part::Train => self.train.push(label, pixels),
            Part::Test => self.test.push(label, pixels),
        }
        Ok(())
    }

    const fn store(&self, part: Part) -> &Store {
        match part {
            Part::Train => &self.train,
            Part::Test => &self.test,
        }
    }

    /// Pictures of a part.
    pub const fn len(&self, part: Part) -> usize {
        self.store(part).len
    }

    /// Whether there is no picture at all.
    pub const fn is_empty(&self) -> bool {
        self.train.len == 0 && self.test.len == 0
    }

    /// Pictures per split.
    pub const fn sizes(&self) -> Sizes {
        Sizes {
            train: self.train.len - self.train.validation,
            validation: self.train.validation,
            test: self.test.len,
        }
    }

    /// Where the pictures of a split are in its part, in order.
    pub fn indices(&self, split: Split) -> Vec<u32> {
        let all = 0..u32::try_from(self.len(Part::of(split))).unwrap_or(u32::MAX);
        match split {
            Split::Test => all.collect(),
            Split::Train => all.filter(|&at| !is_held_out(at as usize)).collect(),
            Split::Validation => all.filter(|&at| is_held_out(at as usize)).collect(),
        }
    }

    /// The planar bytes of a picture.
    pub fn image(&self, part: Part, index: usize) -> Option<&[u8]> {
        self.store(part).image(index, self.image_len())
    }

    /// The class of a picture.
    pub fn label(&self, part: Part, index: usize) -> Option<u8> {
        self.store(part).label(index)
    }

    /// Replaces the contents of `images` (N×C×H×W, normalised) and `labels` by the pictures at
    /// `indices`; those that do not exist are left out.
    pub fn fill(&self, part: Part, indices: &[u32], images: &mut Vec<f32>, labels: &mut Vec<i32>) {
        images.clear();
        labels.clear();
        images.reserve(indices.len() * self.image_len());
        let tables = self.info.normalization.tables();
        for &index in indices {
            let index = index as usize;
            if let (Some(pixels), Some(label)) = (self.image(part, index), self.label(part, index))
            {
                append(&tables, pixels, images);
                labels.push(i32::from(label));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tiny() -> DataSet {
        DataSet::new(Info {
            key: "tiny".into(),
            classes: vec!["a".into(), "b".into()],
            shape: [1, 1, 2],
            normalization: Normalization { mean: vec![0.0], deviation: vec![1.0] },
        })
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let mut set = tiny();
        let error = set.push(Part::Train, 0, &[1]).unwrap_err();
        assert_eq!(error.to_string(), "expected a picture of 2 values, found 1");
        let error = set.push(Part::Train, 2, &[1, 2]).unwrap_err();
        assert_eq!(error.to_string(), "expected a label below 2, found 2");
        assert!(set.is_empty());
    }

    #[test]
    fn a_batch_holds_what_was_asked_for_in_order() {
        let mut set = tiny();
        for at in 0..3 {
            set.push(Part::Test, at % 2, &[at * 51, 255]).unwrap();
        }
        let (mut images, mut labels) = (vec![1.0], vec![7]);
        set.fill(Part::Test, &[2, 9, 1], &mut images, &mut labels);
        assert_eq!(images, [0.4, 1.0, 0.2, 1.0]);
        assert_eq!(labels, [0, 1]);
    }

    #[test]
    fn a_tenth_is_held_out_and_the_splits_are_the_whole() {
        let mut set = tiny();
        let mut before = Vec::new();
        for at in 0..3_000_u32 {
            set.push(Part::Train, 0, &at.to_le_bytes()[..2]).unwrap();
            if at == 1_000 {
                before = set.indices(Split::Validation);
            }
        }
        let sizes = set.sizes();
        assert!((270..330).contains(&sizes.validation), "{sizes:?}");
        let mut all = set.indices(Split::Train);
        assert_eq!(all.len(), sizes.train);
        let validation = set.indices(Split::Validation);
        assert_eq!(validation[..before.len()], before, "pictures changed sides");
        all.extend(validation);
        all.sort_unstable();
        assert!(all.into_iter().eq(0..3_000));
    }

    proptest! {
        #[test]
        fn a_clone_stays_while_the_set_grows(first in 0_usize..1200, more in 0_usize..1200) {
            let mut set = tiny();
            let pixels = |at: usize| (at as u16).to_le_bytes();
            for at in 0..first {
                set.push(Part::Train, (at % 2) as u8, &pixels(at)).unwrap();
            }
            let clone = set.clone();
            for at in first..first + more {
                set.push(Part::Train, (at % 2) as u8, &pixels(at)).unwrap();
            }
            prop_assert_eq!(clone.len(Part::Train), first);
            prop_assert_eq!(set.len(Part::Train), first + more);
            for at in 0..first + more {
                prop_assert_eq!(set.image(Part::Train, at), Some(&pixels(at)[..]));
                prop_assert_eq!(set.label(Part::Train, at), Some((at % 2) as u8));
                prop_assert_eq!(clone.image(Part::Train, at).is_some(), at < first);
            }
        }
    }
}
