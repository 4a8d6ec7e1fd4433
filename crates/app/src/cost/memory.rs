//! Whether a run is possible with the present settings, and what to do where it is not: its memory,
//! and the size of its steps.

use crate::preferences::BATCH;
use crate::state::State;
use filtro_net::{
    Memory, NodeId, Optimizer, Report, TrainConfig, largest_output, training_memory, training_peak,
};
use filtro_protocol::DeviceKind;

const MIB: u64 = 1 << 20;
/// On the processor everything lies in one 32-bit WebAssembly memory of at most 4 GiB. It is never
/// filled to the last byte: it has gaps, and grows only as long as the browser finds room.
const PROCESSOR: u64 = 3 * 1024 * MIB;
/// The engine's code, stacks and small things.
const ENGINE: u64 = 64 * MIB;
/// WebGPU does not say how much memory there is. So much is there on nearly every device that
/// trains well, shared or its own.
const GPU: u64 = 2 * 1024 * MIB;
/// The largest part of a buffer that every WebGPU device lets a kernel see.
const BUFFER: u64 = 128 * MIB;

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
struct Room {
    total: u64,
    tensor: Option<u64>,
}

impl Room {
    fn short(&self, report: &Report, config: &TrainConfig) -> Option<Limit> {
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
fn peak(report: &Report, config: &TrainConfig) -> u64 {
    training_peak(report, config.batch_size, config.optimizer)
}

impl State {
    fn room(&self) -> Room {
        // A processor at least is there in any case.
        let kind = self.engine.device.as_ref().map_or(DeviceKind::Cpu, |device| device.kind);
        self.room_on(kind)
    }

    /// Whether a run with the present settings would have memory enough on such a device.
    pub(crate) fn fits_on(&self, kind: DeviceKind) -> bool {
        self.room_on(kind).short(&self.document.report, &self.run.config).is_none()
    }

    fn room_on(&self, kind: DeviceKind) -> Room {
        let device = self.engine.device.as_ref();
        match kind {
            DeviceKind::Gpu => {
                let buffer = device.and_then(|device| device.buffer).unwrap_or(BUFFER);
                Room { total: GPU, tensor: Some(buffer) }
            }
            DeviceKind::Cpu => {
                let data = self.data.summary.as_ref().map_or(0, |summary| {
                    let sizes = summary.sizes;
                    let pictures = [sizes.train, sizes.validation, sizes.test].map(u64::from);
                    pictures.iter().sum::<u64>() * summary.shape.iter().product::<usize>() as u64
                });
                Room { total: PROCESSOR.saturating_sub(ENGINE + data), tensor: None }
            }
        }
    }

    /// The memory of a run with these settings.
    pub(crate) fn fit(&self, config: &TrainConfig) -> Fit {
        let (report, room) = (&self.document.report, self.room());
        let memory = room.short(report, config);
        let remedies = match (memory, report.lone_norm) {
            (Some(_), _) => remedies(report, config, &room),
            (None, Some(norm)) if self.single(config).is_some() => {
                let fits = |next: &TrainConfig| {
                    self.single(next).is_none() && room.short(report, next).is_none()
                };
                let nearest = nearest_batch(config, fits).map(Remedy::Config);
                nearest.into_iter().chain([Remedy::Remove(norm)]).collect()
            }
            _ => Vec::new(),
        };
        Fit {
            memory: training_memory(report, config.batch_size, config.optimizer),
            peak: peak(report, config),
            room: room.total,
            short: memory.or_else(|| self.single(config)),
            remedies,
        }
    }

    /// Whether a run with the present settings has memory, and pictures in a step, enough.
    pub fn fits(&self) -> bool {
        self.lacks().is_none()
    }

    /// What a run with the present settings has too little of, memory first.
    pub fn lacks(&self) -> Option<Limit> {
        let config = &self.run.config;
        let memory = self.room().short(&self.document.report, config);
        memory.or_else(|| self.single(config))
    }

    /// Steps of one picture, where a batch norm of the network cannot bear them.
    fn single(&self, config: &TrainConfig) -> Option<Limit> {
        self.document.report.lone_norm?;
        if config.batch_size == 1 {
            return Some(Limit::Single { pictures: None });
        }
        let pictures = self.data.summary.as_ref()?.sizes.train;
        let single = config.smallest_step(pictures as usize) == Some(1);
        single.then_some(Limit::Single { pictures: Some(pictures) })
    }

    /// Whether the engine may have the network: it could be trained with some settings.
    pub fn can_be_built(&self) -> bool {
        let least = TrainConfig { batch_size: 1, optimizer: Optimizer::Sgd, ..self.run.config };
        self.room().short(&self.document.report, &least).is_none()
    }
}

/// The settings with the nearest batch that will do, the larger of two. Steps of one picture were
/// hardly meant: from there it is the usual sixteen.
fn nearest_batch(config: &TrainConfig, fits: impl Fn(&TrainConfig) -> bool) -> Option<TrainConfig> {
    let batch = config.batch_size;
    let usual = (batch == 1).then_some(16);
    let around =
        (1..*BATCH.end()).flat_map(|by| [batch.saturating_add(by), batch.saturating_sub(by)]);
    let allowed = |batch: &usize| BATCH.contains(batch);
    let mut tried = usual.into_iter().chain(around.filter(allowed));
    tried.find_map(|batch_size| Some(TrainConfig { batch_size, ..*config }).filter(&fits))
}

/// Settings that would do, nearest first; otherwise the network is too large.
fn remedies(report: &Report, config: &TrainConfig, room: &Room) -> Vec<Remedy> {
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
