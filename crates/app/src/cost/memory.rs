//! Whether a run is possible with the present settings, and what to do where it is not: its memory,
//! and the size of its steps.

use crate::preferences::BATCH;
use filtro_net::{Memory, NodeId, Report, largest_output, training_peak};
use filtro_net::{Optimizer, TrainConfig};

/// What a run has too little of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Memory, all of it together.
    Total,
    /// A single tensor is too large for the GPU.
    Buffer,
    /// Pictures in a step: a batch norm would get one value of each channel, without a variance.
    Single {
        /// Pictures of an epoch, where the last of its steps has only one; none where all have.
        pictures: Option<u32>,
    },
}

/// What would help.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Remedy {
    /// Other settings.
    Config(TrainConfig),
    /// The network without this layer.
    Remove(NodeId),
    /// A smaller network.
    Adapt,
}

/// Memory of a run, and what keeps it from being possible.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// Its parts.
    pub memory: Memory,
    /// Bytes that it takes at its peak, with everything around those parts.
    pub peak: u64,
    /// Bytes that there are.
    pub room: u64,
    /// What there is too little of, memory first.
    pub short: Option<Limit>,
    /// What would help, the best first; empty where it fits.
    pub remedies: Vec<Remedy>,
}

/// What there is on the device.
pub(crate) struct Room {
    pub(crate) total: u64,
    pub(crate) tensor: Option<u64>,
}

impl Room {
    pub(crate) fn short(&self, report: &Report, config: &TrainConfig) -> Option<Limit> {
        // All parameters lie in one tensor.
        let parameters = report.parameters.saturating_mul(4);
        let tensor = largest_output(report, config.batch_size).max(parameters);
        if self.tensor.is_some_and(|most| tensor > most) {
            return Some(Limit::Buffer);
        }
        (peak(report, config) > self.total).then_some(Limit::Total)
    }
}

/// Bytes at the worst moment of a run.
pub(crate) fn peak(report: &Report, config: &TrainConfig) -> u64 {
    training_peak(report, config.batch_size, config.optimizer)
}

/// The settings with the nearest batch that will do, the larger of two. Steps of one picture were
/// hardly meant: from there it is the usual sixteen.
pub(crate) fn nearest_batch(
    config: &TrainConfig,
    fits: impl Fn(&TrainConfig) -> bool,
) -> Option<TrainConfig> {
    let batch = config.batch_size;
    let usual = (batch == 1).then_some(16);
    let around =
        (1..*BATCH.end()).flat_map(|by| [batch.saturating_add(by), batch.saturating_sub(by)]);
    let allowed = |batch: &usize| BATCH.contains(batch);
    let mut tried = usual.into_iter().chain(around.filter(allowed));
    tried.find_map(|batch_size| Some(TrainConfig { batch_size, ..*config }).filter(&fits))
}

/// Settings that would do, nearest first; otherwise the network is too large.
pub(crate) fn remedies(report: &Report, config: &TrainConfig, room: &Room) -> Vec<Remedy> {
    let fits = |config: &TrainConfig| room.short(report, config).is_none();
    // The largest power of two below.
    let smaller = |config: TrainConfig| {
        let mut batch = (config.batch_size.max(2) - 1).next_power_of_two();
        if batch >= config.batch_size {
            batch /= 2;
        }
        let halves = std::iter::successors(Some(batch), |batch| Some(batch / 2));
        let mut tried = halves.take_while(|batch| *batch > 0);
        tried.find_map(|batch_size| {
            let next = TrainConfig { batch_size, ..config };
            fits(&next).then_some(Remedy::Config(next))
        })
    };
    let plain = TrainConfig { optimizer: Optimizer::Sgd, ..*config };
    let mut found: Vec<Remedy> = smaller(*config).into_iter().collect();
    if config.optimizer != Optimizer::Sgd && fits(&plain) {
        found.push(Remedy::Config(plain));
    }
    if found.is_empty() && config.optimizer != Optimizer::Sgd {
        found.extend(smaller(plain));
    }
    found.push(Remedy::Adapt);
    found
}
