//! The room where one builds: palette, network, and the panel beside it.

use super::panels::{ClassifyPart, DataPart, InspectorPart, TrainPart};
use super::tabs::Tabs;
use super::tools::ToolButtons;
use crate::act::{Act, use_events};
use crate::builder::canvas::{Canvas, CanvasView, FirstLine};
use crate::builder::palette::Palette;
use crate::route::{Area, Tools};
use crate::store::{StoreHandle, use_shown};
use filtro_app::RunPhase;
use filtro_ui::use_text;
use yew::prelude::*;

/// Properties of [`Build`].
#[derive(PartialEq, Properties)]
pub(super) struct BuildProps {
    pub(super) store: StoreHandle,
    /// The chosen tab.
    pub(super) area: Area,
    /// What is unfolded on a small screen.
    pub(super) tools: Option<Tools>,
    pub(super) send: Callback<Act>,
}

/// The room.
#[component]
pub(super) fn Build(props: &BuildProps) -> Html {
    let BuildProps { store, area, tools, send } = props;
    let events = use_events(send);
    let shown = if *area == Area::Network { Area::Layer } else { *area };
    html! {
        <main class="areas" data-tools={tools.map(Tools::key)}>
            <ToolButtons open={*tools} send={send.clone()} />
            <div class="area-palette"><Palette send={events} /></div>
            <NetworkPart store={store.clone()} send={send.clone()} />
            <div class="area-side">
                <Tabs area={*area} onchoose={send.reform(Act::Choose)} />
                <div
                    class="panel"
                    role="tabpanel"
                    id="panel"
                    tabindex="0"
                    aria-labelledby={format!("tab-{}", shown.key())}
                >
                    { panel(*area, store, send) }
                </div>
            </div>
        </main>
    }
}

/// What the chosen tab shows.
fn panel(area: Area, store: &StoreHandle, send: &Callback<Act>) -> Html {
    let (store, send) = (store.clone(), send.clone());
    match area {
        Area::Network | Area::Layer => html! { <InspectorPart {store} {send} /> },
        Area::Data => html! { <DataPart {store} {send} /> },
        Area::Training => html! { <TrainPart {store} {send} /> },
        Area::Classify => html! { <ClassifyPart {store} {send} /> },
    }
}

#[derive(PartialEq, Properties)]
struct NetworkProps {
    store: StoreHandle,
    send: Callback<Act>,
}

/// The canvas, with the first line over its edge.
#[component]
fn NetworkPart(props: &NetworkProps) -> Html {
    let text = use_text();
    let lang = text.lang;
    let NetworkProps { store, send } = props;
    let view = use_shown(store, move |state| CanvasView::of(state, lang));
    let training = *use_shown(store, |state| state.run.phase == RunPhase::Running);
    let onselect = use_callback(send.clone(), |id, send| send.emit(Act::Select(id)));
    let events = use_events(send);
    html! {
        <section class="area-network" id="network" tabindex="-1" aria-label={text.network.canvas}>
            <Canvas {view} {onselect} send={events} />
            <FirstLine {training} />
        </section>
    }
}
