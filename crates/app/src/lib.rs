//! The page's state machine: `(state, event) -> state + effects`.
//!
//! Pure: no browser, no engine, no clock. A shell turns what happens (clicks, keys, the worker's
//! messages) into [`Event`]s, calls [`update`], carries out the [`Effect`]s and draws the
//! [`State`]. Large arrays (pictures, feature maps, weights) and fast numbers never pass through
//! here: the shell keeps them beside.

mod chosen;
mod comparison;
mod cost;
mod document;
mod drag;
mod effect;
mod event;
mod notice;
mod series;
mod state;
mod update;

pub use chosen::Chosen;
pub use comparison::{CompareEvent, Comparison, KEPT, Kept, Measured};
pub use cost::{Basis, Cost, Fit, Forecast, Judged, Limit, Meter, Remedy};
pub use document::{Document, History};
pub use drag::{Announcement, Drag, DragEvent, Dragged, Gap, Source, Target, Where, nearest_gap};
pub use effect::{Attach, Effect};
pub use event::{EngineNews, Event, PictureTrouble};
pub use notice::{Notice, NoticeAction, NoticeCode, Spot};
pub use series::{Curve, Curves};
pub use state::{
    Checkpoint, DataState, Engine, EnginePhase, Intent, Picture, Preferences, Run, RunPhase,
    SourceKind, State,
};
pub use update::update;
