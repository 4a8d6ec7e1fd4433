//! The network being edited, what is wrong with it, and its past.

use crate::chosen::Chosen;
use crate::learnt::WeightsId;
use filtro_net::{
    Applied, Block, Edit, EditError, Field, Item, Network, Node, NodeId, Problem, Report, Target,
    apply_all, file,
};
use filtro_program::{Program, analyse};
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
    weights: WeightsId,
}

/// How the present weights came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// An edit has made them of the ones before.
    Changed,
    /// Fresh ones.
    Fresh,
    /// They were there before.
    Back,
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
    /// What it computes, as far as it is without error.
    pub program: Rc<Program>,
    /// Counts what the engine has to build: networks that differ in more than names, and networks
    /// with other weights.
    pub generation: u32,
    /// The weights of the network.
    pub weights: WeightsId,
    /// The weights that were left in the present event, and how.
    pub(crate) left: Option<(WeightsId, Turn)>,
    /// The newest weights of all.
    newest: WeightsId,
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
        let (report, program) = analyse(&network, None);
        Self {
            report: Rc::new(report),
            program: Rc::new(program),
            network: Rc::new(network),
            generation: 1,
            weights: WeightsId(1),
            newest: WeightsId(1),
            left: None,
            opened: 1,
            original: None,
            chosen: Chosen::default(),
            history: History::default(),
        }
    }

    /// Looks the network through again: the data set has changed.
    pub(crate) fn inspect(&mut self, target: Option<Target>) {
        let (report, program) = analyse(&self.network, target);
        if *self.report != report {
            self.report = Rc::new(report);
        }
        self.program = Rc::new(program);
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

    /// Weights that steps lead to, the present ones apart.
    pub(crate) fn past_weights(&self) -> Vec<WeightsId> {
        let History { past, future, .. } = &self.history;
        past.iter().chain(future).map(|step| step.weights).collect()
    }

    /// What taking a step back, or again, leads to: whether to another document, and whether to
    /// other weights of the same network.
    pub(crate) fn ahead(&self, back: bool) -> Option<(bool, bool)> {
        let History { past, future, .. } = &self.history;
        let step = if back { past.last() } else { future.last() }?;
        let renewed = step.weights != self.weights && same_structure(&step.network, &self.network);
        Some((step.opened != self.opened, renewed))
    }

    /// Opens another document, as one step, with fresh weights.
    pub(crate) fn open(&mut self, network: Network, target: Option<Target>) {
        self.push();
        self.opened += 1;
        self.generation += 1;
        self.renew(Turn::Fresh);
        self.network = Rc::new(network);
        self.inspect(target);
    }

    /// Fresh weights for the same network, as one step.
    pub(crate) fn reset(&mut self) {
        self.push();
        self.generation += 1;
        self.renew(Turn::Fresh);
    }

    /// The engine has taken other weights for the same network: one step.
    pub(crate) fn take(&mut self) {
        self.push();
        self.newest.0 += 1;
        self.weights = self.newest;
    }

    const fn renew(&mut self, turn: Turn) {
        self.newest.0 += 1;
        self.left = Some((self.weights, turn));
        self.weights = self.newest;
    }

    /// Remembers the present as a step of its own.
    fn push(&mut self) {
        let step = self.step();
        self.history.past.push(step);
        if self.history.past.len() > DEPTH {
            self.history.past.remove(0);
        }
        self.history.open = None;
        self.history.future.clear();
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
            self.push();
        }
        self.history.open = open;
        self.history.future.clear();
        if !same_structure(&self.network, &network) {
            self.generation += 1;
            self.renew(Turn::Changed);
        }
        self.network = Rc::new(network);
        self.inspect(target);
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
        let Some(Step { opened, network, chosen, weights }) = from.pop() else { return false };
        to.push(present);
        (self.opened, self.chosen) = (opened, chosen);
        if weights != self.weights {
            self.generation += 1;
            self.left = Some((self.weights, Turn::Back));
            self.weights = weights;
        }
        self.network = network;
        self.inspect(target);
        true
    }

    fn step(&self) -> Step {
        let (network, chosen) = (Rc::clone(&self.network), self.chosen.clone());
        Step { opened: self.opened, network, chosen, weights: self.weights }
    }
}

/// What two networks have in common that differ in names at most, as a short text. Weights that
/// the browser keeps are found by it.
pub(crate) fn structure(network: &Network) -> String {
    let mut nameless = network.clone();
    nameless.name.clear();
    clear(&mut nameless.nodes);
    // FNV-1a, 64 bits. What was found is still compared tensor by tensor.
    let hash = file::to_json(&nameless).bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

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
    let nameless = |network: &Network| {
        let mut nodes = network.nodes.clone();
        clear(&mut nodes);
        nodes
    };
    a.input == b.input && a.len() == b.len() && nameless(a) == nameless(b)
}
