//! The training stepper: one call, one optimiser step.

use crate::error::EngineError;
use crate::evaluate::Scores;
use crate::layers::Pass;
use crate::loss::{self, Metrics, Tally};
use crate::model::Model;
use crate::optim::Optim;
use crate::params::Gathered;
use crate::tensor::Tensor;
use filtro_recipe::TrainConfig;
use std::sync::Arc;

/// A training run. It has no timers, no thread and no messages: who owns it calls
/// [`Trainer::step`] as often as it wants and awaits [`Trainer::metrics`] every few steps.
#[derive(Debug)]
pub struct Trainer {
    pub(crate) model: Model,
    pub(crate) optim: Optim,
    rate: f64,
    seed: u64,
    scores: Scores,
    /// Kept from step to step: every value of it is written again.
    grads: Option<Tensor>,
    follow: Option<Follow>,
}

impl Trainer {
    /// Starts a run from the model's present parameters. Batch size and epochs of `config` are
    /// the caller's business.
    pub fn new(model: Model, config: &TrainConfig) -> Self {
        let len = model.plan.params.storage();
        let optim = Optim::new(config.optimizer, len, &model.device);
        let (rate, seed) = (config.learning_rate, config.seed);
        Self { model, optim, rate, seed, scores: Scores::default(), grads: None, follow: None }
    }

    /// The network as it is now.
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// The network as it is now, when the run ends.
    pub fn into_model(self) -> Model {
        self.model
    }

    /// Optimiser steps done, those before a checkpoint included.
    pub const fn steps(&self) -> u64 {
        self.optim.steps
    }

    /// From the next step on.
    pub const fn set_learning_rate(&mut self, rate: f64) {
        self.rate = rate;
    }

    /// Goes on with other settings. The optimiser's memory stays, unless it is another optimiser's.
    pub fn configure(&mut self, config: &TrainConfig) {
        if self.optim.kind() != config.optimizer {
            let len = self.model.plan.params.storage();
            self.optim = Optim::new(config.optimizer, len, &self.model.device);
        }
        (self.rate, self.seed) = (config.learning_rate, config.seed);
    }

    /// One optimiser step on pictures (N×C×H×W) and their labels. It queues the work and does
    /// not wait for it.
    ///
    /// # Errors
    /// [`EngineError::Images`], [`EngineError::Label`]; nothing has changed then. No pictures
    /// make no step.
    pub fn step(&mut self, images: &[f32], labels: &[i32]) -> Result<(), EngineError> {
        self.model.check(labels)?;
        let x = self.model.upload(images, labels.len())?;
        if labels.is_empty() {
            return Ok(());
        }
        let pass = backpropagate(&self.model, x, labels, (self.seed, self.optim.steps));
        let Backpropagated { scores, grads, statistics } = pass;
        self.scores.push(scores, labels);
        self.follow(statistics, labels.len());
        self.update(grads);
        Ok(())
    }

    fn update(&mut self, grads: Gathered) {
        let (layout, device) = (Arc::clone(&self.model.plan.params), &self.model.device);
        let storage = self.grads.take();
        let storage = storage.unwrap_or_else(|| Tensor::zeros(&[layout.storage()], device));
        let grad = grads.write(&layout, storage);
        self.grads = Some(grad.clone());
        let (optim, rate) = (&mut self.optim, self.rate);
        self.model.params.update(|params| optim.step(params, grad, rate));
    }

    /// Moves the running statistics towards those of a batch.
    fn follow(&mut self, statistics: Gathered, count: usize) {
        let layout = &self.model.plan.running;
        if layout.is_empty() {
            return;
        }
        if self.follow.as_ref().is_none_or(|follow| follow.count != count) {
            self.follow = Some(Follow::new(&self.model, count));
        }
        if let Some(follow) = &mut self.follow {
            let batch = statistics.write(layout, follow.batch.clone());
            follow.batch = batch.clone();
            let (keep, gain) = (follow.keep.clone(), follow.gain.clone());
            self.model.running.update(|running| running.mul(keep).add(batch.mul(gain)));
        }
    }

    /// Mean loss and accuracy of the steps since the last call, as the network was at each.
    /// Awaiting it holds back a caller that is faster than the device.
    ///
    /// # Errors
    /// [`EngineError::Execution`].
    pub async fn metrics(&mut self) -> Result<Metrics, EngineError> {
        let mut tally = Tally::default();
        self.scores.settle(&mut tally).await?;
        Ok(tally.metrics())
    }
}

/// What a pass forwards and back has found.
pub(crate) struct Backpropagated {
    /// Class scores.
    pub(crate) scores: Tensor,
    pub(crate) grads: Gathered,
    /// Of this batch, for batch norm's running statistics.
    pub(crate) statistics: Gathered,
}

/// Goes through the network and back. Dropout's masks follow from the seed and the number of the
/// step in `dropout`.
pub(crate) fn backpropagate(
    model: &Model,
    x: Tensor,
    labels: &[i32],
    dropout: (u64, u64),
) -> Backpropagated {
    let (plan, (seed, step)) = (&model.plan, dropout);
    let statistics = Gathered::new(&plan.running);
    let mut pass = Pass { params: &model.params, statistics, seed, step, device: &model.device };
    let (scores, tape) = plan.lane.train(x, &mut pass);
    let statistics = pass.statistics;
    let grad = loss::gradient(scores.clone(), labels, &model.device);
    let mut grads = Gathered::new(&plan.params);
    // The gradient at the pictures, where one comes out at all, is of no use.
    drop(tape.back(grad, &mut grads));
    Backpropagated { scores, grads, statistics }
}

/// How running statistics follow batches of one size: running ← keep · running + gain · batch.
#[derive(Debug)]
struct Follow {
    count: usize,
    keep: Tensor,
    gain: Tensor,
    batch: Tensor,
}

impl Follow {
    fn new(model: &Model, count: usize) -> Self {
        let (plan, device) = (&model.plan, &model.device);
        let fill = |value: fn(f64, f64) -> f64| {
            let mut momenta = plan.momenta.iter();
            let values = plan.running.fill(0.0, |entry| {
                let (share, unbiased) = momenta.next().map_or((0.0, 1.0), |momentum| {
                    let values = momentum.unbiased_over.map(|area| (area * count) as f64);
                    // A single value has no spread: it is then 0 whatever the factor.
                    let unbiased = values.map_or(1.0, |n| n / (n - 1.0).max(1.0));
                    (momentum.share, unbiased)
                });
                vec![value(share, unbiased) as f32; entry.len()]
            });
            Tensor::new(values, &[plan.running.storage()], device)
        };
        let keep = fill(|share, _| 1.0 - share);
        let gain = fill(|share, unbiased| share * unbiased);
        Self { count, keep, gain, batch: Tensor::zeros(&[plan.running.storage()], device) }
    }
}
