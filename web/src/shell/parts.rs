//! Parts that stand in every room, each with what it shows of the state.

use super::ending::{Ending, EndingView};
use super::header::{Header, HeaderView};
use super::notices::{Notices, Voice, notices};
use super::transport::{Transport, TransportView};
use crate::act::{Act, use_events};
use crate::builder::canvas::DragLayer;
use crate::builder::repeat::Repeat;
use crate::ports::prefs::Theme;
use crate::route::Room;
use crate::shared::Shared;
use crate::store::{StoreHandle, use_shown};
use crate::train::cost::CostView;
use filtro_ui::use_text;
use yew::prelude::*;

/// Properties of a part.
#[derive(PartialEq, Properties)]
pub(super) struct PartProps {
    pub(super) store: StoreHandle,
    pub(super) send: Callback<Act>,
}

/// Properties of [`HeaderPart`].
#[derive(PartialEq, Properties)]
pub(super) struct HeaderPartProps {
    pub(super) store: StoreHandle,
    pub(super) theme: Theme,
    pub(super) room: Room,
    pub(super) send: Callback<Act>,
}

/// The header.
#[component]
pub(super) fn HeaderPart(props: &HeaderPartProps) -> Html {
    let HeaderPartProps { store, theme, room, send } = props;
    let view = use_shown(store, HeaderView::of);
    html! { <Header {view} theme={*theme} room={*room} send={send.clone()} /> }
}

/// The transport bar.
#[component]
pub(super) fn TransportPart(props: &PartProps) -> Html {
    let lang = use_text().lang;
    let PartProps { store, send } = props;
    let view = use_shown(store, move |state| TransportView::of(state, lang));
    let cost = use_shown(store, CostView::of);
    let config = *use_shown(store, |state| state.run.config);
    html! { <Transport {view} {cost} {config} send={send.clone()} /> }
}

/// What follows the pointer while something is dragged.
#[component]
pub(super) fn DragPart(props: &PartProps) -> Html {
    let PartProps { store, send } = props;
    let shown =
        use_shown(store, |state| (state.drag.clone(), Shared::from(&state.document.network)));
    let (drag, network) = (*shown).clone();
    let events = use_events(send);
    html! { <DragLayer {drag} {network} send={events} /> }
}

/// Notices, and what is only said.
#[component]
pub(super) fn NoticesPart(props: &PartProps) -> Html {
    let lang = use_text().lang;
    let PartProps { store, send } = props;
    let events = use_events(send);
    let all = use_shown(store, move |state| notices(state, lang));
    let network = use_shown(store, |state| Shared::from(&state.document.network));
    html! {
        <>
            <Notices notices={(*all).clone()} send={events} />
            <Voice network={(*network).clone()} />
        </>
    }
}

/// The question how often something is to be repeated.
#[component]
pub(super) fn RepeatPart(props: &PartProps) -> Html {
    let PartProps { store, send } = props;
    let shown = use_shown(store, |state| {
        let count = state.asking.map_or(1, |id| state.chosen().with(id).len());
        (state.asking, count)
    });
    let (node, count) = *shown;
    let events = use_events(send);
    html! { <Repeat {node} {count} send={events} /> }
}

/// The question before something ends a run in progress.
#[component]
pub(super) fn EndingPart(props: &PartProps) -> Html {
    let PartProps { store, send } = props;
    let view = *use_shown(store, EndingView::of);
    let events = use_events(send);
    html! { <Ending {view} send={events} /> }
}
