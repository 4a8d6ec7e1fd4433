//! Everything that the page knows and that is small.

use crate::chosen::Chosen;
use crate::comparison::{Comparison, Measured};
use crate::cost::Cost;
use crate::document::Document;
use crate::drag::Drag;
use crate::notice::{Notice, NoticeCode, Spot};
use crate::preferences::Preferences;
use crate::series::Curves;
use crate::visit::{Found, Visit};
use filtro_net::{NodeId, Severity, Target, TrainConfig};
use filtro_protocol::{
    DataFailure, DataProgress, DataSource, DataSummary, Device, EpochSummary, Subject, TestResult,
};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Where the engine stands.
#[derive(Clone, Debug, PartialEq)]
pub enum EnginePhase {
    /// Its code is arriving.
    Loading {
        /// Bytes here.
        done: u64,
        /// Bytes in all, where known.
        total: Option<u64>,
    },
    /// Its code runs; no device yet.
    Starting,
    /// Able to work.
    Ready,
    /// Dead, and not restarted by itself.
    Dead,
}

/// A checkpoint whose bytes the shell keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Of which document.
    pub generation: u32,
    /// Steps trained.
    pub step: u32,
}

/// The worker and what it was told.
#[derive(Clone, Debug, PartialEq)]
pub struct Engine {
    /// Where it stands.
    pub phase: EnginePhase,
    /// What runs.
    pub device: Option<Device>,
    /// Generation that was sent and is not answered yet.
    pub building: Option<u32>,
    /// Generation that is built.
    pub built: Option<u32>,
    /// The document was replaced as a whole: the next network keeps no weights, whatever the ids.
    pub fresh: bool,
    /// Generation that the engine refused: not sent again.
    pub refused: Option<u32>,
    /// Kernels compiled for the first step, while they are.
    pub compiling: Option<u32>,
    /// The newest checkpoint.
    pub checkpoint: Option<Checkpoint>,
    /// A checkpoint is to be restored once the network is built, and then: go on training?
    pub restore: Option<bool>,
    /// A switch of device waits for a last checkpoint; go on training then?
    pub switching: Option<bool>,
    /// When it died last, in milliseconds.
    pub died: Option<f64>,
}

impl Default for Engine {
    fn default() -> Self {
        Self {
            phase: EnginePhase::Loading { done: 0, total: None },
            device: None,
            building: None,
            built: None,
            fresh: false,
            refused: None,
            compiling: None,
            checkpoint: None,
            restore: None,
            switching: None,
            died: None,
        }
    }
}

/// What is to happen as soon as the engine can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Train.
    Train,
    /// One step.
    Step,
}

/// Where the run stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RunPhase {
    /// None yet.
    #[default]
    Idle,
    /// Waits for the engine or for data.
    Queued(Intent),
    /// Training.
    Running,
    /// Waiting to go on.
    Paused,
    /// Ended by the person, by an edit or by a failure.
    Stopped,
    /// Ended by itself.
    Finished,
}

impl RunPhase {
    /// Whether a run is in progress, paused ones included.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Queued(_) | Self::Running | Self::Paused)
    }
}

/// The training run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// Where it stands.
    pub phase: RunPhase,
    /// What is queued has been sent to the engine.
    pub asked: bool,
    /// Settings; of a run in progress only the learning rate changes.
    pub config: TrainConfig,
    /// Ended epochs.
    pub epochs: Rc<Vec<EpochSummary>>,
    /// Loss and accuracy over steps.
    pub curves: Rc<Curves>,
    /// A test under way: images done, in all.
    pub testing: Option<(u32, u32)>,
    /// The last test.
    pub test: Option<TestResult>,
    /// Key of the data set of that test.
    pub tested_on: String,
    /// Steps behind the present weights.
    pub step: u32,
}

/// Which kind of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// Built in.
    Synthetic,
    /// Dropped or picked.
    Files,
    /// Kept by the browser.
    Kept,
    /// From the page's own origin.
    Served,
}

impl SourceKind {
    /// The kind of a source.
    pub const fn of(source: &DataSource) -> Self {
        match source {
            DataSource::Synthetic => Self::Synthetic,
            DataSource::Files { .. } => Self::Files,
            DataSource::Kept => Self::Kept,
            DataSource::Served { .. } => Self::Served,
        }
    }
}

/// The data set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataState {
    /// In use.
    pub summary: Option<Rc<DataSummary>>,
    /// Where it came from; loaded again after a restart of the engine.
    pub active: Option<DataSource>,
    /// Being loaded, and how far it is.
    pub loading: Option<(DataSource, Option<DataProgress>)>,
    /// What went wrong last, and with which.
    pub failure: Option<(SourceKind, DataFailure)>,
    /// The browser keeps a copy.
    pub kept: bool,
    /// The engine has said what is kept: what it found at its start is older.
    pub(crate) kept_heard: bool,
    /// The person has said of this set that they use it although files are missing.
    pub accepted: Option<u32>,
    /// The page's origin has the archive.
    pub served: bool,
    /// The person has chosen a source in this visit.
    pub chosen: bool,
}

/// Own pictures that are kept at hand.
pub const TRAY: usize = 12;

/// The person's own pictures, of which one is shown: numbers and names, the newest last.
pub type Tray = Rc<Vec<(u32, String)>>;

/// The person's own picture; its pixels are with the shell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// Its number in the tray.
    pub id: u32,
    /// Width and height in pixels.
    pub size: Option<(u32, u32)>,
    /// Left, top, side of the square that is used.
    pub crop: [f64; 3],
    /// A classification is under way.
    pub waiting: bool,
    /// Something has changed since it was asked for.
    pub again: bool,
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
    /// The data set.
    pub data: DataState,
    /// The own picture.
    pub picture: Picture,
    /// All own pictures.
    pub tray: Tray,
    /// What is followed through the network.
    pub subject: Option<Subject>,
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
            data: DataState::default(),
            picture: Picture::default(),
            tray: Tray::default(),
            subject: None,
            notices: Rc::default(),
            notice: 0,
            visit: Visit::default(),
            comparison: Comparison::default(),
            preferences,
            served,
        };
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
        let notice = Notice { id: self.notice, spot, code };
        let notices = Rc::make_mut(&mut self.notices);
        notices.retain(|old| {
            old.spot != spot
                || std::mem::discriminant(&old.code) != std::mem::discriminant(&notice.code)
        });
        notices.push(notice);
    }

    /// Takes away the messages that `gone` says are of no use any more.
    pub(crate) fn withdraw(&mut self, gone: impl Fn(&NoticeCode) -> bool) {
        if self.notices.iter().any(|notice| gone(&notice.code)) {
            Rc::make_mut(&mut self.notices).retain(|notice| !gone(&notice.code));
        }
    }
}
