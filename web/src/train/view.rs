//! What the training panel shows.

use crate::names::numbered;
use filtro_app::{Inherited, RunPhase, State};
use filtro_net::NodeId;
use filtro_protocol::{Device, DevicePreference, EpochSummary, TestResult};
use filtro_recipe::TrainConfig;
use filtro_text::{Lang, list};
use std::rc::Rc;

/// What the training panel shows.
#[derive(Clone, PartialEq)]
pub struct TrainingView {
    /// The settings.
    pub config: TrainConfig,
    /// A run is in progress (also paused): most settings are fixed.
    pub in_run: bool,
    /// Ended epochs.
    pub epochs: Rc<Vec<EpochSummary>>,
    /// The step since which curves and epochs are of the present network.
    pub since: f64,
    /// What has kept its weights after a change, and what has not.
    pub inherited: Option<[Option<String>; 2]>,
    /// Accuracy on the test part.
    pub test: Option<TestResult>,
    /// Being tested: images done and in all.
    pub testing: Option<(u32, u32)>,
    /// Whether a test can be asked for now.
    pub can_test: bool,
    /// Classes of the data set.
    pub classes: usize,
    /// What runs.
    pub device: Option<Device>,
    /// What was asked for.
    pub preference: DevicePreference,
    /// Both devices are being timed.
    pub comparing: bool,
}

impl TrainingView {
    /// Of the application's state.
    pub fn of(state: &State, lang: Lang) -> Self {
        let run = &state.run;
        let busy = matches!(run.phase, RunPhase::Running | RunPhase::Queued(_));
        let summary = state.data.summary.as_ref();
        Self {
            config: run.config,
            in_run: run.phase.is_active(),
            epochs: Rc::clone(&run.epochs),
            since: run.curves.since(),
            inherited: inherited_words(state, lang),
            test: run.test,
            testing: run.testing,
            can_test: !busy
                && run.testing.is_none()
                && state.engine.built == Some(state.document.generation)
                && summary.is_some_and(|summary| summary.sizes.test > 0),
            classes: summary.map_or(0, |summary| summary.classes.len()),
            device: state.engine.device.clone(),
            preference: state.preferences.device,
            comparing: state.is_comparing(),
        }
    }
}

/// What an edit has made of the trained weights, once the engine has said it.
pub fn inherited(state: &State) -> Option<&Inherited> {
    let found = state.run.inherited.as_deref()?;
    (found.all() > 0).then_some(found)
}

/// What has kept its weights and what has not, in words.
fn inherited_words(state: &State, lang: Lang) -> Option<[Option<String>; 2]> {
    let (found, t) = (inherited(state)?, &lang.text().weights);
    let words = |nodes: &[NodeId], words: fn(&str) -> String| {
        let names = numbered(nodes, &state.document.network, lang);
        (!names.is_empty()).then(|| words(&list(lang, &names)))
    };
    Some([words(&found.kept, t.kept), words(&found.fresh, t.fresh)])
}
