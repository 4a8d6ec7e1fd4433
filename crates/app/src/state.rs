//! Everything that the page knows and that is small.

use crate::chosen::Chosen;
use crate::comparison::{Comparison, Measured};
use crate::contest::Contest;
use crate::cost::Cost;
use crate::data::DataState;
use crate::document::Document;
use crate::drag::Drag;
use crate::engine::{Engine, EnginePhase};
use crate::learnt::Ahead;
use crate::notice::{Facts, Notice, NoticeCode, Spot};
use crate::picture::{Picture, Tray};
use crate::preferences::Preferences;
use crate::run::{Run, RunPhase};
use crate::shelf::Shelf;
use crate::visit::{Found, Visit};
use filtro_net::{Network, NodeId, Severity, Target};
use filtro_protocol::{DataSummary, Subject};
use std::rc::Rc;

/// What waits for the person's word, as it would end a run in progress.
#[derive(Clone, Debug, PartialEq)]
pub enum Pending {
    /// Put another network in place; show its first layer, or not.
    Open(Rc<Network>, bool),
    /// Take a step back, or again.
    Travel {
        /// Back.
        back: bool,
    },
    /// Fresh weights.
    Reset,
    /// The weights of a file that the shell has.
    Weights(String),
    /// Open an earlier network of this key.
    Earlier(String),
}

/// Everything that the page knows and that is small. Clones share what is inside.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The network and its history.
    pub document: Document,
    /// The template whose file is being fetched.
    pub fetching: Option<String>,
    /// Which node's parameters are shown.
    pub selection: Option<NodeId>,
    /// All nodes that are selected, where there are several: of one sequence, in its order.
    pub group: Vec<NodeId>,
    /// It is being asked how often this node is to be repeated.
    pub asking: Option<NodeId>,
    /// Where a selected range began.
    pub(crate) anchor: Option<NodeId>,
    /// A drag in progress.
    pub drag: Drag,
    /// The worker.
    pub engine: Engine,
    /// Training.
    pub run: Run,
    /// What runs take on this machine.
    pub cost: Cost,
    /// Which device is faster.
    pub contest: Contest,
    /// The data set.
    pub data: DataState,
    /// The own picture.
    pub picture: Picture,
    /// All own pictures.
    pub tray: Tray,
    /// What is followed through the network.
    pub subject: Option<Subject>,
    /// Weights that undo can bring back.
    pub shelf: Rc<Shelf>,
    /// What would end a run in progress and waits for the person's word.
    pub pending: Option<Pending>,
    /// The person was told that weights are not kept for the next visit.
    pub(crate) told: bool,
    /// Messages, oldest first.
    pub notices: Rc<Vec<Notice>>,
    /// Number of the newest message.
    pub notice: u64,
    /// Whose document this is, and what else is kept.
    pub visit: Visit,
    /// Networks side by side.
    pub comparison: Comparison,
    /// Remembered.
    pub preferences: Preferences,
    /// Absolute URL of the folder where the origin may serve data sets.
    pub served: Option<String>,
}

impl State {
    /// At the start of a visit. `saved` is the document that was being edited last.
    pub fn new(saved: Option<&str>, preferences: Preferences, served: Option<String>) -> Self {
        let config = preferences.config.unwrap_or_default();
        let mut state = Self {
            document: Document::first(saved),
            fetching: None,
            selection: None,
            group: Vec::new(),
            asking: None,
            anchor: None,
            drag: Drag::default(),
            engine: Engine::default(),
            run: Run { config, ..Run::default() },
            cost: Cost::default(),
            contest: Contest::default(),
            data: DataState::default(),
            picture: Picture::default(),
            tray: Tray::default(),
            subject: None,
            shelf: Rc::default(),
            pending: None,
            told: false,
            notices: Rc::default(),
            notice: 0,
            visit: Visit::default(),
            comparison: Comparison::default(),
            preferences,
            served,
        };
        Rc::make_mut(&mut state.shelf).add(state.document.weights, None);
        state.document.inspect(None);
        state
    }

    /// At the start of a visit, with what the browser had kept.
    pub fn open(found: Found, preferences: Preferences, served: Option<String>) -> Self {
        let (visit, network, comparison) = Visit::open(found);
        let saved = network.map(|network| filtro_net::file::to_json(&network));
        let state = Self::new(saved.as_deref(), preferences, served);
        Self { visit, comparison, ..state }
    }

    /// Whether the document is without error, so that the engine may have it.
    pub fn is_valid(&self) -> bool {
        !self.document.report.diagnostics.iter().any(|found| found.severity == Severity::Error)
    }

    /// Whether the data set in use has nothing to train on, and nothing is on its way.
    pub fn lacks_training(&self) -> bool {
        let lacks = |it: &Rc<DataSummary>| it.complete && it.sizes.train == 0;
        self.data.loading.is_none() && self.data.summary.as_ref().is_some_and(lacks)
    }

    /// Whether a run is going on. A paused one loses nothing by being left: Undo brings it back.
    pub fn in_progress(&self) -> bool {
        self.run.phase == RunPhase::Running
    }

    /// What Train would do.
    pub fn ahead(&self) -> Ahead {
        let run = &self.run;
        if run.step == 0 {
            return Ahead::Begin(run.goal());
        }
        Ahead::GoOn { from: run.done + 1, to: run.goal(), changed: run.inherited.is_some() }
    }

    /// Whether there are weights that could be handed out as a file.
    pub fn can_save_weights(&self) -> bool {
        let ready = self.engine.phase == EnginePhase::Ready;
        let there = ready && self.engine.built == Some(self.document.generation);
        there || self.shelf.held(self.document.weights).is_some()
    }

    /// What is selected.
    pub fn chosen(&self) -> Chosen {
        Chosen { head: self.selection, group: self.group.clone(), anchor: self.anchor }
    }

    /// Whether what is selected stands side by side, and so can be wrapped, repeated and moved.
    pub fn is_row(&self) -> bool {
        self.group.is_empty() || Chosen::is_row(&self.group, &self.document.network)
    }

    /// What the data set demands of the network.
    pub fn target(&self) -> Option<Target> {
        let summary = self.data.summary.as_ref()?;
        Some(Target { input: summary.shape, classes: summary.classes.len() })
    }

    /// Whether the network can be counted and compared, for whatever pictures it is.
    pub fn comparable(&self) -> bool {
        filtro_net::inspect(&self.document.network, None).is_valid()
    }

    /// The last test of the network being edited, with these weights.
    pub fn measured(&self) -> Option<Measured> {
        let test = self.run.test?;
        Some(Measured { accuracy: test.accuracy.into(), data: self.run.tested_on.clone() })
    }

    /// Adds a message. One of the same code at the same spot is replaced.
    pub(crate) fn notify(&mut self, spot: Spot, code: NoticeCode) {
        self.notice += 1;
        let notice = Notice { id: self.notice, spot, code, since: self.facts() };
        let notices = Rc::make_mut(&mut self.notices);
        notices.retain(|old| {
            old.spot != spot
                || std::mem::discriminant(&old.code) != std::mem::discriminant(&notice.code)
        });
        notices.push(notice);
    }

    /// What messages may be about.
    pub(crate) fn facts(&self) -> Facts {
        Facts {
            begun: self.run.begun,
            generation: self.document.generation,
            weights: self.document.weights,
            opened: self.document.opened,
            data: self.data.summary.clone(),
        }
    }

    /// Takes away the messages that `gone` says are of no use any more.
    pub(crate) fn withdraw(&mut self, gone: impl Fn(&NoticeCode) -> bool) {
        if self.notices.iter().any(|notice| gone(&notice.code)) {
            Rc::make_mut(&mut self.notices).retain(|notice| !gone(&notice.code));
        }
    }
}
