//! What happens to the page.

use crate::comparison::CompareEvent;
use crate::data::SourceKind;
use crate::drag::DragEvent;
use crate::learnt::Unkept;
use crate::news::EngineNews;
use crate::notice::NoticeAction;
use crate::picture::PictureTrouble;
use crate::visit::TabMessage;
use filtro_net::{BlockSort, Edit, Field, Item, Network, NodeId, Place, Value};
use filtro_protocol::{DevicePreference, SampleId};
use filtro_recipe::TrainConfig;
use filtro_zoo::Preset;

/// What became of something that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// It is kept, after something was not.
    Again,
    /// The browser has no room left.
    Full,
    /// The browser keeps nothing for this page.
    Refused,
}

/// What is heard of other tabs and of earlier visits.
#[derive(Clone, Debug, PartialEq)]
pub enum VisitEvent {
    /// Another tab says something.
    Heard(TabMessage),
    /// The browser brings the page back as it was left.
    Returned,
    /// All have had the time to answer: the networks that are kept now, by key.
    Counted(Vec<(String, String)>),
    /// Open an earlier network of this key; the one on the screen is kept in its place.
    Open(String),
    /// Hand out what cannot be read, of this key.
    Save(String),
}

/// What happens to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The page is up.
    Started,
    /// The worker, at a time in milliseconds.
    Engine(EngineNews, f64),

    /// One change of the network: one step to undo.
    Edit(Edit),
    /// A fix: several changes, one step to undo.
    Fix(Vec<Edit>),
    /// Parameters are being changed, such as both sides of a square kernel: what follows for the
    /// same first one before [`Event::Settled`] is the same step to undo.
    Set {
        /// Whose.
        id: NodeId,
        /// Which, and their values.
        values: Vec<(Field, Value)>,
    },
    /// The input field was left.
    Settled,
    /// A new item at a place, or behind the selected node.
    Insert {
        /// What.
        item: Item,
        /// Where.
        at: Option<Place>,
    },
    /// A ready-made block at a place, or behind what is selected; it takes its widths from what
    /// goes in there.
    InsertPreset {
        /// Which.
        preset: Preset,
        /// Where.
        at: Option<Place>,
    },
    /// Put a node, or all that are selected if it is one of them, into a new block.
    Wrap {
        /// What.
        id: NodeId,
        /// The block's sort.
        into: BlockSort,
    },
    /// Leave what is inside a block in its place.
    Unwrap(NodeId),
    /// Put copies of a node, or of all that are selected if it is one of them, behind.
    Repeat {
        /// What.
        id: NodeId,
        /// How often it stands there afterwards.
        times: usize,
    },
    /// Ask how often a node, or all that are selected if it is one of them, is to be repeated; or do
    /// not ask any more.
    AskRepeat(Option<NodeId>),
    /// Copy a node, or all that are selected if it is one of them.
    Duplicate(NodeId),
    /// Take a node out, or all that are selected if it is one of them.
    Delete(NodeId),
    /// One place up or down in its sequence, with all that are selected if it is one of them.
    Shift {
        /// What.
        id: NodeId,
        /// Up.
        up: bool,
    },
    /// Take one step back.
    Undo,
    /// Take it again.
    Redo,
    /// Show this node's parameters.
    Select(Option<NodeId>),
    /// Select from where the range began to this node.
    Extend {
        /// The range begins here, if it is not selected.
        from: Option<NodeId>,
        /// Its other end.
        to: NodeId,
    },
    /// Select the whole outermost sequence.
    SelectAll,
    /// Add this node to the selected ones, or take it out.
    Toggle(NodeId),
    /// Open a template: its file is fetched first.
    Template(String),
    /// The file of a template, or why it did not come.
    Fetched {
        /// Of which template.
        name: String,
        /// Its contents.
        text: Result<String, String>,
    },
    /// A network file is being read.
    Opening,
    /// A network file was opened.
    Open {
        /// Its contents.
        text: String,
    },
    /// Put this network in the document's place, as one step, and show its first layer.
    Build(Network),
    /// Networks were given together with another, which is being opened.
    NotOpened {
        /// Their names.
        names: String,
    },
    /// A file that nothing here can open.
    Unknown {
        /// Its name.
        name: String,
    },
    /// Hand the network out as a file.
    Save,
    /// What became of something that the browser was to keep.
    Keeping(Keeping),
    /// Other tabs, earlier visits.
    Visit(VisitEvent),
    /// The comparison.
    Compare(CompareEvent),
    /// A drag.
    Drag(DragEvent),

    /// Other settings of training.
    Config(TrainConfig),
    /// Start, or go on.
    Train,
    /// Wait.
    Pause,
    /// One step.
    Step,
    /// End the run.
    Stop,
    /// End the run, fresh weights.
    Reset,
    /// Train fresh weights.
    Afresh,
    /// Hand the weights out as a file.
    SaveWeights,
    /// A file of weights was opened; the shell has its bytes.
    Weights {
        /// Its name.
        name: String,
    },
    /// The browser has kept weights of this very network; the shell has their bytes.
    Recalled {
        /// Of which structure.
        structure: String,
        /// What was learnt with them, as [`Learnt::write`](crate::Learnt::write) puts it.
        record: Vec<u8>,
        /// Length of the weights.
        bytes: u64,
    },
    /// The browser has not kept the weights.
    Unkept(Unkept),
    /// The person's word on what would end a run in progress.
    Confirm(bool),
    /// Measure test accuracy.
    Test,
    /// Train on another device.
    Device(DevicePreference),
    /// Time the device anew.
    Calibrate,

    /// Load a data set.
    Load(SourceKind),
    /// Files were dropped or picked; the shell has them.
    Files {
        /// Their names.
        names: Vec<String>,
    },
    /// Give the load up.
    CancelLoad,
    /// Use the data set although some of its files are missing.
    UseIncomplete,
    /// Forget the data set that the browser keeps.
    Forget,
    /// Thumbnails are needed.
    Samples(Vec<SampleId>),
    /// Follow this picture through the network.
    Watch(SampleId),
    /// Follow the own picture.
    WatchPicture,
    /// Pictures were dropped, pasted or picked; the shell has them. Numbers and names.
    Pictures(Vec<(u32, String)>),
    /// A picture was decoded; the shell has its pixels.
    Picture {
        /// Its number in the tray.
        id: u32,
        /// Width in pixels.
        width: u32,
        /// Height.
        height: u32,
    },
    /// A picture of this number was not.
    PictureFailed(u32, PictureTrouble),
    /// Another square of the picture: left, top, side.
    Crop([f64; 3]),

    /// A message was read.
    Dismiss(u64),
    /// Its button was pressed.
    Act(NoticeAction),
}
