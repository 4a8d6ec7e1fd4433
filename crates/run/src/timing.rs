//! What of a run depends on time: how much goes into a slice, what is measured, what is estimated.

use crate::pace::{Estimate, Every, Group, Rate};
use crate::sums::Sums;
use filtro_engine::Metrics;

/// Milliseconds of a group of steps.
const GROUP: f64 = 40.0;
/// Milliseconds between two measurements for the page.
const TELEMETRY_INTERVAL: f64 = 100.0;
/// Milliseconds over which the speed is smoothed.
const SPEED_MEMORY: f64 = 2_000.0;

/// Everything that depends on time.
#[derive(Debug)]
pub(crate) struct Timing {
    pub(crate) elapsed: f64,
    /// When the last group ended; none after a pause.
    pub(crate) mark: Option<f64>,
    pub(crate) group: Group,
    pub(crate) speed: Rate,
    pub(crate) estimate: Estimate,
    pub(crate) every: Every,
    pub(crate) recent: Sums,
    /// Loss and accuracy that were measured last; no numbers before that.
    pub(crate) latest: [f32; 2],
}

impl Timing {
    /// After `elapsed` milliseconds of training. `means` are loss and accuracy where some are
    /// known from before.
    pub(crate) fn new(elapsed: f64, means: Option<[f32; 2]>) -> Self {
        Self {
            elapsed,
            mark: None,
            group: Group::new(GROUP),
            speed: Rate::new(SPEED_MEMORY),
            estimate: Estimate::default(),
            every: Every::new(TELEMETRY_INTERVAL),
            recent: Sums::default(),
            latest: means.unwrap_or([f32::NAN; 2]),
        }
    }

    /// A group of `steps` took `time` milliseconds, until `now`.
    pub(crate) fn trained(&mut self, metrics: Metrics, steps: usize, time: f64, now: f64) {
        self.recent.add(metrics);
        // The first group pays for what is compiled and cached: it says nothing of the others.
        if self.mark.is_some() {
            self.speed.add(metrics.count as f64, time);
        }
        self.group.took(steps, time);
        if let Some(mark) = self.mark.replace(now) {
            self.estimate.trained(steps, now - mark);
        }
    }
}
