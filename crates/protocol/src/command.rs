//! What the page tells the worker.

use crate::device::DevicePreference;
use filtro_program::DeviceKind;
use filtro_recipe::TrainConfig;
use serde::{Deserialize, Serialize};

/// A command with the number that its answers carry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Counts up from 1 within a worker's life.
    pub seq: u32,
    /// What to do.
    pub command: Command,
}

/// Where a data set comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DataSource {
    /// The built-in synthetic set.
    Synthetic,
    /// CIFAR-10 as the browser kept it from an earlier visit.
    Kept,
    /// CIFAR-10 from the page's own origin, at this folder URL.
    Served {
        /// Absolute URL of the folder, ending in a slash.
        base: String,
    },
    /// Files that the person dropped or picked, in this order.
    /// Attachments: one `File` each.
    Files {
        /// Their names.
        names: Vec<String>,
    },
}

/// A picture of the data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SampleId {
    /// From the test part (otherwise from the training part).
    pub test: bool,
    /// Index within the part.
    pub index: u32,
}

/// What the feature maps are shown for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// A picture of the data set.
    Sample(SampleId),
    /// The person's own picture, as the last [`Command::Classify`] cut it.
    Picture,
}

/// What the page tells the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// First message: choose the device. Answer: [`Report::Device`](crate::Report::Device).
    Start {
        /// What the person asked for.
        device: DevicePreference,
        /// Absolute URL of the folder, ending in a slash, where the page's origin may serve data
        /// sets. The worker looks there and in the browser's store. Second answer:
        /// [`Report::DataFound`](crate::Report::DataFound).
        served: Option<String>,
    },
    /// Make this the network. Trained weights of nodes that kept id and shape stay.
    /// Answer: `Network` or `Failed`.
    SetNetwork {
        /// The document as JSON.
        document: String,
        /// Counts the documents; answers about another generation are stale.
        generation: u32,
        /// Seed of the initial weights.
        seed: u64,
        /// Start from fresh weights everywhere.
        fresh: bool,
    },
    /// Load a data set; the one in use stays until the first part of the new one is there.
    /// Answers: `DataProgress`…, `Data` with every part, then `Data` that is complete or
    /// `DataFailed`; and `Kept` once the browser has stored it.
    LoadData(DataSource),
    /// Give up the load in progress.
    CancelLoad,
    /// Forget the data set that the browser keeps, and keep none that is being stored. Answer:
    /// `Kept`.
    ForgetKept,
    /// Thumbnails. Answer: `Samples`.
    Samples {
        /// Which.
        ids: Vec<SampleId>,
    },
    /// Train on from where the present weights stand: counts, the order of the pictures and the
    /// optimiser's memory go on, as far as they are of the same network and settings.
    Train {
        /// The settings. Its epochs are all of the weights' epochs, those before included. A
        /// paused run takes only the learning rate and epochs from them.
        config: TrainConfig,
    },
    /// Stop after the step in progress, ready to go on.
    Pause,
    /// One optimiser step, then pause. Starts a run where none is.
    Step {
        /// As for `Train`.
        config: TrainConfig,
    },
    /// End the run; the weights stay.
    Stop,
    /// End the run and draw fresh weights.
    Reset {
        /// Seed of the weights.
        seed: u64,
    },
    /// For the rest of the run.
    SetLearningRate(f64),
    /// Show feature maps for this from now on, refreshed while training (latest wins).
    /// Answer: `Maps`, now and again.
    Watch {
        /// For what; nothing ends it.
        subject: Option<Subject>,
    },
    /// Classify a picture and remember it as [`Subject::Picture`].
    /// Attachment: its pixels, RGBA, row by row. Answer: `Classified`.
    Classify {
        /// Width of the attachment in pixels.
        width: u32,
        /// Height.
        height: u32,
        /// The square that is used: left, top, side, in pixels of the attachment.
        crop: [f64; 3],
    },
    /// Hand out weights and run state. Answer: `Checkpoint`.
    Checkpoint,
    /// Take up a checkpoint, or plain weights. What was learnt before is handed out first.
    /// Attachment: the bytes. Answer: `Restored` or `Failed`, and nothing has changed then.
    Restore {
        /// Take what fits of a file of another network.
        part: bool,
    },
    /// Compute test accuracy now. Answer: `Tested`.
    Evaluate,
    /// Time small networks, in the pauses between everything else. Answer: `Calibrated`; none
    /// where a run begins before the end. `Untimed` where it cannot be done.
    Calibrate,
    /// Time some training steps of a copy of the network, in the pauses between everything else.
    /// Answer: `Rehearsed`; none where a run begins or another network comes before the end.
    /// `Untimed` where it cannot be done.
    Rehearse {
        /// Settings of the steps.
        config: TrainConfig,
    },
    /// Time some training steps of copies of the network on the processor and on the GPU, in the
    /// pauses between everything else. Answer: `Compared`; none where a run begins or another
    /// network comes before the end. Given again while it goes on, it only sets the limit.
    Compare {
        /// Settings of the steps.
        config: TrainConfig,
        /// Pictures of a step on the processor, whose speed hardly depends on it.
        trial: usize,
        /// End after so many milliseconds, whatever was found by then.
        limit_ms: Option<u32>,
    },
    /// Go on with this device; the weights come along. Answer: `Device`.
    Use {
        /// Which.
        kind: DeviceKind,
        /// Images a second on the processor, for the reason in the answer.
        cpu: u32,
        /// On the GPU.
        gpu: u32,
    },
}
