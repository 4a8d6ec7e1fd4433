//! Whether a run with the present settings is possible.

use crate::preferences::BATCH;
use crate::state::State;
use filtro_estimate::{Fit, Limit, Room};
use filtro_protocol::DeviceKind;
use filtro_recipe::{Optimizer, TrainConfig};

impl State {
    fn room(&self) -> Room {
        // A CPU at least is there in any case.
        let kind = self.engine.device.as_ref().map_or(DeviceKind::Cpu, |device| device.kind);
        self.room_on(kind)
    }

    fn room_on(&self, kind: DeviceKind) -> Room {
        match kind {
            DeviceKind::Gpu => {
                Room::gpu(self.engine.device.as_ref().and_then(|device| device.buffer))
            }
            DeviceKind::Cpu => Room::cpu(self.data.summary.as_ref().map_or(0, |summary| {
                let sizes = summary.sizes;
                let pictures = [sizes.train, sizes.validation, sizes.test].map(u64::from);
                pictures.iter().sum::<u64>() * summary.shape.iter().product::<usize>() as u64
            })),
        }
    }

    /// Training pictures, where a data set is there.
    fn pictures(&self) -> Option<u32> {
        self.data.summary.as_ref().map(|summary| summary.sizes.train)
    }

    /// Whether a run with the present settings would have memory enough on such a device.
    pub(crate) fn fits_on(&self, kind: DeviceKind) -> bool {
        self.room_on(kind).short(&self.document.program, &self.run.config).is_none()
    }

    /// The memory of a run with these settings.
    pub(crate) fn fit(&self, config: &TrainConfig) -> Fit {
        self.room().fit(&self.document.program, config, self.pictures(), BATCH)
    }

    /// Whether a run with the present settings has memory, and pictures in a step, enough.
    pub fn fits(&self) -> bool {
        self.lacks().is_none()
    }

    /// What a run with the present settings has too little of, memory first.
    pub fn lacks(&self) -> Option<Limit> {
        self.room().lacks(&self.document.program, &self.run.config, self.pictures())
    }

    /// Whether the engine may have the network: it could be trained with some settings.
    pub fn can_be_built(&self) -> bool {
        let least = TrainConfig { batch_size: 1, optimizer: Optimizer::Sgd, ..self.run.config };
        self.room().short(&self.document.program, &least).is_none()
    }
}
