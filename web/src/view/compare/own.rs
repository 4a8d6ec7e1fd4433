//! The person's own networks: kept, renamed, opened, removed.

use crate::text::use_text;
use crate::view::control::Button;
use crate::view::icon::Icon;
use filtro_app::{CompareEvent, Event, KEPT, Kept};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`Own`].
#[derive(PartialEq, Properties)]
pub struct OwnProps {
    /// What is kept.
    pub kept: Rc<Vec<Kept>>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// The list.
#[component]
pub fn Own(props: &OwnProps) -> Html {
    let text = use_text();
    let t = &text.compare;
    let full = (props.kept.len() >= KEPT).then(|| AttrValue::from((t.no_room)(KEPT)));
    let on = |event: CompareEvent| props.send.reform(move |()| Event::Compare(event.clone()));
    html! {
        <section class="compare-own" aria-label={t.own}>
            <h3>{ t.own }</h3>
            <p class="muted small">{ t.own_lead }</p>
            <div>
                <Button
                    label={t.keep}
                    icon={Icon::Plus}
                    unavailable={full.clone()}
                    onclick={on(CompareEvent::Keep)}
                />
            </div>
            if let Some(full) = full {
                <p class="small">{ full }</p>
            }
            if !props.kept.is_empty() {
                <ul class="kept">
                    for (index, kept) in props.kept.iter().enumerate() {
                        <li key={index}>
                            <input
                                class="input"
                                aria-label={(t.name_of)(&kept.name)}
                                value={kept.name.clone()}
                                maxlength="80"
                                autocomplete="off"
                                onchange={props.send.reform(move |event: yew::Event| {
                                    let name = event.target_unchecked_into::<HtmlInputElement>().value();
                                    Event::Compare(CompareEvent::Rename { index, name })
                                })}
                            />
                            <span class="small muted">
                                { text.lang.integer(kept.parameters) }
                            </span>
                            <Button
                                label={t.open}
                                name={AttrValue::from(format!("{}: {}", t.open, kept.name))}
                                onclick={on(CompareEvent::Open { index })}
                            />
                            <Button
                                label={t.remove}
                                name={AttrValue::from(format!("{}: {}", t.remove, kept.name))}
                                icon={Icon::Trash}
                                onclick={on(CompareEvent::Remove { index })}
                            />
                        </li>
                    }
                </ul>
            }
        </section>
    }
}
