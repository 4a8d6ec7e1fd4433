//! What is known of a device's speed, as the browser keeps it between visits.

use crate::rates::Rates;

/// Raised when classes or probes change: what was kept before is of no use then.
const REVISION: f64 = 2.0;

/// What is known of a device's speed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Meter {
    /// What its calibration found.
    pub rates: Option<Rates>,
    /// How much longer real runs took than the rates say; of a device without rates of its own,
    /// than usual ones say.
    pub correction: Option<f64>,
    /// How far the last prediction was off, as a share.
    pub error: Option<f64>,
}

impl Meter {
    /// From what [`Meter::write`] wrote; `None` of anything else.
    pub fn read(values: &[f64]) -> Option<Self> {
        let [revision, correction, error, rates @ ..] = values else { return None };
        let known = |value: f64| (value.is_finite() && value >= 0.0).then_some(value);
        (*revision == REVISION).then(|| Self {
            rates: Rates::read(rates),
            correction: known(*correction).filter(|value| *value > 0.0),
            error: known(*error),
        })
    }

    /// As numbers; what is not known is negative.
    pub fn write(&self) -> Vec<f64> {
        let start = [REVISION, self.correction.unwrap_or(-1.0), self.error.unwrap_or(-1.0)];
        let rates = self.rates.as_ref().map(|rates| rates.values().as_slice());
        [&start, rates.unwrap_or_default()].concat()
    }

    /// A run took `ratio` times as long as the rates say: half of it is news of the device, half
    /// of this network alone.
    pub fn learn(&mut self, ratio: f64, error: Option<f64>) {
        let known = self.correction.or(self.rates.map(|_| 1.0));
        self.correction = Some(known.map_or(ratio, |known| (known * ratio).sqrt()));
        self.error = error.or(self.error);
    }
}
