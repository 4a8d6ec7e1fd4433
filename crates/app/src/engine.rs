//! The worker: where it stands and what it was told.

use crate::learnt::WeightsId;
use filtro_protocol::Device;

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

/// What is done once weights are back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nothing: it was to be expected.
    Nothing,
    /// Say that they are back.
    Say,
    /// Say that they are those of the last visit.
    Greet,
    /// Go on training.
    Train,
}

/// Weights on their way into the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restoring {
    /// Those of a file that the person has opened, and the present weights at that time;
    /// otherwise those that the shelf has of the present network.
    pub file: Option<WeightsId>,
    /// They were sent, for this generation.
    pub sent: Option<u32>,
    /// What is done then.
    pub then: Then,
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
    /// The weights that the network being built is to have, and whether it is built with them: or
    /// they are restored afterwards.
    pub(crate) sent: Option<(WeightsId, bool)>,
    /// The weights that the built network is to have.
    pub(crate) built_as: Option<WeightsId>,
    /// The weights that the engine has indeed.
    pub(crate) holds: Option<WeightsId>,
    /// Weights that the engine is to get before anything else.
    pub restore: Option<Restoring>,
    /// A file of weights that waits for its turn: its name.
    pub(crate) opening: Option<String>,
    /// The file of weights that was opened last.
    pub(crate) file: String,
    /// A checkpoint was asked for, to be handed to the person as a file.
    pub(crate) saving: bool,
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
            sent: None,
            built_as: None,
            holds: None,
            restore: None,
            opening: None,
            file: String::new(),
            saving: false,
            switching: None,
            died: None,
        }
    }
}
