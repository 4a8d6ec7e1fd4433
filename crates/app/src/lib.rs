//! The page's state machine: `(state, event) -> state + effects`.
//!
//! Pure: no browser, no engine, no clock. A shell turns what happens (clicks, keys, the worker's
//! messages) into [`Event`]s, calls [`update`], carries out the [`Effect`]s and draws the
//! [`State`]. Large arrays (pictures, feature maps, weights) and fast numbers never pass through
//! here: the shell keeps them beside.

mod blocked;
mod chosen;
mod comparison;
mod contest;
mod cost;
mod data;
mod document;
mod drag;
mod effect;
mod engine;
mod event;
mod learnt;
mod ledger;
mod news;
mod notice;
mod picture;
mod preferences;
mod run;
mod series;
mod shelf;
mod state;
mod topic;
mod update;
mod visit;

pub use blocked::{Blocked, Way};
pub use chosen::Chosen;
pub use comparison::{CompareEvent, Comparison, KEPT, Kept, Measured};
pub use contest::{Class, Compared, Contest};
pub use cost::Cost;
pub use data::{DataState, SourceKind};
pub use document::{Document, History, for_others};
pub use drag::{Announcement, Drag, DragEvent, Dragged, Gap, Source, Target, Where, nearest_gap};
pub use effect::{Attach, Effect, When};
pub use engine::{Engine, EnginePhase, Restoring, Then};
pub use event::{Event, Keeping, VisitEvent};
pub use filtro_estimate::{Basis, Fit, Forecast, Judged, Limit, Meter, Remedy};
pub use learnt::{Ahead, Inherited, Learnt, Unkept, WeightsId};
pub use ledger::Ledger;
pub use news::EngineNews;
pub use notice::{Notice, NoticeAction, NoticeCode, Spot};
pub use picture::{Picture, PictureTrouble, TRAY, Tray};
pub use preferences::Preferences;
pub use run::{Intent, Run, RunPhase};
pub use series::{Curve, Curves, Happened, Mark};
pub use shelf::{BUDGET, Held, Shelf};
pub use state::{Pending, State};
pub use topic::Topic;
pub use update::update;
pub use visit::{
    COMPARISON, COMPARISON_BEFORE, Earlier, Envelope, Found, KeptError, NETWORKS, TabMessage,
    Unreadable, Visit, slot_of,
};
