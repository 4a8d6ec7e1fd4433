//! The dialog that makes a smaller network of a large one.

mod form;
mod outcome;
mod settings;

use super::view::GalleryView;
use crate::act::Act;
use crate::slots::use_slot;
use crate::templates::Entry;
use filtro_net::Network;
use filtro_ui::control::{Button, Progress, unique_id};
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use form::Form;
use std::rc::Rc;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// What is adapted.
#[derive(Clone, PartialEq)]
pub enum Subject {
    /// A template, whose file is to be fetched.
    Template(Rc<Entry>),
    /// The network in the builder.
    Current(Rc<Network>),
}

/// Properties of [`Adapter`].
#[derive(PartialEq, Properties)]
pub struct AdapterProps {
    /// What is adapted.
    pub subject: Subject,
    /// What the gallery knows.
    pub view: Rc<GalleryView>,
    /// Where is asked.
    pub send: Callback<Act>,
    /// It was closed.
    pub onclose: Callback<()>,
}

/// The dialog. The browser's own keeps focus inside, closes on Escape and gives focus back.
#[component]
pub fn Adapter(props: &AdapterProps) -> Html {
    let text = use_text();
    let t = &text.adapt;
    let node = use_node_ref();
    let title_id = use_memo((), |()| unique_id("adapt"));
    let fetched = use_slot(|slots| &slots.template);
    let source = match &props.subject {
        Subject::Current(network) => Some(Ok(Rc::clone(network))),
        Subject::Template(entry) => fetched
            .filter(|fetched| fetched.name == entry.name)
            .and_then(|fetched| fetched.network.clone()),
    };
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                // Refused only where the dialog is open already.
                dialog.show_modal().unwrap_or_default();
            }
        });
    }
    let name = match &props.subject {
        Subject::Template(entry) => entry.title.clone(),
        Subject::Current(network) => network.name.clone(),
    };
    let body = match &source {
        None => html! { <Progress label={t.fetching} share={None} text={t.fetching} /> },
        Some(Err(why)) => html! {
            <div class="message error" role="alert">
                { icon(Icon::Error) }
                <div>
                    <p>{ (text.problems.template_missing)(&name, why) }</p>
                    <div class="message-actions">
                        <Button label={text.shell.retry} onclick={retry(props)} />
                    </div>
                </div>
            </div>
        },
        Some(Ok(network)) => html! {
            <Form
                network={Rc::clone(network)}
                original={matches!(props.subject, Subject::Template(_))}
                view={Rc::clone(&props.view)}
                send={props.send.clone()}
                onclose={props.onclose.clone()}
            />
        },
    };
    html! {
        <dialog
            class="dialog adapt"
            ref={node.clone()}
            aria-labelledby={(*title_id).clone()}
            onclose={props.onclose.reform(|_: yew::Event| ())}
        >
            <div class="dialog-head">
                <h2 id={(*title_id).clone()}>{ (t.title)(&name) }</h2>
                <Button
                    label={text.shell.close}
                    icon={Icon::Close}
                    icon_only=true
                    class="quiet"
                    onclick={Callback::from(move |()| {
                        // Its own way to close gives the focus back.
                        node.cast::<HtmlDialogElement>().iter().for_each(HtmlDialogElement::close);
                    })}
                />
            </div>
            <div class="dialog-body">
                <p class="small muted">{ t.lead }</p>
                { body }
            </div>
        </dialog>
    }
}

/// Fetches the template once more.
fn retry(props: &AdapterProps) -> Callback<()> {
    let name = match &props.subject {
        Subject::Template(entry) => entry.name.clone(),
        // It is here.
        Subject::Current(_) => return Callback::noop(),
    };
    props.send.reform(move |()| Act::FetchTemplate(name.clone()))
}
