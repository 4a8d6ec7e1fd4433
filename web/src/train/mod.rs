//! The training panel: settings, device, curves, epochs, test.

pub mod cost;
mod curves;
mod device;
mod epochs;
mod rate;
mod settings;
mod view;

pub use view::{TrainingView, inherited};

use cost::{CostSection, CostView};
use curves::CurvesSection;
use device::DeviceSection;
use epochs::{Epochs, Test};
use filtro_app::Event;
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use settings::Settings;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`TrainingPanel`].
#[derive(PartialEq, Properties)]
pub struct TrainingPanelProps {
    /// What is shown.
    pub view: Rc<TrainingView>,
    /// What a run will take.
    pub cost: Rc<CostView>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// The training panel.
#[component]
pub fn TrainingPanel(props: &TrainingPanelProps) -> Html {
    let text = use_text();
    let t = &text.training;
    let TrainingPanelProps { view, cost, send } = props;
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
            <CurvesSection />
            <Settings
                config={view.config}
                in_run={view.in_run}
                onchange={send.reform(Event::Config)}
            />
            <CostSection
                view={Rc::clone(cost)}
                config={view.config}
                send={send.clone()}
            />
            <Test
                result={view.test}
                testing={view.testing}
                can_test={view.can_test}
                classes={view.classes}
                ontest={send.reform(|()| Event::Test)}
            />
            <Epochs epochs={Rc::clone(&view.epochs)} since={view.since} />
            <DeviceSection
                device={view.device.clone()}
                preference={view.preference}
                comparing={view.comparing}
                onchange={send.reform(Event::Device)}
            />
        </div>
    }
}
