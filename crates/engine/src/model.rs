//! A network with its parameters on a device.

use crate::device::Device;
use crate::error::EngineError;
use crate::layers::{State, Step};
use crate::loss::probabilities;
use crate::order::Order;
use crate::params::Params;
use crate::plan::Plan;
use crate::tensor::{Tensor, read};
use filtro_net::Network;
use std::sync::Arc;

/// A network that was built: what it computes and its parameters on a device.
///
/// A clone shares the storage until one of the two is trained.
#[derive(Clone, Debug)]
pub struct Model {
    pub(crate) plan: Arc<Plan>,
    pub(crate) params: Params,
    pub(crate) running: Params,
    pub(crate) device: Device,
}

impl Model {
    /// Builds `network` with PyTorch's default first values. They depend on `seed` and the nodes'
    /// ids alone, so they are the same on every device, and a changed layer leaves those of the
    /// others as they were.
    ///
    /// # Errors
    /// [`EngineError::Invalid`], [`EngineError::NotClassifier`]. Nothing reaches the device then.
    pub fn new(network: &Network, seed: u64, device: &Device) -> Result<Self, EngineError> {
        let plan = Plan::new(network, device)?;
        let params = Params::initial(Arc::clone(&plan.params), seed, device);
        let running = Params::initial(Arc::clone(&plan.running), seed, device);
        Ok(Self { plan: Arc::new(plan), params, running, device: device.clone() })
    }

    /// Builds the changed `network`, keeping the parameters of nodes whose id and shapes are as
    /// before.
    ///
    /// # Errors
    /// As [`Model::new`].
    pub fn rebuild(&self, network: &Network, seed: u64) -> Result<Self, EngineError> {
        let (plan, device) = (Plan::new(network, &self.device)?, &self.device);
        let params = Params::inherit(Arc::clone(&plan.params), &self.params, seed, device);
        let running = Params::inherit(Arc::clone(&plan.running), &self.running, seed, device);
        Ok(Self { plan: Arc::new(plan), params, running, device: device.clone() })
    }

    /// Number of classes: the length of what comes out.
    pub fn classes(&self) -> usize {
        self.plan.classes
    }

    /// `[channels, height, width]` of a picture.
    pub fn input(&self) -> [usize; 3] {
        self.plan.input
    }

    /// Where it lives.
    pub const fn device(&self) -> &Device {
        &self.device
    }

    /// Probabilities of the classes for `count` pictures (N×C×H×W, values as in training): one
    /// row a picture, each summing to 1. A softmax at the network's end is applied once, and one
    /// is supplied where there is none.
    ///
    /// # Errors
    /// [`EngineError::Images`], [`EngineError::Execution`].
    pub async fn predict(&self, images: &[f32], count: usize) -> Result<Vec<f32>, EngineError> {
        if count == 0 {
            return Ok(Vec::new());
        }
        let scores = self.scores(self.upload(images, count)?, &mut |_, _| ());
        let scores = read(vec![scores]).await?.into_iter().flatten().collect::<Vec<_>>();
        Ok(probabilities(&scores, self.classes()))
    }

    /// Pictures as a tensor.
    pub(crate) fn upload(&self, images: &[f32], count: usize) -> Result<Tensor, EngineError> {
        let expected = count.saturating_mul(self.plan.picture());
        if images.len() != expected {
            return Err(EngineError::Images { count, expected, found: images.len() });
        }
        let [channels, height, width] = self.plan.input;
        let (order, dims) = (Order::of(&self.device), [count, channels, height, width]);
        let stored = order.store(images, &dims).into_owned();
        Ok(order.view(Tensor::new(stored, &[images.len()], &self.device), &dims))
    }

    /// Class scores: the values before the softmax.
    pub(crate) fn scores(&self, x: Tensor, observe: &mut dyn FnMut(&Step, &Tensor)) -> Tensor {
        let state = State { params: &self.params, running: &self.running };
        self.plan.lane.infer(x, state, observe)
    }

    /// Checks that labels are in the range of the classes.
    pub(crate) fn check(&self, labels: &[i32]) -> Result<(), EngineError> {
        let classes = self.classes();
        let outside = |label: &&i32| usize::try_from(**label).is_ok_and(|label| label < classes);
        match labels.iter().find(|label| !outside(label)) {
            Some(found) => Err(EngineError::Label { classes, found: *found }),
            None => Ok(()),
        }
    }
}
