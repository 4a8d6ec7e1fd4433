//! What can go wrong below the shells.

use filtro_net::{Diagnostic, Shape};

/// An engine's refusal. The engine itself never panics on what a document or a file contains.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The document has errors; nothing was built.
    #[error("the network has {} error(s)", .0.len())]
    Invalid(Vec<Diagnostic>),
    /// The document ends in a map, so it has no classes.
    #[error("expected the network to end in a vector, found {found}")]
    NotClassifier {
        /// What it ends in.
        found: Shape,
    },
    /// A slice of pictures has the wrong length.
    #[error("expected {expected} values for {count} picture(s), found {found}")]
    Images {
        /// Pictures that were announced.
        count: usize,
        /// Values that they have.
        expected: usize,
        /// Values that came.
        found: usize,
    },
    /// A label names no class.
    #[error("expected a label from 0 to {}, found {found}", .classes.saturating_sub(1))]
    Label {
        /// Classes of the network.
        classes: usize,
        /// The label.
        found: i32,
    },
    /// A file of weights does not fit the network; the network is unchanged.
    #[error(transparent)]
    Weights(#[from] WeightsError),
    /// The device could not be had.
    #[error("no device: {0}")]
    Device(String),
    /// The device failed while computing or reading back.
    #[error("the device failed: {0}")]
    Execution(String),
}

/// Why weights cannot be taken over.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// Not a safetensors file.
    #[error("not a safetensors file: {0}")]
    Format(String),
    /// It lacks tensors of the network, or has others, or of another shape.
    #[error("the weights do not fit the network: {}", list(.0))]
    Differ(Vec<Difference>),
    /// A checkpoint of another optimiser, or plain weights where a checkpoint was expected.
    #[error("expected a checkpoint of {expected}, found {found}")]
    Checkpoint {
        /// What the run needs.
        expected: String,
        /// What the file is.
        found: String,
    },
}

/// One tensor that does not fit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Difference {
    /// The network has it, the file has not.
    #[error("{name} is missing")]
    Missing {
        /// Its name.
        name: String,
    },
    /// The file has it, the network has not.
    #[error("{name} is not in the network")]
    Unexpected {
        /// Its name.
        name: String,
    },
    /// Both have it, with different shapes.
    #[error("{name}: expected shape {expected:?}, found {found:?}")]
    Shape {
        /// Its name.
        name: String,
        /// The network's.
        expected: Vec<usize>,
        /// The file's.
        found: Vec<usize>,
    },
    /// Not 32-bit floating point.
    #[error("{name}: expected 32-bit floating point, found {found}")]
    Type {
        /// Its name.
        name: String,
        /// The file's.
        found: String,
    },
}

/// The first few, then how many more.
fn list(differences: &[Difference]) -> String {
    const SHOWN: usize = 4;
    let mut text: Vec<_> = differences.iter().take(SHOWN).map(ToString::to_string).collect();
    if let Some(more) = differences.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        text.push(format!("and {more} more"));
    }
    text.join("; ")
}
