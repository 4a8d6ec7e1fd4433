//! How long a run will take, as far as it can be told.

use crate::cost::{Basis, Forecast, Meter, Setting};
use crate::state::State;
use filtro_net::TrainConfig;
use filtro_net::cost::{Rates, Sort, work};
use filtro_protocol::{Device, DeviceKind};

/// What validation costs a picture, as a share of training: there is no way back.
const FORWARD_SHARE: f64 = 0.35;
/// Milliseconds that a trial step may take.
const TRIAL: f64 = 120.0;

/// The rates of a device in their usual proportions.
const fn usual(kind: DeviceKind) -> Rates {
    Rates::usual(match kind {
        DeviceKind::Cpu => Sort::Processor,
        DeviceKind::Gpu => Sort::Gpu,
    })
}

/// The batch, or the largest half of a half of it whose step takes no longer than a trial may.
fn short_batch(batch: usize, step: impl Fn(usize) -> f64) -> usize {
    let halves = std::iter::successors(Some(batch), |batch| Some(batch / 2));
    halves.take_while(|batch| *batch > 1).find(|trial| step(*trial) <= TRIAL).unwrap_or(1)
}

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
        let trial = short_batch(batch, |trial| plain.as_ref().map_or(0.0, |plain| plain(trial)));
        Setting { generation: self.document.generation, batch, optimizer, trial }
    }

    /// Pictures of a step that is short enough on a processor.
    pub(crate) fn trial_on_processor(&self) -> usize {
        let TrainConfig { batch_size, optimizer, .. } = self.run.config;
        let known = self.preferences.meters.iter().find(|(device, _)| device == PROCESSOR);
        let rates = known.and_then(|(_, values)| Meter::read(values)?.rates);
        let rates = rates.unwrap_or(usual(DeviceKind::Cpu));
        let work = work(&self.document.network, &self.document.report, optimizer);
        short_batch(batch_size, |trial| rates.step(&work, trial))
    }

    /// Milliseconds of a step of so many pictures by the device's rates alone; by usual ones where
    /// it was not timed.
    fn plain_steps(&self, meter: Option<&Meter>) -> Option<impl Fn(usize) -> f64 + use<>> {
        let usual = usual(self.engine.device.as_ref()?.kind);
        let rates = meter.and_then(|meter| meter.rates).unwrap_or(usual);
        let document = &self.document;
        let work = work(&document.network, &document.report, self.run.config.optimizer);
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
        let batch = self.run.config.batch_size.max(1);
        let epoch = step.zip(sizes).map(|(step, sizes)| {
            // The last step of an epoch is as short as what is left for it.
            let training = f64::from(sizes.train);
            let validation = f64::from(sizes.validation) * FORWARD_SHARE;
            step * (training + validation) / batch as f64
        });
        let error = self.meter().and_then(|meter| meter.error);
        let own = self.cost.own.filter(|own| own.of == self.setting());
        let basis = own.map_or(Basis::Parts, |own| if own.ran { Basis::Run } else { Basis::Trial });
        Forecast { step, epoch, error, basis, fit: self.fit(&self.run.config) }
    }
}
