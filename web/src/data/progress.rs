//! A load in progress, and one that failed.

use filtro_app::SourceKind;
use filtro_protocol::{DataFailure, DataProgress};
use filtro_ui::control::{Button, Progress};
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use yew::prelude::*;

/// Properties of [`Loading`].
#[derive(PartialEq, Properties)]
pub struct LoadingProps {
    pub kind: SourceKind,
    pub progress: Option<DataProgress>,
    pub oncancel: Callback<()>,
}

/// How far a load is, with Cancel.
#[component]
pub fn Loading(props: &LoadingProps) -> Html {
    let text = use_text();
    let t = &text.data;
    let words = match props.progress {
        None => "…".to_owned(),
        Some(DataProgress { done, total }) if props.kind == SourceKind::Synthetic => {
            let all = total.map_or_else(|| "…".to_owned(), |n| text.lang.integer(n));
            (t.images_done)(&text.lang.integer(done), &all)
        }
        Some(DataProgress { done, total: Some(total) }) => text.lang.bytes_of(done, total),
        Some(DataProgress { done, total: None }) => text.lang.bytes(done),
    };
    let share = props
        .progress
        .and_then(|p| p.total.filter(|t| *t > 0).map(|total| p.done as f64 / total as f64));
    html! {
        <div class="stack">
            <div class="row apart small">
                <span>{ (t.loading)(&words) }</span>
                <Button label={t.cancel} onclick={props.oncancel.clone()} />
            </div>
            <Progress label={t.loading_label} {share} text={words} />
        </div>
    }
}

/// Properties of [`Failed`].
#[derive(PartialEq, Properties)]
pub struct FailedProps {
    pub failure: DataFailure,
}

/// What went wrong and what to do next.
#[component]
pub fn Failed(props: &FailedProps) -> Html {
    let t = &use_text().problems;
    let quiet = props.failure == DataFailure::Cancelled;
    html! {
        <div
            class={classes!("message", (!quiet).then_some("error"))}
            role={if quiet { "status" } else { "alert" }}
        >
            { icon(if quiet { Icon::Info } else { Icon::Error }) }
            <div>
                if !quiet {
                    <strong>{ t.data_failed }</strong>
                }
                <p>{ (t.data)(&props.failure) }</p>
                <p class="message-next">{ (t.data_next)(&props.failure) }</p>
            </div>
        </div>
    }
}
