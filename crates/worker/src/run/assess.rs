//! Loss and accuracy over a part of the data set, in slices.

use crate::host::Host;
use crate::shelf::{Batch, Part, Shelved};
use filtro_engine::{EngineError, Evaluation, Metrics, Model};
use std::rc::Rc;

/// Milliseconds of a slice: what a stop may have to wait for.
const SLICE: f64 = 60.0;
/// Batches whose results are read together at most.
const LARGEST_SLICE: usize = 16;

/// An evaluation under way.
#[derive(Debug)]
pub struct Assessment {
    data: Rc<Shelved>,
    part: Part,
    pictures: Vec<u32>,
    done: usize,
    batch_size: usize,
    batch: Batch,
    evaluation: Evaluation,
}

impl Assessment {
    /// Of all pictures that `part` has now.
    pub fn new(data: Rc<Shelved>, part: Part, batch_size: usize) -> Self {
        let pictures = data.indices(part);
        let evaluation = Evaluation::new();
        let batch_size = batch_size.max(1);
        Self { data, part, pictures, done: 0, batch_size, batch: Batch::default(), evaluation }
    }

    /// Of which data set.
    pub fn data(&self) -> &Shelved {
        &self.data
    }

    /// Pictures done and in all.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.pictures.len())
    }

    /// Goes on for a moment; the result, once all is done.
    ///
    /// # Errors
    /// The engine's.
    pub async fn slice<H: Host>(
        &mut self,
        host: &H,
        model: &Model,
    ) -> Result<Option<Metrics>, EngineError> {
        let start = host.now();
        for _ in 0..LARGEST_SLICE {
            let end = (self.done + self.batch_size).min(self.pictures.len());
            let pictures = self.pictures.get(self.done..end).unwrap_or_default();
            self.data.fill(self.part, pictures, &mut self.batch);
            model.evaluate_batch(&self.batch.images, &self.batch.labels, &mut self.evaluation)?;
            self.done = end;
            if self.done == self.pictures.len() || host.now() - start >= SLICE {
                break;
            }
        }
        let metrics = self.evaluation.settle().await?;
        Ok((self.done == self.pictures.len()).then_some(metrics))
    }
}
