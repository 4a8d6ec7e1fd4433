//! Looking inside: activations and filters.

use crate::error::EngineError;
use crate::loss::probabilities;
use crate::model::Model;
use crate::tensor::{Tensor, read};
use filtro_net::{NodeId, Shape};
use filtro_program::Role;

/// What every node makes of one picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Probe {
    /// One entry a node, in document order (blocks before their contents).
    pub activations: Vec<Activations>,
    /// Probabilities of the classes; they sum to 1.
    pub probabilities: Vec<f32>,
}

/// What comes out of a node.
#[derive(Clone, Debug, PartialEq)]
pub struct Activations {
    /// Which.
    pub id: NodeId,
    /// Of the values.
    pub shape: Shape,
    /// Row by row, map by map.
    pub values: Vec<f32>,
}

/// Weights of a convolution.
#[derive(Clone, Debug, PartialEq)]
pub struct Filters {
    /// Which.
    pub id: NodeId,
    /// Filters, channels a group, kernel height, kernel width.
    pub dims: [usize; 4],
    /// Row by row, channel by channel, filter by filter.
    pub values: Vec<f32>,
}

impl Model {
    /// Runs one picture (C×H×W) and reads every node's output, all in one go. Dropout and batch
    /// norm work as in prediction.
    ///
    /// # Errors
    /// [`EngineError::Images`], [`EngineError::Execution`].
    pub async fn probe(&self, image: &[f32]) -> Result<Probe, EngineError> {
        let (mut seen, mut tensors) = (Vec::new(), Vec::new());
        let x = self.upload(image, 1)?;
        let scores = self.scores(x, &mut |step, output| {
            seen.push((step.id, shape(output)));
            tensors.push(output.clone());
        });
        tensors.push(scores);
        let mut values = read(tensors).await?;
        let probabilities = probabilities(&values.pop().unwrap_or_default(), self.classes());
        let found = seen.into_iter().zip(values);
        let mut activations: Vec<_> =
            found.map(|((id, shape), values)| Activations { id, shape, values }).collect();
        if let Some(softmax) = &self.plan.softmax {
            let (id, shape) = (softmax.id, softmax.output);
            activations.push(Activations { id, shape, values: probabilities.clone() });
        }
        let order = &self.plan.order;
        activations.sort_by_key(|found| order.get(&found.id).copied());
        Ok(Probe { activations, probabilities })
    }

    /// Weights of all convolutions, in document order; of separable ones those that see places,
    /// one channel each.
    ///
    /// # Errors
    /// [`EngineError::Execution`].
    pub async fn filters(&self) -> Result<Vec<Filters>, EngineError> {
        let storage: Vec<_> =
            read(vec![self.params.storage()]).await?.into_iter().flatten().collect();
        let parts = self.plan.params.parts(&storage);
        let filters = parts
            .filter(|(entry, _)| matches!(entry.param.role, Role::Weight | Role::DepthwiseWeight));
        let four = filters.filter_map(|(entry, values)| {
            let dims = entry.param.dims.as_slice().try_into().ok()?;
            Some(Filters { id: entry.param.node, dims, values: values.into_owned() })
        });
        Ok(four.collect())
    }
}

/// Of one sample of a batch.
fn shape(output: &Tensor) -> Shape {
    match output.dims().as_slice() {
        [_, channels, height, width] => Shape::map(*channels, *height, *width),
        [_, values @ ..] => Shape::Vector(values.iter().product()),
        [] => Shape::Vector(0),
    }
}
