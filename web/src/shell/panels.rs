//! What the tabs beside the network show, each with what it shows of the state.

use super::parts::PartProps;
use crate::act::use_events;
use crate::builder::inspector::{Inspector, InspectorView};
use crate::classify::{Classify, ClassifyView};
use crate::data::{DataPanel, DataView};
use crate::store::use_shown;
use crate::train::cost::CostView;
use crate::train::{TrainingPanel, TrainingView};
use filtro_ui::use_text;
use yew::prelude::*;

/// The selected layer.
#[component]
pub(super) fn InspectorPart(props: &PartProps) -> Html {
    let view = use_shown(&props.store, InspectorView::of);
    let events = use_events(&props.send);
    html! { <Inspector {view} send={events} /> }
}

/// Data sets.
#[component]
pub(super) fn DataPart(props: &PartProps) -> Html {
    let view = use_shown(&props.store, DataView::of);
    html! { <DataPanel {view} send={props.send.clone()} /> }
}

/// Training.
#[component]
pub(super) fn TrainPart(props: &PartProps) -> Html {
    let lang = use_text().lang;
    let view = use_shown(&props.store, move |state| TrainingView::of(state, lang));
    let cost = use_shown(&props.store, CostView::of);
    let events = use_events(&props.send);
    html! { <TrainingPanel {view} {cost} send={events} /> }
}

/// Own pictures.
#[component]
pub(super) fn ClassifyPart(props: &PartProps) -> Html {
    let lang = use_text().lang;
    let view = use_shown(&props.store, move |state| ClassifyView::of(state, lang));
    html! { <Classify {view} send={props.send.clone()} /> }
}
