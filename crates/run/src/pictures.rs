//! What a run learns from.

use filtro_data::{DataSet, Part};
use filtro_recipe::{Split, shuffled};

/// Pictures as the engine takes them, and their labels.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// N×C×H×W, normalised.
    pub images: Vec<f32>,
    /// Numbers of the classes.
    pub labels: Vec<i32>,
}

/// A data set, which may still grow while it is used: each epoch takes what is there when it
/// begins.
pub trait Pictures {
    /// Stable name of the data set.
    fn key(&self) -> &str;

    /// Pictures that are there.
    fn count(&self, split: Split) -> usize;

    /// Pictures in the order of storage, as [`fill`](Self::fill) takes them.
    fn indices(&self, split: Split) -> Vec<u32>;

    /// Replaces the contents of `batch` by the pictures at `indices` (of
    /// [`indices`](Self::indices) or [`order`](Self::order)).
    fn fill(&self, split: Split, indices: &[u32], batch: &mut Batch);

    /// The training pictures in the order of an epoch.
    fn order(&self, seed: u64, epoch: u32) -> Vec<u32> {
        shuffled(self.indices(Split::Train), seed, epoch)
    }
}

impl Pictures for DataSet {
    fn key(&self) -> &str {
        &self.info().key
    }

    fn count(&self, split: Split) -> usize {
        let sizes = self.sizes();
        match split {
            Split::Train => sizes.train,
            Split::Validation => sizes.validation,
            Split::Test => sizes.test,
        }
    }

    fn indices(&self, split: Split) -> Vec<u32> {
        Self::indices(self, split)
    }

    fn fill(&self, split: Split, indices: &[u32], batch: &mut Batch) {
        Self::fill(self, Part::of(split), indices, &mut batch.images, &mut batch.labels);
    }
}
