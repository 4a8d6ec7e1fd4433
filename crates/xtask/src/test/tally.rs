//! What test runners say at their end.

use std::fmt;

/// How many passed and failed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Passed.
    pub passed: usize,
    /// Failed.
    pub failed: usize,
    /// Why the step was left out, where it was.
    pub left_out: Option<String>,
}

impl Tally {
    /// Counts a closing line of `cargo test` or `node --test`; other lines say nothing.
    pub fn hear(&mut self, line: &str) {
        if let Some(numbers) = line.strip_prefix("test result: ") {
            for part in numbers.split([';', '.']) {
                let mut words = part.split_whitespace();
                let count = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
                match words.next() {
                    Some("passed") => self.passed += count,
                    Some("failed") => self.failed += count,
                    _ => {}
                }
            }
        }
        // `ℹ pass 3`, or `# pass 3` in another of node's formats.
        let Some(line) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) else {
            return;
        };
        let mut words = line.split_whitespace();
        let (name, count) =
            (words.next(), words.next().and_then(|word| word.parse::<usize>().ok()));
        match (name, count) {
            (Some("pass"), Some(count)) => self.passed += count,
            (Some("fail" | "cancelled"), Some(count)) => self.failed += count,
            _ => {}
        }
    }

    /// A step without tests of its own is one; a failure that no runner counted is one too. What
    /// was left out is none.
    pub fn settle(&mut self, ended_well: bool) {
        match ended_well {
            true if self.left_out.is_some() => {}
            true if *self == Self::default() => self.passed = 1,
            false if self.failed == 0 => self.failed = 1,
            _ => {}
        }
    }

    /// Takes another's counts in. A step that was left out leaves no more than its own line.
    pub fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.left_out {
            Some(reason) => write!(f, "left out: {reason}"),
            None => write!(f, "{} passed, {} failed", self.passed, self.failed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_runners_are_understood() {
        let mut tally = Tally::default();
        for line in [
            "running 5 tests",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "ℹ tests 6",
            "ℹ pass 4",
            "ℹ fail 1",
            "ℹ cancelled 1",
            "# pass 1",
        ] {
            tally.hear(line);
        }
        assert_eq!(tally, Tally { passed: 20, failed: 4, left_out: None });
        assert_eq!(tally.to_string(), "20 passed, 4 failed");
    }

    #[test]
    fn silent_steps_count_as_one() {
        let settled = |passed, failed, well| {
            let mut tally = Tally { passed, failed, left_out: None };
            tally.settle(well);
            (tally.passed, tally.failed)
        };
        assert_eq!(settled(0, 0, true), (1, 0));
        assert_eq!(settled(0, 0, false), (0, 1));
        // A crate that does not compile after others passed.
        assert_eq!(settled(7, 0, false), (7, 1));
        assert_eq!(settled(7, 2, false), (7, 2));
    }
    #[test]
    fn what_is_left_out_says_why_and_counts_for_nothing() {
        let mut tally = Tally { left_out: Some("no Firefox".to_owned()), ..Tally::default() };
        tally.settle(true);
        assert_eq!(tally.to_string(), "left out: no Firefox");
        let mut all = Tally { passed: 3, ..Tally::default() };
        all.add(&tally);
        assert_eq!(all.to_string(), "3 passed, 0 failed");
        // A variable that names no program is a mistake, not a reason.
        let mut wrong = Tally::default();
        wrong.settle(false);
        assert_eq!(wrong.to_string(), "0 passed, 1 failed");
    }
}
