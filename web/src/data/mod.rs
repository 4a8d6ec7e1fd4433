//! The data panel: where pictures come from, how many there are, what they look like.

mod files;
mod progress;
mod samples;
mod source;
mod view;

pub use view::DataView;

use crate::act::Act;
use files::Files;
use filtro_app::{Event, SourceKind};
use filtro_ui::use_text;
use progress::Loading;
use samples::Samples;
use source::Source;
use std::rc::Rc;
use yew::prelude::*;

use filtro_ui::control::Button;
use filtro_ui::icon::{Icon, icon};

/// Properties of [`DataPanel`].
#[derive(PartialEq, Properties)]
pub struct DataPanelProps {
    /// What is shown.
    pub view: Rc<DataView>,
    /// Where is asked.
    pub send: Callback<Act>,
}

/// The data panel.
#[component]
pub fn DataPanel(props: &DataPanelProps) -> Html {
    let text = use_text();
    let t = &text.data;
    let DataPanelProps { view, send } = props;
    let load = |kind: SourceKind| on(send, Event::Load(kind));
    let place = |kind: SourceKind| place(view, send, kind);
    html! {
        <div class="stack">
            <h2 class="panel-title">{ t.heading }</h2>
            { in_use(text, view, on(send, Event::UseIncomplete)) }
            if let Some(summary) = &view.summary {
                <Samples
                    summary={Rc::clone(summary)}
                    subject={view.subject.clone()}
                    send={send.clone()}
                />
            }
            <section class="section" aria-label={t.sources}>
                <h3>{ t.sources }</h3>
                <p class="small muted">{ t.private }</p>
                <div class="sources">
                    <Source
                        kind={SourceKind::Synthetic}
                        icon={Icon::Shapes}
                        name={t.synthetic}
                        badge={t.synthetic_badge}
                        about={t.synthetic_about}
                        active={view.active}
                        onuse={load(SourceKind::Synthetic)}
                    >
                        { place(SourceKind::Synthetic) }
                    </Source>
                    <Files active={view.active} send={send.clone()}>
                        { place(SourceKind::Files) }
                    </Files>
                    <Source
                        kind={SourceKind::Kept}
                        icon={Icon::Folder}
                        name={t.kept}
                        about={if view.kept { t.kept_about } else { t.kept_none }}
                        active={view.active}
                        onuse={view.kept.then(|| load(SourceKind::Kept))}
                    >
                        if view.kept {
                            <div class="row">
                                <Button
                                    label={t.forget}
                                    name={t.forget_kept}
                                    class="quiet danger"
                                    icon={Icon::Trash}
                                    onclick={on(send, Event::Forget)}
                                />
                            </div>
                        }
                        { place(SourceKind::Kept) }
                    </Source>
                    <Source
                        kind={SourceKind::Served}
                        icon={Icon::Server}
                        name={t.served}
                        about={if view.served { t.served_about } else { t.served_none }}
                        active={view.active}
                        onuse={view.served.then(|| load(SourceKind::Served))}
                    >
                        { place(SourceKind::Served) }
                    </Source>
                </div>
            </section>
        </div>
    }
}

fn on(send: &Callback<Act>, event: Event) -> Callback<()> {
    send.reform(move |()| event.clone().into())
}

/// Progress and failure of a source, at the source.
fn place(view: &DataView, send: &Callback<Act>, kind: SourceKind) -> Html {
    html! {
        <>
            if let Some((_, progress)) = view.loading.filter(|l| l.0 == kind) {
                <Loading {kind} {progress} oncancel={on(send, Event::CancelLoad)} />
            }
            if let Some((_, failure)) = view.failure.as_ref().filter(|f| f.0 == kind) {
                <progress::Failed failure={failure.clone()} />
            }
        </>
    }
}

fn in_use(text: &filtro_text::Text, view: &DataView, accept: Callback<()>) -> Html {
    let t = &text.data;
    let Some(summary) = &view.summary else {
        return html! { <p class="muted">{ t.none_in_use }</p> };
    };
    let [channels, height, width] = summary.shape;
    let sizes = summary.sizes;
    let parts = [
        (t.part_train, sizes.train),
        (t.part_validation, sizes.validation),
        (t.part_test, sizes.test),
    ];
    html! {
        <section class="section" aria-label={t.in_use}>
            <div class="row apart">
                <h3 class="row">
                    { (t.set_name)(&summary.key) }
                    if summary.key == "synthetic" {
                        <span class="badge warning">{ t.synthetic_badge }</span>
                    }
                    if !summary.missing.is_empty() {
                        <span class="badge warning">{ t.incomplete }</span>
                    }
                </h3>
                <span class="small muted">
                    { (t.picture_size)(&format!("{channels} × {height} × {width}")) }
                </span>
            </div>
            <dl class="splits">
                for (name, count) in parts {
                    <div>
                        <dt>{ name }</dt>
                        <dd>{ text.lang.integer(count.into()) }</dd>
                    </div>
                }
            </dl>
            if view.lacks_training {
                <p class="message warning" role="status">
                    { icon(Icon::Warning) }<span>{ t.no_training }</span>
                </p>
            } else if !summary.missing.is_empty() && !view.accepted {
                <div class="message warning" role="status">
                    { icon(Icon::Warning) }
                    <div>
                        <p>{ (t.missing)(&summary.missing) }</p>
                        <div class="message-actions">
                            <Button label={t.use_incomplete} onclick={accept} />
                        </div>
                    </div>
                </div>
            } else if !summary.missing.is_empty() {
                <p class="small muted">{ (t.missing_short)(&summary.missing) }</p>
            }
            if !summary.notes.is_empty() {
                <ul class="small muted file-notes" aria-label={t.notes}>
                    for note in &summary.notes {
                        <li>{ (t.note)(note) }</li>
                    }
                </ul>
            }
            if !summary.complete {
                <p class="row small"><span class="badge accent">{ t.arriving }</span></p>
            } else if summary.kept {
                <p class="row small muted">{ icon(Icon::Check) }{ t.kept_note }</p>
            }
        </section>
    }
}
