//! Which exercise: in the address, so that a series can be linked to and the way back works, and
//! in the browser's memory.

use crate::ports::prefs;
use filtro_course::LEVELS;

/// Keys carry the version of what they hold.
const MEMORY: &str = "filtro.practice.1";

/// An exercise of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// Of the series.
    pub(super) seed: u32,
    /// 1 to [`LEVELS`].
    pub(super) level: u8,
    /// From 0 on.
    pub(super) number: u32,
}

/// How it went so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Progress {
    /// Solved.
    pub(super) right: u32,
    /// Solved or given up.
    pub(super) done: u32,
    /// Solved in a row without a wrong answer.
    pub(super) streak: u32,
}

impl Address {
    /// Reads `#practice?seed=7&level=2&exercise=3`; what is not said is the first. `None` where
    /// nothing is said at all.
    pub(super) fn read(hash: &str) -> Option<Self> {
        let query = hash.strip_prefix("#practice?")?;
        let mut read = Self { seed: 1, level: 1, number: 0 };
        for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            let Ok(value) = value.parse::<u32>() else { continue };
            match key {
                "seed" => read.seed = value,
                "level" => read.level = value.clamp(1, u32::from(LEVELS)) as u8,
                "exercise" => read.number = value.saturating_sub(1),
                _ => {}
            }
        }
        Some(read)
    }

    /// The address within the page, without `#`.
    pub(super) fn write(self) -> String {
        format!("{}&exercise={}", self.series(), self.number.saturating_add(1))
    }

    /// The address of the series' beginning, without `#`.
    pub(super) fn series(self) -> String {
        format!("practice?seed={}&level={}", self.seed, self.level)
    }

    /// The one behind it.
    pub(super) const fn next(self) -> Self {
        Self { number: self.number.saturating_add(1), ..self }
    }
}

impl Progress {
    /// With one more exercise: solved, and without a wrong answer.
    pub(super) const fn with(self, solved: bool, clean: bool) -> Self {
        Self {
            right: self.right.saturating_add(solved as u32),
            done: self.done.saturating_add(1),
            streak: if solved && clean { self.streak.saturating_add(1) } else { 0 },
        }
    }
}

/// What the last visit left.
pub(super) fn recall() -> Option<(Address, Progress)> {
    decode(&prefs::load::<String>(MEMORY)?)
}

/// Keeps both for the next visit; a browser that will not only forgets.
pub(super) fn remember(address: Address, progress: Progress) {
    // Where it is not kept, the page has said so at its start.
    prefs::save(MEMORY, &encode(address, progress).as_str()).unwrap_or_default();
}

fn encode(Address { seed, level, number }: Address, progress: Progress) -> String {
    let Progress { right, done, streak } = progress;
    format!("{seed} {level} {number} {right} {done} {streak}")
}

fn decode(text: &str) -> Option<(Address, Progress)> {
    let mut numbers = text.split(' ').map(|word| word.parse::<u32>().ok());
    let mut next = || numbers.next().flatten();
    let (seed, level, number) = (next()?, next()?, next()?);
    let address = Address { seed, level: level.clamp(1, u32::from(LEVELS)) as u8, number };
    Some((address, Progress { right: next()?, done: next()?, streak: next()? }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_teachers_link_is_read() {
        let of = |seed, level, number| Some(Address { seed, level, number });
        assert_eq!(Address::read("#practice?seed=7&level=2"), of(7, 2, 0));
        assert_eq!(Address::read("#practice?level=9&exercise=3&x=1"), of(1, LEVELS, 2));
        assert_eq!(Address::read("#practice?seed=many&exercise=0&level=0"), of(1, 1, 0));
        for other in ["#practice", "#gallery?seed=7", ""] {
            assert_eq!(Address::read(other), None, "{other}");
        }
    }

    #[test]
    fn a_wrong_answer_and_giving_up_end_the_row() {
        let three = Progress { right: 3, done: 4, streak: 2 };
        assert_eq!(three.with(true, true), Progress { right: 4, done: 5, streak: 3 });
        assert_eq!(three.with(true, false), Progress { right: 4, done: 5, streak: 0 });
        assert_eq!(three.with(false, true), Progress { right: 3, done: 5, streak: 0 });
    }

    #[test]
    fn other_memories_are_not_read() {
        for text in ["", "1 2 3", "a b c d e f", "1 2 3 4 5 -6"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(seed: u32, level in 1..=LEVELS, number in 0..u32::MAX) {
            let address = Address { seed, level, number };
            prop_assert_eq!(Address::read(&format!("#{}", address.write())), Some(address));
            let progress = Progress { right: seed, done: number, streak: seed };
            prop_assert_eq!(decode(&encode(address, progress)), Some((address, progress)));
        }
    }
}
