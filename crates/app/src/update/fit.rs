//! Whether a run with the present settings is possible.

use crate::cost::memory::{Room, nearest_batch, peak, remedies};
use crate::cost::{Fit, Limit, Remedy};
use crate::state::State;
use filtro_net::training_memory;
use filtro_net::{Optimizer, TrainConfig};
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
