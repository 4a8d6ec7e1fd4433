//! What training has come to: the small part of it, kept beside the weights whose bytes the shell
//! has.

use crate::series::Curves;
use filtro_net::NodeId;
use filtro_protocol::{EpochSummary, TestResult, decode, encode};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Names some weights: those of a network from the moment on that it has its structure, or fresh
/// ones, until it gets another structure or fresh ones again. Training changes them and leaves
/// their name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WeightsId(pub u32);

/// What an edit has made of trained weights. Cleared by the next step of training.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inherited {
    /// Nodes that have kept theirs. Empty, like `fresh`, until the engine has said it.
    pub kept: Vec<NodeId>,
    /// Nodes that have begun with fresh ones since the last step of training.
    pub fresh: Vec<NodeId>,
}

impl Inherited {
    /// Nodes with weights; none until the engine has said it.
    pub const fn all(&self) -> usize {
        self.kept.len() + self.fresh.len()
    }

    /// After another edit, of whose network the engine says this.
    pub(crate) fn then(&self, kept: &[NodeId], fresh: &[NodeId]) -> Self {
        let all = kept.iter().chain(fresh);
        let untrained = |node: &&NodeId| fresh.contains(node) || self.fresh.contains(node);
        let (fresh, kept) = all.partition(untrained);
        Self { kept, fresh }
    }
}

/// What training has come to, with these weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learnt {
    /// Steps behind the weights.
    pub step: u32,
    /// Epochs that have ended.
    pub done: u32,
    /// Epochs that had ended when the present run began: it goes on for so many as the settings
    /// say.
    pub base: u32,
    /// Ended epochs.
    pub epochs: Rc<Vec<EpochSummary>>,
    /// Loss and accuracy over steps.
    pub curves: Rc<Curves>,
    /// The last test.
    pub test: Option<TestResult>,
    /// Key of the data set of that test.
    pub tested_on: String,
    /// The network was changed since the last step.
    pub inherited: Option<Rc<Inherited>>,
}

/// [`Learnt`] as the browser keeps it for the next visit.
#[derive(Serialize, Deserialize)]
struct Record {
    step: u32,
    done: u32,
    base: u32,
    epochs: Vec<EpochSummary>,
    curves: Curves,
    test: Option<TestResult>,
    tested_on: String,
    inherited: Option<Inherited>,
}

impl Learnt {
    /// For the browser's store.
    pub fn write(&self) -> Vec<u8> {
        let record = Record {
            step: self.step,
            done: self.done,
            base: self.base,
            epochs: (*self.epochs).clone(),
            curves: (*self.curves).clone(),
            test: self.test,
            tested_on: self.tested_on.clone(),
            inherited: self.inherited.as_deref().cloned(),
        };
        // Nothing in it is inexpressible.
        encode(&record).unwrap_or_default()
    }

    /// From the browser's store; none where it is of another version, or damaged.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let record: Record = decode(bytes).ok()?;
        Some(Self {
            step: record.step,
            done: record.done,
            base: record.base,
            epochs: Rc::new(record.epochs),
            curves: Rc::new(record.curves),
            test: record.test,
            tested_on: record.tested_on,
            inherited: record.inherited.map(Rc::new),
        })
    }

    /// Goes back to `step`: what came later is not behind the weights.
    pub(crate) fn back_to(&mut self, step: u32) {
        self.step = step;
        if self.epochs.iter().any(|epoch| epoch.step > step) {
            Rc::make_mut(&mut self.epochs).retain(|epoch| epoch.step <= step);
            self.done = self.epochs.last().map_or(0, |epoch| epoch.epoch + 1);
        }
        self.base = self.base.min(self.done);
    }
}

/// What Train would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// Train fresh weights for so many epochs.
    Begin(u32),
    /// Go on with these epochs, counted from 1.
    GoOn {
        /// The first, which may have begun.
        from: u32,
        /// The last.
        to: u32,
        /// The network was changed since the last step.
        changed: bool,
    },
}

/// Why weights are not kept for the next visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unkept {
    /// The browser keeps nothing for this page, or has no room.
    NoStore,
    /// They are larger than what the page keeps in all: so many bytes.
    TooLarge(u64),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn epoch(number: u32) -> EpochSummary {
        EpochSummary {
            epoch: number,
            step: 70 * (number + 1),
            train_loss: 1.5,
            train_accuracy: 0.4,
            validation_loss: f32::NAN,
            validation_accuracy: f32::NAN,
        }
    }

    #[test]
    fn a_record_comes_back_whole_even_with_what_is_no_number() {
        let mut curves = Curves::default();
        curves.train_loss.push(3.0, 2.5);
        let learnt = Learnt {
            step: 143,
            done: 2,
            base: 1,
            epochs: Rc::new(vec![epoch(0), epoch(1)]),
            curves: Rc::new(curves),
            test: Some(TestResult { loss: 1.0, accuracy: 0.5, count: 40 }),
            tested_on: "synthetic".into(),
            inherited: Some(Rc::new(Inherited { kept: vec![NodeId(1)], fresh: vec![NodeId(4)] })),
        };
        let read = Learnt::read(&learnt.write()).unwrap();
        assert_eq!(format!("{read:?}"), format!("{learnt:?}"));
        assert_eq!(Learnt::read(b"no"), None);
    }

    #[test]
    fn going_back_forgets_later_epochs() {
        let epochs = Rc::new(vec![epoch(0), epoch(1), epoch(2)]);
        let mut learnt = Learnt { step: 300, done: 3, base: 3, epochs, ..Learnt::default() };
        learnt.back_to(145);
        assert_eq!((learnt.step, learnt.done, learnt.base, learnt.epochs.len()), (145, 2, 2, 2));
    }

    #[test]
    fn edits_add_up_until_the_next_step() {
        let ids = |numbers: &[u32]| numbers.iter().map(|id| NodeId(*id)).collect::<Vec<_>>();
        let first = Inherited::default().then(&ids(&[1, 2, 3]), &ids(&[4]));
        assert_eq!((&first.kept, &first.fresh), (&ids(&[1, 2, 3]), &ids(&[4])));
        // The engine kept what was fresh before; node 2 is gone.
        let second = first.then(&ids(&[1, 4]), &ids(&[3]));
        assert_eq!((second.kept, second.fresh), (ids(&[1]), ids(&[4, 3])));
    }
}
