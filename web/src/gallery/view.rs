//! What the gallery shows of the application's state.

use crate::shared::Shared;
use filtro_app::State;
use filtro_net::{Network, Target};
use filtro_recipe::TrainConfig;
use std::rc::Rc;

/// What the gallery shows, beside the list of templates.
#[derive(Clone, PartialEq)]
pub struct GalleryView {
    /// The template whose file is on its way.
    pub(super) fetching: Option<String>,
    /// Names of those that are compared.
    pub(super) compared: Rc<Vec<String>>,
    /// The network in the builder.
    pub(super) network: Shared<Network>,
    /// What the data set demands of a network.
    pub(super) target: Option<Target>,
    /// How networks are trained, for the memory that it takes.
    pub(super) config: TrainConfig,
}

impl GalleryView {
    /// Of the application's state.
    pub fn of(state: &State) -> Self {
        Self {
            fetching: state.fetching.clone(),
            compared: Rc::clone(&state.comparison.chosen),
            network: Shared::from(&state.document.network),
            target: state.target(),
            config: state.run.config,
        }
    }
}
