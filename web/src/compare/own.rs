//! The person's own networks: kept, renamed, opened, removed.

use filtro_app::{CompareEvent, Event, KEPT, Kept};
use filtro_ui::control::{Button, NameBox};
use filtro_ui::dom::{all, focus};
use filtro_ui::icon::Icon;
use filtro_ui::use_text;
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Properties of [`Own`].
#[derive(PartialEq, Properties)]
pub struct OwnProps {
    /// What is kept.
    pub kept: Rc<Vec<Kept>>,
    /// The network in the builder can be counted.
    pub sound: bool,
    /// Where events go.
    pub send: Callback<Event>,
}

/// The list.
#[component]
pub fn Own(props: &OwnProps) -> Html {
    let text = use_text();
    let t = &text.compare;
    let full = (props.kept.len() >= KEPT).then(|| AttrValue::from((t.no_room)(KEPT)));
    let off = full.clone().or_else(|| (!props.sound).then(|| t.has_problems.into()));
    let on = |event: CompareEvent| props.send.reform(move |()| Event::Compare(event.clone()));
    let list = use_node_ref();
    let remove = |index, id: &str| {
        let (remove, list) = (on(CompareEvent::Remove { id: id.to_owned() }), list.clone());
        Callback::from(move |()| {
            remove.emit(());
            // Its own button is gone.
            let list = list.clone();
            Timeout::new(0, move || focus_near(&list, index)).forget();
        })
    };
    html! {
        <section class="compare-own" aria-label={t.own} ref={list.clone()}>
            <h3>{ t.own }</h3>
            <p class="muted small">{ t.own_lead }</p>
            <div>
                <Button
                    label={t.keep}
                    icon={Icon::Plus}
                    unavailable={off}
                    onclick={on(CompareEvent::Keep)}
                />
            </div>
            if let Some(full) = full {
                <p class="small">{ full }</p>
            }
            if !props.kept.is_empty() {
                <ul class="kept">
                    for (index, kept) in props.kept.iter().enumerate() {
                        <li key={kept.id.clone()}>
                            <NameBox
                                label={AttrValue::from((t.name_of)(&kept.name))}
                                value={kept.name.clone()}
                                most=80
                                onchange={props.send.reform({
                                    let id = kept.id.clone();
                                    move |name| {
                                        let id = id.clone();
                                        Event::Compare(CompareEvent::Rename { id, name })
                                    }
                                })}
                            />
                            <span class="small muted">
                                { text.lang.integer(kept.parameters) }
                            </span>
                            <Button
                                label={t.open}
                                name={AttrValue::from(format!("{}: {}", t.open, kept.name))}
                                onclick={on(CompareEvent::Open { id: kept.id.clone() })}
                            />
                            <Button
                                label={t.remove}
                                name={AttrValue::from(format!("{}: {}", t.remove, kept.name))}
                                icon={Icon::Trash}
                                onclick={remove(index, &kept.id)}
                            />
                        </li>
                    }
                </ul>
            }
        </section>
    }
}

/// Focuses the network at `index`, or the last one, or the button that keeps one.
fn focus_near(list: &NodeRef, index: usize) {
    let Some(list) = list.cast::<Element>() else { return };
    let boxes: Vec<HtmlElement> = all(&list, "li input");
    let near = boxes.len().checked_sub(1).map(|last| last.min(index));
    let found = near.and_then(|at| boxes.get(at).cloned());
    let keep = || list.query_selector("button").ok().flatten()?.dyn_into().ok();
    if let Some(element) = found.or_else(keep) {
        focus(&element);
    }
}
