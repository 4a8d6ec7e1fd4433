//! Which weights the page keeps for undo, and what was learnt with each. The bytes are the
//! shell's; here is what they are of and how many.

use crate::learnt::{Learnt, WeightsId};

/// Bytes of weights that are kept in memory, those of the present network included.
pub const BUDGET: u64 = 96 << 20;

/// Bytes that the shell has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Steps behind them.
    pub step: u32,
    /// How many.
    pub bytes: u64,
    /// The newest has the largest.
    at: u64,
}

/// Edits in a row that are followed back to weights with bytes.
const CHAIN: usize = 200;

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    id: WeightsId,
    /// As it was when the network was left; of the present one nothing.
    learnt: Learnt,
    held: Option<Held>,
    /// The weights that these began with, where edits made them, the latest first. Their bytes
    /// stand for these until there are some.
    from: Vec<WeightsId>,
}

/// All weights that undo and redo can bring back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shelf {
    entries: Vec<Entry>,
    clock: u64,
}

impl Shelf {
    fn find(&self, id: WeightsId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    fn entry(&mut self, id: WeightsId) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.id == id)
    }

    /// New weights, which an edit has made of others or which are fresh.
    pub(crate) fn add(&mut self, id: WeightsId, from: Option<WeightsId>) {
        if self.find(id).is_some() {
            return;
        }
        let before = from.and_then(|from| self.find(from)).map(|entry| entry.from.clone());
        let mut from: Vec<WeightsId> = from.into_iter().chain(before.unwrap_or_default()).collect();
        from.truncate(CHAIN);
        self.entries.push(Entry { id, learnt: Learnt::default(), held: None, from });
    }

    /// The network is left.
    pub(crate) fn leave(&mut self, id: WeightsId, learnt: Learnt) {
        self.add(id, None);
        if let Some(entry) = self.entry(id) {
            entry.learnt = learnt;
        }
    }

    /// What was learnt with weights that were left.
    pub(crate) fn learnt(&self, id: WeightsId) -> Learnt {
        self.find(id).map(|entry| entry.learnt.clone()).unwrap_or_default()
    }

    /// Bytes of `id` have come.
    pub(crate) fn hold(&mut self, id: WeightsId, step: u32, bytes: u64) {
        self.clock += 1;
        let at = self.clock;
        if let Some(entry) = self.entry(id) {
            entry.held = Some(Held { step, bytes, at });
            entry.learnt.step = step;
            entry.from.clear();
        }
    }

    /// The bytes of `id` are of no use.
    pub(crate) fn lose(&mut self, id: WeightsId) {
        if let Some(entry) = self.entry(id) {
            entry.held = None;
            entry.from.clear();
        }
    }

    /// The bytes that are held of `id`.
    pub fn held(&self, id: WeightsId) -> Option<Held> {
        self.find(id)?.held
    }

    /// Whose bytes bring `id` back: its own, or those that an edit made it of.
    pub fn source(&self, id: WeightsId) -> Option<WeightsId> {
        let from = self.find(id)?.from.iter().copied();
        std::iter::once(id).chain(from).find(|id| self.held(*id).is_some())
    }

    /// Bytes in all.
    pub fn bytes(&self) -> u64 {
        self.entries.iter().filter_map(|entry| entry.held).map(|held| held.bytes).sum()
    }

    /// Lets go of what no step leads to, and of the oldest bytes beyond the budget; says whose
    /// bytes are gone. `used` are those that steps lead to, `present` those of the network on the
    /// screen.
    pub(crate) fn tidy(&mut self, present: WeightsId, used: &[WeightsId]) -> Vec<WeightsId> {
        let before: Vec<WeightsId> = self.holders().collect();
        let is_used = |id: WeightsId| id == present || used.contains(&id);
        let used = self.entries.iter().filter(|entry| is_used(entry.id));
        let origins: Vec<WeightsId> = used.flat_map(|entry| entry.from.clone()).collect();
        self.entries.retain(|entry| is_used(entry.id) || origins.contains(&entry.id));
        while self.bytes() > BUDGET {
            let others = self.entries.iter_mut().filter(|entry| entry.id != present);
            let oldest = others
                .filter(|entry| entry.held.is_some())
                .min_by_key(|entry| entry.held.map(|held| held.at));
            let Some(oldest) = oldest else { break };
            oldest.held = None;
        }
        before.into_iter().filter(|id| self.held(*id).is_none()).collect()
    }

    fn holders(&self) -> impl Iterator<Item = WeightsId> + '_ {
        self.entries.iter().filter(|entry| entry.held.is_some()).map(|entry| entry.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn id(number: u32) -> WeightsId {
        WeightsId(number)
    }

    #[test]
    fn the_oldest_go_first_and_the_present_ones_never() {
        let mut shelf = Shelf::default();
        for number in 1..=4 {
            shelf.add(id(number), None);
            shelf.hold(id(number), number, BUDGET / 3);
        }
        let all = [1, 2, 3, 4].map(id);
        // The oldest are the present ones.
        assert_eq!(shelf.tidy(id(1), &all), [id(2)]);
        assert!(shelf.bytes() <= BUDGET && shelf.held(id(1)).is_some());
        shelf.hold(id(1), 9, 2 * BUDGET);
        assert_eq!(shelf.tidy(id(1), &all), [id(3), id(4)]);
        assert!(shelf.held(id(1)).is_some(), "a worker that dies is given them again");
    }

    #[test]
    fn what_no_step_leads_to_is_let_go() {
        let mut shelf = Shelf::default();
        for number in 1..=3 {
            shelf.add(id(number), None);
            shelf.hold(id(number), 1, 10);
        }
        assert_eq!(shelf.tidy(id(3), &[id(1)]), [id(2)]);
        assert_eq!(shelf.bytes(), 20);
    }

    #[test]
    fn weights_of_an_edit_come_from_those_before_until_they_have_their_own() {
        let mut shelf = Shelf::default();
        shelf.add(id(1), None);
        shelf.hold(id(1), 50, 10);
        shelf.add(id(2), Some(id(1)));
        shelf.add(id(3), Some(id(2)));
        // A letter typed in between: no step leads to it.
        assert_eq!(shelf.tidy(id(3), &[]), []);
        assert_eq!(shelf.source(id(3)), Some(id(1)));
        shelf.hold(id(3), 50, 10);
        assert_eq!(shelf.tidy(id(3), &[]), [id(1)]);
        assert_eq!(shelf.source(id(3)), Some(id(3)));
        shelf.lose(id(3));
        assert_eq!(shelf.source(id(3)), None);
    }
}
