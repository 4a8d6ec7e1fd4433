//! The network document: layers, blocks, shapes, costs, diagnostics, templates and edits.
//!
//! Pure: no browser, no engine, no sibling crate. Everything that a person can get wrong about a
//! network is decided here, as data, so that it can be tested in milliseconds and shown in any
//! language.

pub mod adapt;
mod address;
mod apply;
pub mod catalogue;
pub mod cost;
mod diagnostic;
mod edit;
pub mod file;
mod formula;
mod ids;
mod inspect;
mod layer;
mod memory;
mod modules;
mod network;
mod node;
mod param;
pub mod practice;
mod presets;
mod problem;
mod receptive;
mod report;
mod shape;
mod shape_problem;
mod sources;
#[cfg(feature = "templates")]
pub mod templates;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod train;

pub use address::{Lane, NodeId, Place};
pub use apply::{Applied, apply_all};
pub use diagnostic::{Diagnostic, Fix, FixKind, Severity};
pub use edit::{Edit, EditError};
pub use file::FileError;
pub use formula::{Formula, WeightFormula, WindowFormula};
pub use inspect::{Target, inspect};
pub use layer::{Layer, LayerKind, SetError};
pub use memory::{Memory, largest_output, training_memory, training_peak};
pub use network::{Network, Walk};
pub use node::{Block, BlockSort, Item, Merge, Node};
pub use param::{Choice, Field, ParamKind, ParamSpec, Value};
pub use presets::{PRESETS, Preset};
pub use problem::{Counted, Problem};
pub use receptive::Receptive;
pub use report::{NodeReport, Report};
pub use shape::Shape;
pub use shape_problem::ShapeProblem;
#[cfg(feature = "templates")]
pub use templates::{TEMPLATES, Template, template};
pub use train::{Optimizer, TrainConfig};
