//! Notices over the page, and the voice for what is only said.

mod announce;
mod view;

pub use view::notices;

use crate::shared::Shared;
use crate::slots::use_slot;
use announce::announcement;
use filtro_app::Event;
use filtro_net::Network;
use filtro_ui::control::Button;
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use view::{NoticeView, Tone};
use yew::prelude::*;

/// Properties of [`Notices`].
#[derive(PartialEq, Properties)]
pub struct NoticesProps {
    /// Newest last.
    pub notices: Vec<NoticeView>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// The notices and their live regions. The regions are always there: a region that appears together
/// with its text is not read by all screen readers.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let t = &use_text().shell;
    let (urgent, calm): (Vec<_>, Vec<_>) =
        props.notices.iter().partition(|notice| notice.tone == Tone::Error);
    html! {
        <section class="notices" aria-label={t.notices}>
            <div class="stack-tight" role="alert">
                for notice in urgent {
                    <Shown key={notice.id} view={notice.clone()} send={props.send.clone()} />
                }
            </div>
            <div class="stack-tight" role="status">
                for notice in calm {
                    <Shown key={notice.id} view={notice.clone()} send={props.send.clone()} />
                }
            </div>
        </section>
    }
}

/// Properties of [`Voice`].
#[derive(PartialEq, Properties)]
pub struct VoiceProps {
    /// For the names of what moves.
    pub network: Shared<Network>,
}

/// What is said to assistive technology only: positions of a drag and the like.
#[component]
pub fn Voice(props: &VoiceProps) -> Html {
    let lang = use_text().lang;
    let said = use_slot(|slots| &slots.said);
    let words = announcement(said.as_deref(), &props.network, lang);
    html! { <p class="visually-hidden" role="status" aria-live="polite">{ words }</p> }
}

#[derive(PartialEq, Properties)]
struct ShownProps {
    view: NoticeView,
    send: Callback<Event>,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let t = &use_text().shell;
    let ShownProps { view, send } = props;
    let id = view.id;
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
                if let Some((label, action)) = &view.action {
                    <div class="message-actions">
                        <Button
                            label={label.clone()}
                            onclick={send.reform({
                                let action = action.clone();
                                move |()| Event::Act(action.clone())
                            })}
                        />
                    </div>
                }
            </div>
            <Button
                label={t.dismiss}
                icon={Icon::Close}
                icon_only=true
                class="quiet small-target"
                onclick={send.reform(move |()| Event::Dismiss(id))}
            />
        </div>
    }
}
