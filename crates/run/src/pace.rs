//! How often, how much at a time, and how long still.

use filtro_estimate::FORWARD_SHARE;

/// Something that happens at most once in an interval.
#[derive(Clone, Copy, Debug)]
pub struct Every {
    interval: f64,
    next: f64,
}

impl Every {
    /// Every `interval` milliseconds, for the first time at once.
    pub const fn new(interval: f64) -> Self {
        Self { interval, next: f64::NEG_INFINITY }
    }

    /// Whether it may happen now, in which case it does.
    pub fn due(&mut self, now: f64) -> bool {
        let due = now >= self.next;
        if due {
            self.next = now + self.interval;
        }
        due
    }
}

/// Something beside training that may take only a share of the time.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    interval: f64,
    factor: f64,
    next: f64,
    last: f64,
}

impl Share {
    /// At least `interval` milliseconds apart, and at least `factor` times its own duration: its
    /// share of the time is then below 1 / (1 + `factor`).
    pub const fn new(interval: f64, factor: f64) -> Self {
        Self { interval, factor, next: f64::NEG_INFINITY, last: 0.0 }
    }

    /// Whether it may happen now.
    pub fn is_due(&self, now: f64) -> bool {
        now >= self.next
    }

    /// It took from `start` to `now`.
    pub fn took(&mut self, start: f64, now: f64) {
        self.last = now - start;
        self.next = now + self.pause();
    }

    fn pause(&self) -> f64 {
        self.interval.max(self.last * self.factor)
    }

    /// What share of the time it takes, as long as it takes what it took the last time.
    pub fn part(&self) -> f64 {
        self.last / (self.last + self.pause())
    }

    /// At once, whatever it cost the last time.
    pub fn hurry(&mut self) {
        self.next = f64::NEG_INFINITY;
    }
}

/// An amount in the time it took, with the past forgotten exponentially.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    memory: f64,
    amount: f64,
    time: f64,
}

impl Rate {
    /// Forgets with a time constant of `memory` milliseconds.
    pub const fn new(memory: f64) -> Self {
        Self { memory, amount: 0.0, time: 0.0 }
    }

    /// `amount` came in `time` milliseconds.
    pub fn add(&mut self, amount: f64, time: f64) {
        let keep = (-time / self.memory).exp();
        self.amount = self.amount * keep + amount;
        self.time = self.time * keep + time;
    }

    /// Amount a millisecond; none while nothing came.
    pub fn value(&self) -> Option<f64> {
        (self.time > 0.0 && self.amount > 0.0).then(|| self.amount / self.time)
    }
}

/// How many steps go between two looks at the messages.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    target: f64,
    steps: f64,
}

/// Longest group, so that a very small network still has its numbers read now and then.
const LARGEST_GROUP: f64 = 64.0;

impl Group {
    /// Groups of about `target` milliseconds; the first is a single step.
    pub const fn new(target: f64) -> Self {
        Self { target, steps: 1.0 }
    }

    /// Steps of the next group.
    pub fn steps(&self) -> usize {
        self.steps as usize
    }

    /// `steps` took `time` milliseconds.
    pub fn took(&mut self, steps: usize, time: f64) {
        if steps == 0 {
            return;
        }
        let ideal = self.target * steps as f64 / time.max(0.01);
        // Grows at most by half, because the first steps say little; shrinks at once.
        let grown = (self.steps * 1.5).max(self.steps + 1.0);
        self.steps = ideal.min(grown).clamp(1.0, LARGEST_GROUP);
    }
}

/// Estimates the end of a run.
#[derive(Clone, Copy, Debug)]
pub struct Estimate {
    steps: Rate,
    validation: Option<f64>,
}

impl Default for Estimate {
    fn default() -> Self {
        Self { steps: Rate::new(8_000.0), validation: None }
    }
}

impl Estimate {
    /// `steps` of training took `time` milliseconds, with everything around them.
    pub fn trained(&mut self, steps: usize, time: f64) {
        self.steps.add(steps as f64, time);
    }

    /// A whole validation took `time` milliseconds.
    pub fn validated(&mut self, time: f64) {
        self.validation = Some(time);
    }

    /// Milliseconds for `steps` more and `validations` more, each as large as
    /// `validation_batches` steps.
    pub fn remaining(&self, steps: u64, validations: u64, validation_batches: f64) -> Option<f64> {
        let step = 1.0 / self.steps.value()?;
        let validation = self.validation.unwrap_or(step * validation_batches * FORWARD_SHARE);
        Some(steps as f64 * step + validations as f64 * validation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_so_often() {
        let mut every = Every::new(100.0);
        let times = [0.0, 50.0, 99.0, 100.0, 150.0, 260.0, 300.0, 360.0];
        let due: Vec<f64> = times.into_iter().filter(|now| every.due(*now)).collect();
        assert_eq!(due, [0.0, 100.0, 260.0, 360.0]);
    }

    #[test]
    fn a_share_is_kept_and_told() {
        let mut share = Share::new(100.0, 9.0);
        assert_eq!(share.part(), 0.0);
        share.took(0.0, 10.0);
        assert!(!share.is_due(109.0) && share.is_due(110.0), "the interval");
        assert_eq!(share.part(), 10.0 / 110.0);
        share.took(200.0, 300.0);
        assert!(!share.is_due(1199.0) && share.is_due(1200.0), "nine times what it took");
        assert_eq!(share.part(), 0.1);
    }

    #[test]
    fn a_rate_follows_but_not_at_once() {
        let mut rate = Rate::new(1_000.0);
        assert_eq!(rate.value(), None);
        (0..100).for_each(|_| rate.add(5.0, 10.0));
        assert!((rate.value().unwrap() - 0.5).abs() < 1e-9);
        rate.add(0.0, 100.0);
        assert!((0.4..0.5).contains(&rate.value().unwrap()));
        (0..600).for_each(|_| rate.add(1.0, 10.0));
        assert!((rate.value().unwrap() - 0.1).abs() < 2e-3);
    }

    #[test]
    fn groups_find_their_size_and_shrink_at_once() {
        let mut group = Group::new(40.0);
        assert_eq!(group.steps(), 1);
        for _ in 0..12 {
            group.took(group.steps(), group.steps() as f64 * 4.0);
        }
        assert_eq!(group.steps(), 10);
        group.took(10, 900.0);
        assert_eq!(group.steps(), 1);
        group.took(1, 0.0);
        assert_eq!(group.steps(), 2);
    }

    #[test]
    fn the_end_is_estimated_from_steps_and_validations() {
        let mut estimate = Estimate::default();
        assert_eq!(estimate.remaining(10, 1, 10.0), None);
        estimate.trained(10, 1_000.0);
        let close = |found: Option<f64>, expected: f64| {
            assert!((found.unwrap() - expected).abs() < 1e-6, "{found:?} {expected}");
        };
        close(estimate.remaining(20, 2, 10.0), 20.0 * 100.0 + 2.0 * 10.0 * 35.0);
        estimate.validated(500.0);
        close(estimate.remaining(20, 2, 10.0), 20.0 * 100.0 + 2.0 * 500.0);
    }

    proptest! {
        /// The point of it: what goes on beside training stays below a tenth of the time.
        #[test]
        fn a_share_is_kept(costs in prop::collection::vec(0.1_f64..5_000.0, 2..60), step in 1.0_f64..200.0) {
            let mut share = Share::new(250.0, 12.0);
            let (mut now, mut spent) = (0.0, 0.0);
            for cost in &costs {
                while !share.is_due(now) {
                    now += step;
                }
                let start = now;
                now += cost;
                share.took(start, now);
                spent += cost;
            }
            while !share.is_due(now) {
                now += step;
            }
            prop_assert!(spent < 0.1 * now, "{spent} of {now}");
        }

        #[test]
        fn groups_stay_in_their_bounds(times in prop::collection::vec(0.0_f64..1e5, 1..50)) {
            let mut group = Group::new(40.0);
            for time in times {
                group.took(group.steps(), time);
                prop_assert!((1..=64).contains(&group.steps()));
            }
        }
    }
}
