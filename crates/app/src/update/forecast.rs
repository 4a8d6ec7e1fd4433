//! How long a run will take, as far as it can be told.

use crate::cost::Setting;
use crate::state::State;
use filtro_estimate::{Basis, Forecast, Meter, Rates, epoch, trial_batch, work};
use filtro_protocol::{Device, DeviceKind};
use filtro_recipe::TrainConfig;

/// Under what name the processor's speed is kept.
const PROCESSOR: &str = "cpu";

/// Under what name a device's speed is kept.
pub(super) fn key(device: &Device) -> String {
    match (device.kind, &device.adapter) {
        (DeviceKind::Cpu, _) => PROCESSOR.to_owned(),
        (DeviceKind::Gpu, adapter) => format!("gpu {}", adapter.as_deref().unwrap_or_default()),
    }
}

impl State {
    /// What is known of the speed of the device that runs.
    pub fn meter(&self) -> Option<Meter> {
        let key = key(self.engine.device.as_ref()?);
        let known = self.preferences.meters.iter().find(|(device, _)| *device == key);
        known.and_then(|(_, values)| Meter::read(values))
    }

    /// What a step depends on at present.
    pub(crate) fn setting(&self) -> Setting {
        let TrainConfig { batch_size: batch, optimizer, .. } = self.run.config;
        let plain = self.plain_steps(self.meter().as_ref());
        let trial = trial_batch(batch, |trial| plain.as_ref().map_or(0.0, |plain| plain(trial)));
        Setting { generation: self.document.generation, batch, optimizer, trial }
    }

    /// Pictures of a step that is short enough on a processor.
    pub(crate) fn trial_on_processor(&self) -> usize {
        let TrainConfig { batch_size, optimizer, .. } = self.run.config;
        let known = self.preferences.meters.iter().find(|(device, _)| device == PROCESSOR);
        let rates = known.and_then(|(_, values)| Meter::read(values)?.rates);
        let rates = rates.unwrap_or(Rates::usual(DeviceKind::Cpu));
        let work = work(&self.document.program, optimizer);
        trial_batch(batch_size, |trial| rates.step(&work, trial))
    }

    /// Milliseconds of a step of so many pictures by the device's rates alone; by usual ones where
    /// it was not timed.
    fn plain_steps(&self, meter: Option<&Meter>) -> Option<impl Fn(usize) -> f64 + use<>> {
        let usual = Rates::usual(self.engine.device.as_ref()?.kind);
        let rates = meter.and_then(|meter| meter.rates).unwrap_or(usual);
        let work = work(&self.document.program, self.run.config.optimizer);
        Some(move |batch| rates.step(&work, batch))
    }

    /// Milliseconds of a step of `batch` pictures, as [`State::plain_steps`] says.
    pub(crate) fn plain_step(&self, meter: Option<&Meter>, batch: usize) -> Option<f64> {
        self.plain_steps(meter).map(|plain| plain(batch))
    }

    /// Milliseconds of a step as far as they can be told.
    pub(crate) fn step(&self) -> Option<f64> {
        let meter = self.meter()?;
        let own = self.cost.own.map(|own| own.ratio);
        let factor = own.or(meter.correction).or(meter.rates.map(|_| 1.0))?;
        Some(self.plain_step(Some(&meter), self.run.config.batch_size)? * factor)
    }

    /// What a run takes.
    pub fn forecast(&self) -> Forecast {
        let step = if self.is_valid() { self.step() } else { None };
        let sizes = self.data.summary.as_ref().map(|summary| summary.sizes);
        let batch = self.run.config.batch_size;
        let epoch = step.zip(sizes).map(|(step, it)| epoch(step, batch, it.train, it.validation));
        let error = self.meter().and_then(|meter| meter.error);
        let own = self.cost.own.filter(|own| own.of == self.setting());
        let basis = own.map_or(Basis::Parts, |own| if own.ran { Basis::Run } else { Basis::Trial });
        Forecast { step, epoch, error, basis, fit: self.fit(&self.run.config) }
    }
}
