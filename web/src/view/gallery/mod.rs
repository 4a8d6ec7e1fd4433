//! The room `#gallery`.

use crate::text::use_text;
use filtro_app::{Event, State};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Gallery`].
#[derive(PartialEq, Properties)]
pub struct GalleryProps {
    /// What the page knows.
    pub state: Rc<State>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// The room.
#[component]
pub fn Gallery(_props: &GalleryProps) -> Html {
    let t = &use_text().gallery;
    html! {
        <div class="room-inner">
            <h2 class="room-title">{ t.title }</h2>
            <p class="muted">{ t.lead }</p>
        </div>
    }
}
