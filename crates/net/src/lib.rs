//! The network document: layers, blocks, shapes, costs, diagnostics, templates and edits.
//!
//! Pure: no browser, no engine, no sibling crate. Everything that a person can get wrong about a
//! network is decided here, as data, so that it can be tested in milliseconds and shown in any
//! language.

pub mod adapt;
mod apply;
pub mod catalogue;
mod check;
pub mod cost;
mod edit;
pub mod file;
mod ids;
mod infer;
mod inspect;
mod layer;
mod memory;
mod modules;
mod network;
mod param;
pub mod practice;
mod presets;
mod receptive;
mod shape;
mod sources;
#[cfg(feature = "templates")]
pub mod templates;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod train;

pub use apply::{Applied, apply_all};
pub use check::{Counted, Diagnostic, Fix, FixKind, Problem, Severity};
pub use edit::{Edit, EditError, Lane, Place};
pub use file::FileError;
pub use infer::{Formula, NodeReport, Report, WeightFormula, WindowFormula};
pub use inspect::{Target, inspect};
pub use layer::{Layer, LayerKind};
pub use memory::{Memory, largest_output, training_memory, training_peak};
pub use network::{Block, BlockSort, Item, Merge, Network, Node, NodeId, Walk};
pub use param::{Choice, Field, ParamKind, ParamSpec, Value};
pub use presets::{PRESETS, Preset};
pub use receptive::Receptive;
pub use shape::Shape;
#[cfg(feature = "templates")]
pub use templates::{TEMPLATES, Template, template};
pub use train::{Optimizer, TrainConfig};
