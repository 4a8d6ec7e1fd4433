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
mod document;
mod drag;
mod effect;
mod event;
mod learnt;
mod ledger;
mod notice;
mod preferences;
mod run;
mod series;
mod shelf;
mod state;
mod update;
mod visit;

pub use blocked::{Blocked, Way};
pub use chosen::Chosen;
pub use comparison::{CompareEvent, Comparison, KEPT, Kept, Measured};
pub use contest::{Class, Compared, Contest};
pub use cost::{Basis, Cost, Fit, Forecast, Judged, Limit, Meter, Remedy};
pub use document::{Document, History, for_others};
pub use drag::{Announcement, Drag, DragEvent, Dragged, Gap, Source, Target, Where, nearest_gap};
pub use effect::{Attach, Effect, When};
pub use event::{EngineNews, Event, Keeping, PictureTrouble, Unkept, VisitEvent};
pub use learnt::{Ahead, Inherited, Learnt, WeightsId};
pub use ledger::{Ledger, Topic};
pub use notice::{Notice, NoticeAction, NoticeCode, Spot};
pub use preferences::Preferences;
pub use run::{Intent, Run, RunPhase};
pub use series::{Curve, Curves, Happened, Mark};
pub use shelf::{BUDGET, Held, Shelf};
pub use state::{
    DataState, Engine, EnginePhase, Pending, Picture, Restoring, SourceKind, State, TRAY, Then,
    Tray,
};
pub use update::update;
pub use visit::{
    COMPARISON, COMPARISON_BEFORE, Earlier, Envelope, Found, KeptError, NETWORKS, TabMessage,
    Unreadable, Visit, slot_of,
};
