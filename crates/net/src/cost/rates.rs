//! What the classes of work cost on a machine.

use super::work::{CLASSES, Work};

/// Sorts of devices whose rates are alike in their proportions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// One thread of a processor.
    Processor,
    /// A GPU.
    Gpu,
}

/// Nanoseconds for one unit of each class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates([f64; CLASSES]);

impl Rates {
    /// Rates of a machine of the sort as they are known before it is measured: good for their
    /// proportions, not for the speed as a whole. In the order of the classes.
    pub const fn usual(sort: Sort) -> Self {
        Self(match sort {
            // A run of `examples/calibrate` of filtro-engine on one thread.
            Sort::Processor => [1500.0, 0.06, 0.5, 0.06, 0.5, 0.06, 0.3, 2.0, 1.5, 2.0],
            // Launches of some microseconds, the rest in parallel.
            Sort::Gpu => [8000.0, 0.002, 0.005, 0.002, 0.02, 0.002, 0.01, 0.05, 0.03, 0.02],
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
    pub(super) fn time(&self, units: &[f64; CLASSES]) -> f64 {
        self.0.iter().zip(units).map(|(rate, units)| rate * units).sum::<f64>() * 1e-6
    }

    pub(super) const fn new(values: [f64; CLASSES]) -> Self {
        Self(values)
    }
}
