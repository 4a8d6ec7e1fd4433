//! What the classes of work cost on a machine.

use crate::work::{CLASSES, Work};
use filtro_program::DeviceKind;

/// Nanoseconds for one unit of each class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates([f64; CLASSES]);

impl Rates {
    /// Rates of a device of the kind as they are known before it is measured: good for their
    /// proportions, not for the speed as a whole. In the order of the classes.
    pub const fn usual(kind: DeviceKind) -> Self {
        Self(match kind {
            // From `examples/predict` of filtro-worker on one thread.
            DeviceKind::Cpu => [325.0, 0.05, 1.5, 0.1, 12.0, 0.06, 1.2, 10.0, 3.0, 8.0],
            // Launches of some microseconds, the rest in parallel.
            DeviceKind::Gpu => [8000.0, 0.002, 0.005, 0.002, 0.2, 0.002, 0.01, 0.05, 0.03, 0.02],
        })
    }

    /// Rates from outside, such as the browser's store: `None` unless there are as many as classes
    /// and all are real and not negative.
    pub fn read(values: &[f64]) -> Option<Self> {
        let values: [f64; CLASSES] = values.try_into().ok()?;
        let sound = values.iter().all(|value| value.is_finite() && *value >= 0.0);
        (sound && values.iter().any(|value| *value > 0.0)).then_some(Self(values))
    }

    /// One value a class, for [`Rates::read`].
    pub const fn values(&self) -> &[f64; CLASSES] {
        &self.0
    }

    /// Milliseconds of a step of `batch` pictures.
    pub fn step(&self, work: &Work, batch: usize) -> f64 {
        self.time(&work.of(batch))
    }

    /// Milliseconds for so much of each class.
    pub(crate) fn time(&self, units: &[f64; CLASSES]) -> f64 {
        self.0.iter().zip(units).map(|(rate, units)| rate * units).sum::<f64>() * 1e-6
    }

    pub(crate) const fn new(values: [f64; CLASSES]) -> Self {
        Self(values)
    }
}
