//! The network being edited, what is wrong with it, and its past.

use crate::chosen::Chosen;
use filtro_net::{
    Applied, Block, Edit, EditError, Field, Item, Network, Node, NodeId, Problem, Report, Target,
    apply_all, file, inspect,
};
use std::rc::Rc;

/// Steps that can be taken back.
const DEPTH: usize = 100;
/// The network of a first visit: LeNet-5 for CIFAR, there without a wait. A test of the network
/// crate proves that this is what its template gives.
const FIRST: &str = include_str!("../../../tests/fixtures/networks/lenet-5-cifar.json");

/// A document as it was on the screen.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    /// Of the document that was opened as so many-eth.
    opened: u32,
    network: Rc<Network>,
    chosen: Chosen,
}

/// Documents before and after the present one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
    /// The parameter whose changes are one step.
    open: Option<(NodeId, Field)>,
}

/// The network being edited.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The network.
    pub network: Rc<Network>,
    /// Its shapes, costs and problems.
    pub report: Rc<Report>,
    /// Counts networks that differ in more than names.
    pub generation: u32,
    /// Counts documents that were opened: what the view knows of the one before is of no use.
    pub opened: u32,
    /// The published network that was opened last, as it was.
    original: Option<Rc<Network>>,
    /// What was selected before the present event, or when the present step was left.
    pub(crate) chosen: Chosen,
    history: History,
}

impl Document {
    /// The document that was edited last, where it can still be read, or [`FIRST`].
    pub(crate) fn first(saved: Option<&str>) -> Self {
        let saved = saved.and_then(|text| file::from_json(text).ok());
        let network = saved
            .or_else(|| file::from_json(FIRST).ok())
            .unwrap_or_else(|| Network::new(String::new(), [3, 32, 32]));
        Self {
            report: Rc::new(inspect(&network, None)),
            network: Rc::new(network),
            generation: 1,
            opened: 1,
            original: None,
            chosen: Chosen::default(),
            history: History::default(),
        }
    }

    /// Looks the network through again: the data set has changed.
    pub(crate) fn inspect(&mut self, target: Option<Target>) {
        let report = inspect(&self.network, target);
        if *self.report != report {
            self.report = Rc::new(report);
        }
    }

    /// From now on the present network is known as a published one.
    pub(crate) fn mark_original(&mut self) {
        self.original = Some(Rc::clone(&self.network));
    }

    /// Whether it is a published network, as it was opened.
    pub fn is_original(&self) -> bool {
        let same = |original: &Rc<Network>| {
            Rc::ptr_eq(original, &self.network) || **original == *self.network
        };
        self.original.as_ref().is_some_and(same)
    }

    /// Whether there is a step to take back.
    pub const fn can_undo(&self) -> bool {
        !self.history.past.is_empty()
    }

    /// Whether there is a step to take again.
    pub const fn can_redo(&self) -> bool {
        !self.history.future.is_empty()
    }

    /// Steps that can be taken back.
    pub const fn depth(&self) -> usize {
        self.history.past.len()
    }

    /// Makes `edits` as one step. With `open`, what follows for the same parameter belongs to it.
    pub(crate) fn apply(
        &mut self,
        edits: &[Edit],
        open: Option<(NodeId, Field)>,
        target: Option<Target>,
    ) -> Result<Option<NodeId>, EditError> {
        let Applied { network, created } = apply_all(edits, &self.network)?;
        self.replace(network, open, target);
        Ok(created)
    }

    /// Puts another network in place, as one step.
    pub(crate) fn replace(
        &mut self,
        network: Network,
        open: Option<(NodeId, Field)>,
        target: Option<Target>,
    ) {
        if network == *self.network {
            return;
        }
        if open.is_none() || self.history.open != open {
            let step = self.step();
            self.history.past.push(step);
            if self.history.past.len() > DEPTH {
                self.history.past.remove(0);
            }
        }
        self.history.open = open;
        self.history.future.clear();
        self.put(Rc::new(network), target);
    }

    /// What follows is a step of its own.
    pub(crate) const fn settle(&mut self) {
        self.history.open = None;
    }

    /// Takes a step back, or again; whether there was one.
    pub(crate) fn travel(&mut self, back: bool, target: Option<Target>) -> bool {
        self.history.open = None;
        let present = self.step();
        let History { past, future, .. } = &mut self.history;
        let (from, to) = if back { (past, future) } else { (future, past) };
        let Some(Step { opened, network, chosen }) = from.pop() else { return false };
        to.push(present);
        (self.opened, self.chosen) = (opened, chosen);
        self.put(network, target);
        true
    }

    fn step(&self) -> Step {
        let (network, chosen) = (Rc::clone(&self.network), self.chosen.clone());
        Step { opened: self.opened, network, chosen }
    }

    fn put(&mut self, network: Rc<Network>, target: Option<Target>) {
        if !same_structure(&self.network, &network) {
            self.generation += 1;
        }
        self.network = network;
        self.inspect(target);
    }
}

/// The pictures that a network is for, `[channels, height, width]`, where all that keeps it from
/// running is that the data set's are others: it is sound, and can be looked at and counted.
pub fn for_others(report: &Report) -> Option<[usize; 3]> {
    let mut input = None;
    for error in report.errors() {
        match error.problem {
            Problem::InputShape { found, .. } => input = Some(found),
            // The other end of the same.
            Problem::ClassCount { .. } => {}
            _ => return None,
        }
    }
    input
}

/// Whether two networks differ in names at most.
fn same_structure(a: &Network, b: &Network) -> bool {
    fn clear(nodes: &mut [Node]) {
        for node in nodes {
            node.name = None;
            match &mut node.item {
                Item::Block(Block::Residual { body, shortcut }) => {
                    clear(body);
                    clear(shortcut);
                }
                Item::Block(Block::Parallel { branches, .. }) => {
                    branches.iter_mut().for_each(|branch| clear(branch));
                }
                Item::Layer(_) => {}
            }
        }
    }
    let nameless = |network: &Network| {
        let mut nodes = network.nodes.clone();
        clear(&mut nodes);
        nodes
    };
    a.input == b.input && a.len() == b.len() && nameless(a) == nameless(b)
}
