//! The rooms beside the one where one builds, each with what it shows of the state.

use super::parts::PartProps;
use crate::act::use_events;
use crate::compare::{Compare, CompareView};
use crate::gallery::{Gallery, GalleryView};
use crate::practice::{Practice, PracticeView};
use crate::store::use_shown;
use yew::prelude::*;

/// Ready-made networks.
#[component]
pub(super) fn GalleryPart(props: &PartProps) -> Html {
    let view = use_shown(&props.store, GalleryView::of);
    html! { <Gallery {view} send={props.send.clone()} /> }
}

/// Networks side by side.
#[component]
pub(super) fn ComparePart(props: &PartProps) -> Html {
    let view = use_shown(&props.store, CompareView::of);
    html! { <Compare {view} send={props.send.clone()} /> }
}

/// Exercises in shapes.
#[component]
pub(super) fn PracticePart(props: &PartProps) -> Html {
    let view = use_shown(&props.store, PracticeView::of);
    let events = use_events(&props.send);
    html! { <Practice {view} send={events} /> }
}
