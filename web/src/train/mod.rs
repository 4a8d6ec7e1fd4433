//! The training panel: settings, device, curves, epochs, test.

pub mod cost;
mod curves;
mod device;
mod epochs;
mod rate;
mod settings;
mod view;

pub use view::{TrainingView, inherited};

use crate::train::cost::CostSection;
use curves::CurvesSection;
use device::DeviceSection;
use epochs::{Epochs, Test};
use filtro_app::Event;
use filtro_net::TrainConfig;
use filtro_protocol::DevicePreference;
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use settings::Settings;
use std::rc::Rc;
use yew::prelude::*;

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
