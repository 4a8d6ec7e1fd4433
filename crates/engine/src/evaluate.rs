//! Loss and accuracy without training.

use crate::error::EngineError;
use crate::loss::{Metrics, Tally};
use crate::model::Model;
use crate::tensor::{Tensor, read};

/// Class scores on the device and the labels they belong to, until they are read back together.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    pending: Vec<(Tensor, Vec<i32>)>,
}

/// From so many batches on, their scores are joined: a device gives every tensor a buffer of its
/// own, however small.
const JOIN: usize = 64;

impl Scores {
    pub(crate) fn push(&mut self, scores: Tensor, labels: &[i32]) {
        self.pending.push((scores, labels.to_vec()));
        if self.pending.len() >= JOIN {
            let (scores, labels): (Vec<_>, Vec<_>) = self.pending.drain(..).unzip();
            self.pending.push((Tensor::cat(scores, 0), labels.concat()));
        }
    }

    /// Reads what has come since the last call into `tally`.
    pub(crate) async fn settle(&mut self, tally: &mut Tally) -> Result<(), EngineError> {
        let (scores, labels): (Vec<_>, Vec<_>) = self.pending.drain(..).unzip();
        for (scores, labels) in read(scores).await?.iter().zip(labels) {
            tally.add(scores, &labels);
        }
        Ok(())
    }
}

/// An evaluation under way: batches are queued on the device, their results read now and then.
#[derive(Debug, Default)]
pub struct Evaluation {
    scores: Scores,
    tally: Tally,
}

impl Evaluation {
    /// Of no pictures yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Waits for the batches so far. A GPU takes any amount of work without complaint; awaiting
    /// this every few batches keeps a stop prompt.
    ///
    /// # Errors
    /// [`EngineError::Execution`].
    pub async fn settle(&mut self) -> Result<Metrics, EngineError> {
        self.scores.settle(&mut self.tally).await?;
        Ok(self.tally.metrics())
    }

    /// Waits for the rest.
    ///
    /// # Errors
    /// [`EngineError::Execution`].
    pub async fn finish(mut self) -> Result<Metrics, EngineError> {
        self.settle().await
    }
}

impl Model {
    /// Adds pictures (N×C×H×W) and their labels to an evaluation. Dropout and batch norm work as
    /// in prediction.
    ///
    /// # Errors
    /// [`EngineError::Images`], [`EngineError::Label`]; the evaluation is then unchanged.
    pub fn evaluate_batch(
        &self,
        images: &[f32],
        labels: &[i32],
        evaluation: &mut Evaluation,
    ) -> Result<(), EngineError> {
        self.check(labels)?;
        if labels.is_empty() {
            return Ok(());
        }
        let x = self.upload(images, labels.len())?;
        evaluation.scores.push(self.scores(x, &mut |_, _| ()), labels);
        Ok(())
    }
}
