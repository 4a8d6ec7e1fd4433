//! What the canvas shows of the application's state.

use super::carried::Carried;
use crate::names::classes;
use crate::shared::Shared;
use filtro_app::State;
use filtro_net::{Network, NodeId, Report};
use filtro_text::Lang;
use yew::AttrValue;

/// What the canvas shows.
#[derive(Clone, PartialEq)]
pub struct CanvasView {
    /// The layers and blocks.
    pub(super) network: Shared<Network>,
    /// Shapes, costs, problems.
    pub(super) report: Shared<Report>,
    /// Counts documents that were opened.
    pub(super) opened: u32,
    /// It is a published network, as it was opened.
    pub(super) original: bool,
    /// Whose parameters are shown.
    pub(super) selection: Option<NodeId>,
    /// Pictures a step of training.
    pub(super) batch: usize,
    /// All that are selected, where there are several.
    pub(super) group: Vec<NodeId>,
    /// A drag in progress.
    pub(super) drag: Carried,
    /// Names of the classes.
    pub(super) classes: Vec<AttrValue>,
}

impl CanvasView {
    /// Of the application's state.
    pub fn of(state: &State, lang: Lang) -> Self {
        let document = &state.document;
        Self {
            network: Shared::from(&document.network),
            report: Shared::from(&document.report),
            opened: document.opened,
            original: document.is_original(),
            selection: state.selection,
            batch: state.run.config.batch_size,
            group: state.group.clone(),
            drag: Carried::of(&state.drag),
            classes: classes(state, lang),
        }
    }
}
