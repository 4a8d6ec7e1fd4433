//! Notices over the page, and the voice for what is only said.

mod announce;
mod view;

pub use announce::announcement;
pub use view::{NoticeView, Tone, notices};

use filtro_ui::control::Button;
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use yew::prelude::*;

/// Properties of [`Notices`].
#[derive(PartialEq, Properties)]
pub struct NoticesProps {
    /// Newest last.
    pub notices: Vec<NoticeView>,
    /// What is said to assistive technology only: positions of a drag and the like.
    pub announcement: AttrValue,
}

/// The notices and the live regions. The regions are always there: a region that appears together
/// with its text is not read by all screen readers.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let t = &use_text().shell;
    let (urgent, calm): (Vec<_>, Vec<_>) =
        props.notices.iter().partition(|notice| notice.tone == Tone::Error);
    html! {
        <>
            <section class="notices" aria-label={t.notices}>
                <div class="stack-tight" role="alert">
                    for notice in urgent {
                        <Notice key={notice.id} view={notice.clone()} />
                    }
                </div>
                <div class="stack-tight" role="status">
                    for notice in calm {
                        <Notice key={notice.id} view={notice.clone()} />
                    }
                </div>
            </section>
            <p class="visually-hidden" role="status" aria-live="polite">{ &props.announcement }</p>
        </>
    }
}

#[derive(PartialEq, Properties)]
struct NoticeProps {
    view: NoticeView,
}

#[component]
fn Notice(props: &NoticeProps) -> Html {
    let t = &use_text().shell;
    let view = &props.view;
    let (class, shape) = match view.tone {
        Tone::Error => ("error", Icon::Error),
        Tone::Warning => ("warning", Icon::Warning),
        Tone::Info => ("info", Icon::Info),
        Tone::Good => ("good", Icon::Check),
    };
    html! {
        <div class={classes!("message", class)}>
            { icon(shape) }
            <div>
                <p>{ &view.words }</p>
                if let Some(next) = &view.next {
                    <p class="message-next">{ next }</p>
                }
                if let Some((label, act)) = &view.action {
                    <div class="message-actions">
                        <Button label={label.clone()} onclick={act.clone()} />
                    </div>
                }
            </div>
            <Button
                label={t.dismiss}
                icon={Icon::Close}
                icon_only=true
                class="quiet small-target"
                onclick={view.dismiss.clone()}
            />
        </div>
    }
}
