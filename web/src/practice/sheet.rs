//! What a person has typed, and what is thought of it.

use filtro_course::{Exercise, Slip, Verdict};

/// What is thought of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Right.
    Right,
    /// Wrong, with the mistake behind it where it is known.
    Wrong(Option<Slip>),
    /// No number.
    NoNumber,
}

/// One field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// As typed.
    pub(super) typed: String,
    /// Since it was checked last; typing takes it away.
    pub(super) mark: Option<Mark>,
}

/// All fields of an exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// In the order of the exercise's parts.
    pub(super) entries: Vec<Entry>,
    /// The solution was asked for.
    pub(super) given_up: bool,
    /// No answer was wrong so far.
    pub(super) clean: bool,
}

impl Sheet {
    /// Empty.
    pub(super) fn new(exercise: &Exercise) -> Self {
        let entries = exercise.parts.iter().map(|_| Entry::default()).collect();
        Self { entries, given_up: false, clean: true }
    }

    /// Whether there is nothing more to answer.
    pub(super) fn is_over(&self) -> bool {
        self.given_up || self.is_solved()
    }

    /// Whether every answer is right.
    pub(super) fn is_solved(&self) -> bool {
        self.entries.iter().all(|entry| entry.mark == Some(Mark::Right))
    }

    /// The first field from `from` on, round the end, that is not right yet.
    pub(super) fn open_from(&self, from: usize) -> Option<usize> {
        let open = |index: &usize| {
            self.entries.get(*index).is_some_and(|entry| entry.mark != Some(Mark::Right))
        };
        (from..self.entries.len()).chain(0..from).find(open)
    }

    /// Another text in a field.
    pub(super) fn write(&mut self, index: usize, typed: String) {
        if let Some(entry) = self.entries.get_mut(index) {
            *entry = Entry { typed, mark: None };
        }
    }

    /// Judges one field.
    pub(super) fn check(&mut self, index: usize, exercise: &Exercise) {
        let part = exercise.parts.get(index);
        let (Some(entry), Some(part)) = (self.entries.get_mut(index), part) else { return };
        let mark = match number(&entry.typed).map(|answer| exercise.check(*part, answer)) {
            None => Mark::NoNumber,
            Some(Verdict::Right) => Mark::Right,
            Some(Verdict::Wrong(slip)) => Mark::Wrong(slip),
        };
        self.clean &= !matches!(mark, Mark::Wrong(_));
        entry.mark = Some(mark);
    }

    /// Judges every field that something is typed in, or the first if there is none.
    pub(super) fn check_all(&mut self, exercise: &Exercise) {
        let typed = |entry: &Entry| !entry.typed.trim().is_empty();
        let nothing = !self.entries.iter().any(typed);
        for index in 0..self.entries.len() {
            if self.entries.get(index).is_some_and(typed) || (nothing && index == 0) {
                self.check(index, exercise);
            }
        }
    }
}

/// A whole number, with or without grouping (1216, 1,216, 1.216, 1 216).
fn number(text: &str) -> Option<u64> {
    let mut digits = String::new();
    let mut groups = text.trim().split([' ', '\u{a0}', '\u{202f}', ',', '.', '’', '\'']);
    digits += groups.next()?;
    for group in groups {
        // A decimal fraction is no whole number.
        if group.len() != 3 || digits.is_empty() {
            return None;
        }
        digits += group;
    }
    let plain = digits.len() <= 18 && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then_some(digits)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ten() -> Exercise {
        Exercise::new(1, 6, 1)
    }

    #[test]
    fn whole_numbers_are_read_with_or_without_grouping() {
        for text in ["1216", " 1,216 ", "1.216", "1 216", "1\u{202f}216"] {
            assert_eq!(number(text), Some(1216), "{text}");
        }
        for text in ["", "2.5", "ten", "-3", "1,21", ",216", "9999999999999999999", "1e3"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn fields_are_judged_one_by_one() {
        let exercise = ten();
        let mut sheet = Sheet::new(&exercise);
        sheet.write(1, "31".into());
        sheet.check(1, &exercise);
        assert_eq!(sheet.entries[1].mark, Some(Mark::Wrong(Some(Slip::NoPlusOne))));
        assert!(!sheet.clean);
        sheet.write(1, "32".into());
        assert_eq!(sheet.entries[1].mark, None, "typing takes the mark away");
        sheet.check(1, &exercise);
        assert_eq!((sheet.open_from(2), sheet.open_from(1)), (Some(2), Some(2)));
        sheet.write(0, "10".into());
        sheet.check_all(&exercise);
        assert_eq!(sheet.entries[2].mark, None, "an empty field is left alone");
        assert!(!sheet.is_over());
        sheet.write(2, "32".into());
        sheet.check_all(&exercise);
        assert!(sheet.is_solved() && sheet.is_over());
        assert_eq!(sheet.open_from(1), None);
    }

    #[test]
    fn an_empty_sheet_asks_for_a_number_and_is_no_mistake() {
        let exercise = ten();
        let mut sheet = Sheet::new(&exercise);
        sheet.check_all(&exercise);
        assert_eq!(sheet.entries[0].mark, Some(Mark::NoNumber));
        assert_eq!(sheet.entries[1].mark, None);
        assert!(sheet.clean);
    }
}
