//! Loss and accuracy over one of a data set's parts, in slices.

use crate::pictures::{Batch, Pictures};
use filtro_engine::{EngineError, Evaluation, Metrics, Model};
use filtro_recipe::Split;
use std::rc::Rc;

/// Milliseconds of a slice: what a stop may have to wait for.
const SLICE: f64 = 60.0;
/// Batches whose results are read together at most.
const LARGEST_SLICE: usize = 16;

/// An evaluation under way.
#[derive(Debug)]
pub struct Assessment<P> {
    data: Rc<P>,
    split: Split,
    pictures: Vec<u32>,
    done: usize,
    batch_size: usize,
    batch: Batch,
    evaluation: Evaluation,
}

impl<P: Pictures> Assessment<P> {
    /// Of all pictures that `split` has now.
    pub fn new(data: Rc<P>, split: Split, batch_size: usize) -> Self {
        let pictures = data.indices(split);
        let evaluation = Evaluation::new();
        let batch_size = batch_size.max(1);
        Self { data, split, pictures, done: 0, batch_size, batch: Batch::default(), evaluation }
    }

    /// Of which data set.
    pub fn data(&self) -> &P {
        &self.data
    }

    /// Pictures done and in all.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.pictures.len())
    }

    /// Goes on for a moment; the result, once all is done. `now` is a clock in milliseconds.
    ///
    /// # Errors
    /// The engine's.
    pub async fn slice(
        &mut self,
        now: &dyn Fn() -> f64,
        model: &Model,
    ) -> Result<Option<Metrics>, EngineError> {
        let start = now();
        for _ in 0..LARGEST_SLICE {
            let end = (self.done + self.batch_size).min(self.pictures.len());
            let pictures = self.pictures.get(self.done..end).unwrap_or_default();
            self.data.fill(self.split, pictures, &mut self.batch);
            model.evaluate_batch(&self.batch.images, &self.batch.labels, &mut self.evaluation)?;
            self.done = end;
            if self.done == self.pictures.len() || now() - start >= SLICE {
                break;
            }
        }
        let metrics = self.evaluation.settle().await?;
        Ok((self.done == self.pictures.len()).then_some(metrics))
    }
}
