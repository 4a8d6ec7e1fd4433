//! Two devices: which one is faster at the present network, and the move from one to the other.

use super::Session;
use super::pending::Timing;
use crate::compare::Comparison;
use crate::host::Host;
use filtro_engine::{Device, EngineError, Model, cpu_device};
use filtro_protocol::{DeviceKind, DeviceReason, Report};
use filtro_recipe::TrainConfig;
use filtro_run::{CheckpointError, Run};

impl<H: Host> Session<H> {
    /// Times the network on both devices, where there are two; or hurries what is being timed.
    pub(super) fn compare(
        &mut self,
        seq: u32,
        config: TrainConfig,
        trial: usize,
        limit_ms: Option<u32>,
    ) {
        let limit = limit_ms.map(f64::from);
        if let (Some(Timing::Comparison { seq: asked, comparison }), Some(limit)) =
            (&mut self.timing, limit)
        {
            *asked = seq;
            return comparison.hurry(&self.host, limit);
        }
        let generation = self.generation();
        let Some(models) = self.on_both() else {
            return self.report(seq, Report::Compared { generation, rates: None });
        };
        let mut comparison = Box::new(Comparison::new(&self.host, models, config, trial));
        if let Some(limit) = limit {
            comparison.hurry(&self.host, limit);
        }
        self.timing = Some(Timing::Comparison { seq, comparison });
    }

    /// The network on the processor and on the GPU.
    fn on_both(&self) -> Option<[Model; 2]> {
        let (built, gpu) = (self.built.as_ref()?, self.gpu.as_ref()?);
        let (_, now) = self.device.as_ref()?;
        // What weights they have makes no difference to the time.
        let on = |device: &Device| Model::new(&built.network, 1, device).ok();
        let same = || Some(built.model.clone());
        match now {
            DeviceKind::Cpu => Some([same()?, on(gpu)?]),
            DeviceKind::Gpu => Some([on(&cpu_device())?, same()?]),
        }
    }

    /// Goes on with another device, if it can; `rates` are the reason.
    pub(super) async fn use_device(&mut self, seq: u32, kind: DeviceKind, rates: [u32; 2]) {
        let (Some(mut about), Some((_, now))) = (self.about.clone(), self.device.clone()) else {
            return self.refuse(seq, "no device yet");
        };
        let [cpu, gpu] = rates;
        about.reason = DeviceReason::Measured { cpu, gpu };
        if kind != now {
            match self.move_to(kind).await {
                Ok(()) => about.kind = kind,
                Err(error) => about.reason = DeviceReason::GpuFailed(error.to_string()),
            }
        }
        self.about = Some(about.clone());
        self.report(seq, Report::Device(about));
    }

    /// Moves the network with its weights, and the run that waits with its memory.
    async fn move_to(&mut self, kind: DeviceKind) -> Result<(), CheckpointError> {
        let device = match kind {
            DeviceKind::Cpu => cpu_device(),
            DeviceKind::Gpu => {
                let missing = || EngineError::Device("no GPU was opened".to_owned());
                self.gpu.clone().ok_or_else(missing)?
            }
        };
        self.timing = None;
        if let Some(built) = &mut self.built {
            let mut model = Model::new(&built.network, 1, &device)?;
            let file = match &self.run {
                // With the optimiser's memory and the place in the run.
                Some(run) => run.checkpoint().await?,
                None => None,
            };
            let weights = match &file {
                Some(file) => file,
                None => &built.model.weights().await?,
            };
            model.load_weights(weights)?;
            // A run whose weights are no numbers any more is left behind.
            self.run = match &file {
                Some(file) => Run::resume(model.clone(), file)?,
                None => None,
            };
            if let Some(run) = &self.run {
                (built.step, built.epoch) = (run.step(), run.position().epoch);
            }
            built.model = model;
        }
        self.device = Some((device, kind));
        self.watch.hurry();
        Ok(())
    }
}
