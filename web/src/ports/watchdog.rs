//! Notices that a worker has fallen silent within a run.
//!
//! Counted in ticks of the page's own clock, not in time: after a laptop has slept, one tick is
//! overdue, not a thousand.

/// Milliseconds between two looks.
pub const TICK: u32 = 2_000;
/// Silent ticks that are always borne from the processor.
pub const PATIENCE: u32 = 10;
/// And from a GPU, whose first steps and first validation compile kernels in silence: some twenty
/// seconds on an emulated one.
pub const PATIENCE_GPU: u32 = 60;
/// And so many times the longest silence of this run: a large network's steps take long.
const FACTOR: u32 = 10;

/// Counts silence.
#[derive(Default)]
pub struct Watchdog {
    /// A step of this run has been measured: kernels may compile for minutes before.
    begun: bool,
    silent: u32,
    longest: u32,
}

impl Watchdog {
    /// Something was heard; a measurement of the run, perhaps.
    pub fn heard(&mut self, measured: bool) {
        self.begun |= measured;
        self.longest = self.longest.max(self.silent);
        self.silent = 0;
    }

    /// One tick has passed; whether the silence has lasted too long for `patience`.
    pub fn tick(&mut self, running: bool, patience: u32) -> bool {
        if !running {
            *self = Self::default();
            return false;
        }
        if !self.begun {
            return false;
        }
        self.silent += 1;
        let over = self.silent >= patience.max(self.longest * FACTOR);
        if over {
            *self = Self::default();
        }
        over
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(dog: &mut Watchdog, count: u32) -> bool {
        (0..count).any(|_| dog.tick(true, PATIENCE))
    }

    #[test]
    fn silence_within_a_run_is_noticed_once() {
        let mut dog = Watchdog::default();
        dog.heard(true);
        assert!(!ticks(&mut dog, PATIENCE - 1));
        assert!(dog.tick(true, PATIENCE));
        assert!(!ticks(&mut dog, 100), "until something is heard again");
    }

    #[test]
    fn slow_steps_and_compiling_are_borne() {
        let mut dog = Watchdog::default();
        dog.heard(false);
        assert!(!ticks(&mut dog, 1000), "nothing measured yet");
        dog.heard(true);
        assert!(!ticks(&mut dog, 6));
        dog.heard(true);
        assert!(!ticks(&mut dog, 59));
        assert!(dog.tick(true, PATIENCE));
    }

    #[test]
    fn outside_of_a_run_there_is_nothing_to_hear() {
        let mut dog = Watchdog::default();
        dog.heard(true);
        for _ in 0..50 {
            assert!(!dog.tick(false, PATIENCE));
        }
    }
}
