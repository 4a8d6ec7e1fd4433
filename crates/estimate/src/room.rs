//! Whether a run is possible with the present settings, and what to do where it is not: its memory,
//! and the size of its steps.

use crate::memory::{Memory, largest_output, training_memory, training_peak};
use filtro_net::NodeId;
use filtro_program::Program;
use filtro_recipe::{Optimizer, TrainConfig};
use std::ops::RangeInclusive;

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
    /// What it holds between the ways of a step, in bytes.
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

const MIB: u64 = 1 << 20;
/// On the CPU everything lies in one 32-bit WebAssembly memory of at most 4 GiB. It is never
/// filled to the last byte: it has gaps, and grows only as long as the browser finds room.
const CPU: u64 = 3 * 1024 * MIB;
/// The engine's code, stacks and small things.
const ENGINE: u64 = 64 * MIB;
/// WebGPU does not say how much memory there is. So much is there on nearly every device that
/// trains well, shared or its own.
const GPU: u64 = 2 * 1024 * MIB;
/// The largest part of a buffer that every WebGPU device lets a kernel see.
const BUFFER: u64 = 128 * MIB;

/// Memory of a device, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// All of it.
    total: u64,
    /// For a single tensor, where that has a limit of its own.
    tensor: Option<u64>,
}

impl Room {
    /// The CPU's, beside so many bytes of pictures.
    pub const fn cpu(pictures: u64) -> Self {
        Self { total: CPU.saturating_sub(ENGINE.saturating_add(pictures)), tensor: None }
    }

    /// A GPU's whose kernels see so many bytes of a buffer; as many as every device has where
    /// that is not known.
    pub fn gpu(buffer: Option<u64>) -> Self {
        Self { total: GPU, tensor: Some(buffer.unwrap_or(BUFFER)) }
    }

    /// What a run has too little memory for.
    pub fn short(&self, program: &Program, config: &TrainConfig) -> Option<Limit> {
        // All parameters lie in one tensor.
        let parameters = program.parameters().saturating_mul(4);
        let tensor = largest_output(program, config.batch_size).max(parameters);
        if self.tensor.is_some_and(|most| tensor > most) {
            return Some(Limit::Buffer);
        }
        (peak(program, config) > self.total).then_some(Limit::Total)
    }

    /// What a run has too little of, memory first; `pictures` are those of an epoch, where known.
    pub fn lacks(
        &self,
        program: &Program,
        config: &TrainConfig,
        pictures: Option<u32>,
    ) -> Option<Limit> {
        self.short(program, config).or_else(|| single(program, config, pictures))
    }

    /// The memory of a run, and what would help where it is not possible. Batches are offered
    /// within `batches`.
    pub fn fit(
        &self,
        program: &Program,
        config: &TrainConfig,
        pictures: Option<u32>,
        batches: RangeInclusive<usize>,
    ) -> Fit {
        let memory = self.short(program, config);
        let single = |config: &TrainConfig| single(program, config, pictures);
        let remedies = match (memory, program.lone_norm()) {
            (Some(_), _) => remedies(program, config, self),
            (None, Some(norm)) if single(config).is_some() => {
                let fits = |next: &TrainConfig| self.lacks(program, next, pictures).is_none();
                let nearest = nearest_batch(config, batches, fits).map(Remedy::Config);
                nearest.into_iter().chain([Remedy::Remove(norm)]).collect()
            }
            _ => Vec::new(),
        };
        Fit {
            memory: training_memory(program, config.batch_size, config.optimizer),
            peak: peak(program, config),
            room: self.total,
            short: memory.or_else(|| single(config)),
            remedies,
        }
    }
}

/// Bytes at the worst moment of a run.
fn peak(program: &Program, config: &TrainConfig) -> u64 {
    training_peak(program, config.batch_size, config.optimizer)
}

/// Steps of one picture, where a batch norm of the network cannot bear them.
fn single(program: &Program, config: &TrainConfig, pictures: Option<u32>) -> Option<Limit> {
    program.lone_norm()?;
    if config.batch_size == 1 {
        return Some(Limit::Single { pictures: None });
    }
    let single = config.smallest_step(pictures? as usize) == Some(1);
    single.then_some(Limit::Single { pictures })
}

/// The settings with the nearest batch that will do, the larger of two. Steps of one picture were
/// hardly meant: from there it is the usual sixteen.
fn nearest_batch(
    config: &TrainConfig,
    batches: RangeInclusive<usize>,
    fits: impl Fn(&TrainConfig) -> bool,
) -> Option<TrainConfig> {
    let batch = config.batch_size;
    let usual = (batch == 1).then_some(16);
    let around =
        (1..*batches.end()).flat_map(|by| [batch.saturating_add(by), batch.saturating_sub(by)]);
    let allowed = |batch: &usize| batches.contains(batch);
    let mut tried = usual.into_iter().chain(around.filter(allowed));
    tried.find_map(|batch_size| Some(TrainConfig { batch_size, ..*config }).filter(&fits))
}

/// Settings that would do, nearest first; otherwise the network is too large.
fn remedies(program: &Program, config: &TrainConfig, room: &Room) -> Vec<Remedy> {
    let fits = |config: &TrainConfig| room.short(program, config).is_none();
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
