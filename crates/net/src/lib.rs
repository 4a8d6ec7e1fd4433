//! The network document: layers, blocks, shapes, costs, diagnostics, templates and edits.
//!
//! Pure: no browser, no engine, no sibling crate. Everything that a person can get wrong about a
//! network is decided here, as data, so that it can be tested in milliseconds and shown in any
//! language.

pub mod catalogue;
mod check;
mod edit;
mod infer;
mod layer;
mod network;
mod param;
mod shape;
mod train;

pub use check::{Diagnostic, Fix, FixKind, Problem, Severity};
pub use edit::{Edit, Lane, Place};
pub use infer::{Formula, NodeReport, Report, WindowFormula};
pub use layer::{Layer, LayerKind};
pub use network::{Block, Item, Merge, Network, Node, NodeId};
pub use param::{Choice, Field, ParamKind, ParamSpec, Value};
pub use shape::Shape;
pub use train::{Optimizer, TrainConfig};
