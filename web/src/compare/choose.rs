//! Which templates are compared.

use crate::templates::Index;
use filtro_app::{CompareEvent, Event};
use filtro_ui::use_text;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Choose`].
#[derive(PartialEq, Properties)]
pub struct ChooseProps {
    /// All templates.
    pub index: Index,
    /// Names of the chosen.
    pub chosen: Rc<Vec<String>>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// A box to tick for each template, in two groups.
#[component]
pub fn Choose(props: &ChooseProps) -> Html {
    let text = use_text();
    let (t, g) = (&text.compare, &text.gallery);
    let group = |title: &'static str, original: bool| {
        html! {
            <fieldset class="chips">
                <legend class="field-label">{ title }</legend>
                for entry in props.index.entries().iter().filter(|e| e.original == original) {
                    <label class="chip" key={entry.name.clone()}>
                        <input
                            type="checkbox"
                            checked={props.chosen.contains(&entry.name)}
                            onchange={
                                let (name, chosen) = (entry.name.clone(), !props.chosen.contains(&entry.name));
                                props.send.reform(move |_: yew::Event| {
                                    Event::Compare(CompareEvent::Choose { name: name.clone(), chosen })
                                })
                            }
                        />
                        <span>{ &entry.title }</span>
                    </label>
                }
            </fieldset>
        }
    };
    html! {
        <details class="compare-choose">
            <summary>
                { t.choose }
                <span class="muted">{ " · " }{ (t.chosen)(props.chosen.len()) }</span>
            </summary>
            { group(g.originals, true) }
            { group(g.trainable, false) }
        </details>
    }
}
