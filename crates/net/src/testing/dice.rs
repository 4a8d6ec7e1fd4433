//! Random choices that shrink.

/// A list of random numbers, one a choice; a shorter list makes a smaller network.
pub(super) struct Dice(std::vec::IntoIter<u16>);

impl Dice {
    pub(super) fn new(numbers: Vec<u16>) -> Self {
        Self(numbers.into_iter())
    }

    /// Whether there is no number left.
    pub(super) fn is_empty(&self) -> bool {
        self.0.len() == 0
    }

    /// A number below `sides`; 0 when the list has come to its end.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        usize::from(self.0.next().unwrap_or(0)) % sides.max(1)
    }

    pub(super) fn pick<T: Copy>(&mut self, of: &[T], or: T) -> T {
        let index = self.roll(of.len());
        of.get(index).copied().unwrap_or(or)
    }
}
