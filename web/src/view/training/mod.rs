//! The training panel: settings, device, curves, epochs, test.

mod curves;
mod device;
mod epochs;
mod settings;

use crate::text::use_text;
use crate::view::chart::Curves;
use crate::view::cost::{CostSection, CostView};
use crate::view::icon::{Icon, icon};
use curves::CurvesSection;
use device::DeviceSection;
use epochs::{Epochs, Test};
use filtro_app::Event;
use filtro_protocol::{Device, DevicePreference, EpochSummary, TestResult};
use filtro_recipe::TrainConfig;
use settings::Settings;
use std::rc::Rc;
use yew::prelude::*;

/// What the training panel shows.
#[derive(Clone, PartialEq)]
pub struct TrainingView {
    /// The settings.
    pub config: TrainConfig,
    /// A run is in progress (also paused): most settings are fixed.
    pub in_run: bool,
    /// Loss over steps.
    pub loss: Rc<Curves>,
    /// Accuracy over steps.
    pub accuracy: Rc<Curves>,
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
    /// What a run will take.
    pub cost: CostView,
}

/// What the training panel asks for.
#[derive(Clone, PartialEq)]
pub struct TrainingActions {
    /// Other settings.
    pub config: Callback<TrainConfig>,
    /// Another device.
    pub device: Callback<DevicePreference>,
    /// Test now.
    pub test: Callback<()>,
    /// For time and memory.
    pub send: Callback<Event>,
}

/// Properties of [`TrainingPanel`].
#[derive(PartialEq, Properties)]
pub struct TrainingPanelProps {
    /// What is shown.
    pub view: TrainingView,
    /// What it asks for.
    pub actions: TrainingActions,
}

/// The training panel.
#[component]
pub fn TrainingPanel(props: &TrainingPanelProps) -> Html {
    let text = use_text();
    let t = &text.training;
    let TrainingPanelProps { view, actions } = props;
    html! {
        <div class="stack">
            <h2 class="panel-title">{ t.heading }</h2>
            if let Some(words) = &view.inherited {
                <div class="message info">
                    { icon(Icon::Info) }
                    <div>
                        <p><strong>{ text.weights.changed }</strong></p>
                        for words in words.iter().flatten() {
                            <p class="small">{ words }</p>
                        }
                    </div>
                </div>
            }
            <CurvesSection loss={view.loss.clone()} accuracy={view.accuracy.clone()} />
            <Settings
                config={view.config}
                in_run={view.in_run}
                onchange={actions.config.clone()}
            />
            <CostSection
                view={view.cost.clone()}
                config={view.config}
                send={actions.send.clone()}
            />
            <Test
                result={view.test}
                testing={view.testing}
                can_test={view.can_test}
                classes={view.classes}
                ontest={actions.test.clone()}
            />
            <Epochs epochs={Rc::clone(&view.epochs)} since={view.since} />
            <DeviceSection
                device={view.device.clone()}
                preference={view.preference}
                comparing={view.comparing}
                onchange={actions.device.clone()}
            />
        </div>
    }
}
