//! What the worker tells the page.

use crate::command::{SampleId, Subject};
use crate::data::{DataFailure, DataProgress, DataSummary};
use crate::device::Device;
use filtro_net::NodeId;
use serde::{Deserialize, Serialize};

/// One measurement of a run in progress; only the latest matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Telemetry {
    /// From 0.
    pub epoch: u32,
    /// Steps done in this epoch.
    pub batch: u32,
    /// Steps of an epoch.
    pub batches: u32,
    /// Steps done in the run.
    pub step: u32,
    /// Mean loss since the last measurement; not a number where nothing was measured yet.
    pub loss: f32,
    /// Accuracy since the last measurement, 0–1, or not a number.
    pub accuracy: f32,
    /// Training speed.
    pub images_per_second: f32,
    /// Time trained, without pauses.
    pub elapsed_ms: f64,
    /// Estimated time to the end of the run.
    pub remaining_ms: Option<f64>,
    /// In force.
    pub learning_rate: f64,
}

/// An epoch that has ended.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct EpochSummary {
    /// From 0.
    pub epoch: u32,
    /// Steps done in the run.
    pub step: u32,
    /// Means over the epoch.
    pub train_loss: f32,
    /// 0–1.
    pub train_accuracy: f32,
    /// Over the validation part; not a number where it is empty.
    pub validation_loss: f32,
    /// 0–1, or not a number.
    pub validation_accuracy: f32,
}

/// Accuracy on the test part.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestResult {
    /// Mean cross-entropy.
    pub loss: f32,
    /// 0–1.
    pub accuracy: f32,
    /// Images.
    pub count: u32,
}

/// Where the first steps of a fresh network stand (kernels compile on a GPU).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compiled {
    /// Pipelines made so far.
    pub pipelines: u32,
}

/// One node's activations, in the attachment of [`Report::Maps`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapInfo {
    /// Whose output.
    pub node: NodeId,
    /// `[c, h, w]` or `[n]`.
    pub shape: Vec<u32>,
    /// First value in the activations attachment, in values (not bytes).
    pub offset: u32,
}

/// Activations of the whole network for one picture, and the filters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Maps {
    /// Of which document.
    pub generation: u32,
    /// For which picture.
    pub subject: Subject,
    /// Steps trained when this was read.
    pub step: u32,
    /// Shape of the input picture, `[c, h, w]`.
    pub input_shape: [u32; 3],
    /// In document order.
    pub activations: Vec<MapInfo>,
    /// Convolution weights, `[filters, channels, kernel height, kernel width]`.
    pub filters: Vec<MapInfo>,
    /// Softmax over the classes.
    pub probabilities: Vec<f32>,
    /// The right class, where it is known.
    pub label: Option<u8>,
}

/// A classified picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// Of which document.
    pub generation: u32,
    /// Steps trained.
    pub step: u32,
    /// Softmax over the classes.
    pub probabilities: Vec<f32>,
}

/// Something that went wrong in the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Failure {
    /// A panic; the worker is dead. Technical text.
    Panic(String),
    /// The GPU device was lost; the worker must be replaced.
    DeviceLost(String),
    /// Memory ran out.
    OutOfMemory(String),
    /// The network was refused although the page thought it valid.
    InvalidNetwork(String),
    /// The loss is no longer a number, or absurdly large; the run has been stopped, and the last
    /// good weights are in force.
    Diverged {
        /// At which step.
        step: u32,
        /// The loss there.
        loss: f32,
    },
    /// A checkpoint that is none.
    BadCheckpoint(String),
    /// The browser refused to keep the data set (quota); it can be used all the same.
    NotKept(String),
    /// A command that made no sense in the worker's state.
    Refused(String),
    /// Weights that do not fit the network: every tensor that differs.
    Misfit(Vec<Misfit>),
}

/// A tensor of a file of weights that does not fit the network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misfit {
    /// Its name: the node's id and what it is to it, such as `3.weight`.
    pub name: String,
    /// What is wrong.
    pub what: MisfitKind,
}

/// Why a tensor does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MisfitKind {
    /// The network has it, the file has not.
    Missing,
    /// The file has it, the network has not.
    Unexpected,
    /// Both have it, with different shapes.
    Shape {
        /// The network's.
        expected: Vec<u32>,
        /// The file's.
        found: Vec<u32>,
    },
    /// Other numbers than 32-bit floating point; which.
    Type(String),
}

/// A report with the request that it answers. This is the header of every message to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// [`Request::seq`](crate::Request::seq) of the request that caused the report, however often
    /// it does: a run's reports answer its start, maps the wish to see them. 0 where none did
    /// (automatic checkpoints, failures out of the blue). By it the page tells what is late.
    pub seq: u32,
    /// The report.
    pub report: Report,
}

/// What the worker tells the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Report {
    /// First message: the handler is installed.
    Ready {
        /// [`crate::PROTOCOL`] of the worker.
        protocol: u32,
        /// Build id of the worker.
        build: String,
    },
    /// The device is up.
    Device(Device),
    /// CIFAR-10 is kept by the browser, or served at the page's origin.
    DataFound {
        /// Kept from an earlier visit.
        kept: bool,
        /// Served by the page's origin.
        served: bool,
    },
    /// The network is built.
    Network {
        /// Which.
        generation: u32,
        /// Time taken.
        built_ms: f64,
        /// Steps behind its weights.
        step: u32,
        /// Epochs that have ended with them.
        epoch: u32,
        /// Nodes that have kept the weights that they had in the network before.
        kept: Vec<NodeId>,
        /// Nodes with fresh weights.
        fresh: Vec<NodeId>,
    },
    /// A load goes on.
    DataProgress(DataProgress),
    /// The data set in use, again whenever a sizeable part has arrived. It answers the load that
    /// brought it. The last of these says what is in use, whichever load is in progress.
    Data(DataSummary),
    /// The load has ended without its data set.
    DataFailed {
        /// Why.
        why: DataFailure,
        /// What is in use now: the data set from before. A part that had arrived is not.
        left: Option<DataSummary>,
    },
    /// Attachment: RGB bytes, planar, one picture after the other.
    Samples {
        /// Of which data set: [`DataSummary::id`].
        set: u32,
        /// Which.
        ids: Vec<SampleId>,
        /// Their labels.
        labels: Vec<u8>,
        /// `[c, h, w]`.
        shape: [u32; 3],
    },
    /// The first step of a network is being prepared.
    Compiling(Compiled),
    /// A run has started or goes on.
    Running,
    /// A run goes on.
    Telemetry(Telemetry),
    /// An epoch has ended.
    Epoch(EpochSummary),
    /// The run waits.
    Paused,
    /// The run has ended before its last epoch.
    Stopped,
    /// The run has done its last epoch; test accuracy follows as `Tested`, where the data set
    /// has a test part.
    Finished,
    /// Test accuracy is being computed.
    Testing {
        /// Images done.
        done: u32,
        /// Images in all.
        total: u32,
    },
    /// Test accuracy.
    Tested {
        /// The result.
        result: TestResult,
        /// Key of the data set: a run keeps its own, whatever is loaded meanwhile.
        data: String,
    },
    /// Fresh weights are in place.
    WasReset,
    /// Attachments: activations (f32, little endian), filters (f32), input picture (RGB bytes,
    /// planar).
    Maps(Maps),
    /// Attachment: the picture as the network sees it (bytes, planar).
    Classified {
        /// The result; none while the network is not built.
        prediction: Option<Prediction>,
        /// `[c, h, w]` of the attachment.
        shape: [u32; 3],
    },
    /// Attachment: safetensors bytes with weights, optimiser and run state. It comes unasked in
    /// and behind runs, and before trained weights are left for others.
    Checkpoint {
        /// Of which document.
        generation: u32,
        /// Steps trained.
        step: u32,
        /// Length of the attachment.
        bytes: u64,
    },
    /// The checkpoint is in force. `Telemetry` follows where it notes a run.
    Restored {
        /// Into which document.
        generation: u32,
        /// Steps trained, as far as the file says so.
        step: u32,
        /// Epochs that have ended.
        epoch: u32,
        /// The optimiser's memory came along.
        optimizer: bool,
        /// Nodes whose weights it had.
        kept: Vec<NodeId>,
        /// Nodes that it had nothing for.
        fresh: Vec<NodeId>,
    },
    /// Something went wrong.
    Failed(Failure),
    /// `Calibrate` or `Rehearse` came to nothing.
    Untimed,
    /// What this machine's device costs.
    Calibrated {
        /// Nanoseconds for one unit of each class of work, as `filtro_estimate::Rates` reads them.
        rates: Vec<f64>,
    },
    /// What a step of the network takes.
    Rehearsed {
        /// Of which document.
        generation: u32,
        /// Milliseconds of a step.
        step_ms: f64,
    },
    /// What the browser keeps has changed.
    Kept {
        /// Which data set it keeps for the next visit, by its [`DataSummary::id`]; none any more.
        set: Option<u32>,
    },
    /// The network takes so many images a second on the processor and on the GPU.
    Compared {
        /// Of which document.
        generation: u32,
        /// Processor, GPU; none where one of them could not be timed, or not in time.
        rates: Option<[u32; 2]>,
    },
}
