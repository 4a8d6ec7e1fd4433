//! What of a run depends on time: how much goes into a slice, what is measured, what is estimated.

use super::sums::Sums;
use crate::pace::{Estimate, Every, Group, Rate};
use filtro_engine::Metrics;

/// Milliseconds of a group of steps.
const GROUP: f64 = 40.0;
/// Milliseconds between two measurements for the page.
const TELEMETRY_INTERVAL: f64 = 100.0;
/// Milliseconds over which the speed is smoothed.
const SPEED_MEMORY: f64 = 2_000.0;

/// Everything that depends on time.
#[derive(Debug)]
pub(super) struct Timing {
    pub(super) elapsed: f64,
    /// When the last group ended; none after a pause.
    pub(super) mark: Option<f64>,
    pub(super) group: Group,
    pub(super) speed: Rate,
    pub(super) estimate: Estimate,
    pub(super) every: Every,
    pub(super) recent: Sums,
    pub(super) latest: [f32; 2],
}

impl Timing {
    pub(super) fn new(elapsed: f64) -> Self {
        Self {
            elapsed,
            mark: None,
            group: Group::new(GROUP),
            speed: Rate::new(SPEED_MEMORY),
            estimate: Estimate::default(),
            every: Every::new(TELEMETRY_INTERVAL),
            recent: Sums::default(),
            latest: [0.0; 2],
        }
    }

    /// A group of `steps` took `time` milliseconds, until `now`.
    pub(super) fn trained(&mut self, metrics: Metrics, steps: usize, time: f64, now: f64) {
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
