//! Gradients without a step: for tests, and for whoever wants to see where they vanish.

use crate::error::EngineError;
use crate::loss::Tally;
use crate::model::Model;
use crate::params::Entry;
use crate::tensor::{Tensor, read};
use crate::train::backpropagate;
use std::borrow::Cow;

/// Loss and gradients of one batch.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradients {
    /// Mean cross-entropy.
    pub loss: f64,
    /// One entry a parameter tensor, in document order.
    pub tensors: Vec<Gradient>,
}

/// Gradient of a parameter tensor.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// As in weight files: `<node id>.weight` or `<node id>.bias`.
    pub name: String,
    /// As in weight files.
    pub dims: Vec<usize>,
    /// ∂loss/∂parameter.
    pub values: Vec<f32>,
}

impl Model {
    /// Gradients of the mean loss on pictures (N×C×H×W) and labels, as the first training step
    /// with `seed` would see them. Nothing is changed.
    ///
    /// # Errors
    /// [`EngineError::Images`], [`EngineError::Label`], [`EngineError::Execution`].
    pub async fn gradients(
        &self,
        images: &[f32],
        labels: &[i32],
        seed: u64,
    ) -> Result<Gradients, EngineError> {
        self.check(labels)?;
        let x = self.upload(images, labels.len())?;
        if labels.is_empty() {
            return Ok(Gradients { loss: 0.0, tensors: Vec::new() });
        }
        let pass = backpropagate(self, x, labels, (seed, 0));
        let layout = &self.plan.params;
        let storage = Tensor::zeros(&[layout.storage()], &self.device);
        let mut found = read(vec![pass.scores, pass.grads.write(layout, storage)]).await?;
        let storage = found.pop().unwrap_or_default();
        let mut tally = Tally::default();
        tally.add(&found.pop().unwrap_or_default(), labels);
        let parts = layout.parts(&storage);
        let gradient = |(entry, values): (&Entry, Cow<'_, [f32]>)| Gradient {
            name: entry.param.name(),
            dims: entry.param.dims.clone(),
            values: values.into_owned(),
        };
        Ok(Gradients { loss: tally.metrics().loss, tensors: parts.map(gradient).collect() })
    }
}
