//! The network document: layers, blocks, shapes, sizes, diagnostics and edits.
//!
//! Pure: no browser, no engine, no sibling crate. Everything that a person can get wrong about a
//! network is decided here, as data, so that it can be tested in milliseconds and shown in any
//! language.
//!
//! ```
//! use filtro_net::catalogue::{Conv2d, Dense, Padding};
//! use filtro_net::{Network, apply_all, inspect};
//!
//! let mut network = Network::new("Mine", [3, 32, 32]);
//! network.push(Conv2d::new(8, 5, Padding::Valid));
//! network.push(Dense::new(10));
//! // A dense layer takes no maps. The problem comes with repairs, which are edits.
//! let report = inspect(&network, None);
//! let problem = report.errors().next().unwrap();
//! let repaired = apply_all(&problem.fixes[0].edits, &network)?.network;
//! let report = inspect(&repaired, None);
//! assert!(report.is_valid());
//! assert_eq!(report.parameters, 8 * (3 * 5 * 5 + 1) + 10 * (8 * 28 * 28 + 1));
//! # Ok::<(), filtro_net::EditError>(())
//! ```

mod address;
mod apply;
pub mod catalogue;
mod diagnostic;
mod edit;
pub mod file;
mod formula;
mod ids;
mod inspect;
mod layer;
mod network;
mod node;
mod param;
mod problem;
mod receptive;
mod report;
mod shape;
mod shape_problem;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use address::{Lane, NodeId, Place};
pub use apply::{Applied, apply_all};
pub use diagnostic::{Diagnostic, Fix, FixKind, Severity};
pub use edit::{Edit, EditError};
pub use file::FileError;
pub use formula::{Formula, WeightFormula, WindowFormula};
pub use ids::FreshIds;
pub use inspect::{Target, inspect};
pub use layer::{Layer, LayerKind, SetError};
pub use network::{Network, Walk};
pub use node::{Block, BlockSort, Item, Merge, Node};
pub use param::{Choice, Field, ParamKind, ParamSpec, Value};
pub use problem::{Counted, Problem};
pub use receptive::Receptive;
pub use report::{NodeReport, Report};
pub use shape::Shape;
pub use shape_problem::ShapeProblem;
