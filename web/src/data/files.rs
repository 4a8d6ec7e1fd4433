//! CIFAR-10 from files of the person: picked or dropped.

use crate::act::Act;
use crate::ports::files::{self, FileKind};
use filtro_app::SourceKind;
use filtro_ui::control::Button;
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use yew::prelude::*;

/// The authors' page of the binary version.
const AUTHORS: &str = "https://www.cs.toronto.edu/~kriz/cifar.html";

/// Properties of [`Files`].
#[derive(PartialEq, Properties)]
pub struct FilesProps {
    pub active: Option<SourceKind>,
    pub send: Callback<Act>,
    #[prop_or_default]
    pub children: Html,
}

/// The drop zone and picker.
#[component]
pub fn Files(props: &FilesProps) -> Html {
    let t = &use_text().data;
    let over = use_state_eq(|| false);
    let active = props.active == Some(SourceKind::Files);
    let pick = props.send.reform(|()| Act::Pick(FileKind::Data));
    let ondragover = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(true);
        })
    };
    let ondragleave = {
        let over = over.clone();
        Callback::from(move |_: DragEvent| over.set(false))
    };
    // Whatever is dropped on this place is meant as data, also with a name that says nothing.
    let ondrop = {
        let (over, send) = (over.clone(), props.send.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            event.stop_propagation();
            over.set(false);
            let dropped = event.data_transfer().map(|d| files::of_transfer(&d)).unwrap_or_default();
            if !dropped.is_empty() {
                send.emit(Act::Take(FileKind::Data, dropped));
            }
        })
    };
    html! {
        <article
            class={classes!("source", active.then_some("active"), over.then_some("over"))}
            aria-label={t.files}
            {ondragover}
            {ondragleave}
            {ondrop}
        >
            { icon(Icon::File) }
            <h4>
                { t.files }
                if active {
                    <span class="badge accent">{ t.used }</span>
                }
            </h4>
            <p class="about">{ t.files_about }</p>
            <div class="row">
                <Button label={t.files_pick} onclick={pick} />
                <span class="small muted">{ t.files_drop }</span>
            </div>
            <p class="small">
                <a href={AUTHORS} target="_blank" rel="noopener noreferrer">{ t.files_where }</a>
            </p>
            { props.children.clone() }
        </article>
    }
}
