//! The list of templates, fetched when a room first needs it.

use crate::act::Act;
use crate::slots::use_slot;
use crate::templates::Index;
use filtro_ui::control::{Button, Progress};
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use yew::prelude::*;

/// The list, which is asked for if it is not here yet.
#[hook]
pub fn use_index(send: &Callback<Act>) -> Index {
    let index = use_slot(|slots| &slots.index);
    let send = send.clone();
    use_effect_with((), move |()| send.emit(Act::FetchIndex));
    index.map_or(Index::Waiting, |index| (*index).clone())
}

/// Properties of [`Fetched`].
#[derive(PartialEq, Properties)]
pub struct FetchedProps {
    /// The list, or what became of it.
    pub index: Index,
    /// Where is asked again.
    pub send: Callback<Act>,
}

/// What is to be said while the list is not here.
#[component]
pub fn Fetched(props: &FetchedProps) -> Html {
    let text = use_text();
    let t = &text.gallery;
    match &props.index {
        Index::Here(_) => html! {},
        Index::Waiting => html! { <Progress label={t.waiting} share={None} text={t.waiting} /> },
        Index::Failed(why) => html! {
            <div class="message error" role="alert">
                { icon(Icon::Error) }
                <div>
                    <p>{ (t.failed)(why) }</p>
                    <div class="message-actions">
                        <Button label={text.shell.retry} onclick={props.send.reform(|()| Act::FetchIndex)} />
                    </div>
                </div>
            </div>
        },
    }
}
