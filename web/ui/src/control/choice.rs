//! Choosing one of a few: a row of radio buttons, or a drop-down list.

use super::{described, unique_id};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// One choice.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceOption {
    /// What is handed to `onchange`.
    pub value: AttrValue,
    /// Its name.
    pub label: AttrValue,
}

impl ChoiceOption {
    /// A choice.
    pub fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// Properties of [`Choices`] and [`Select`].
#[derive(PartialEq, Properties)]
pub struct ChoicesProps {
    /// Name of the group.
    pub label: AttrValue,
    /// All choices.
    pub options: Vec<ChoiceOption>,
    /// The chosen one's value.
    pub value: AttrValue,
    /// A person chose another.
    pub onchange: Callback<AttrValue>,
    /// Shown below.
    #[prop_or_default]
    pub help: Option<AttrValue>,
    /// It cannot be changed now; the element of this id says why.
    #[prop_or_default]
    pub disabled_by: Option<AttrValue>,
    /// The name is for assistive technology only.
    #[prop_or_default]
    pub label_hidden: bool,
}

/// A row of radio buttons, all visible; arrow keys move as the browser has it.
#[component]
pub fn Choices(props: &ChoicesProps) -> Html {
    let name = use_memo((), |()| unique_id("choice"));
    let onchange = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = target::<HtmlInputElement>(&event) {
                onchange.emit(input.value().into());
            }
        })
    };
    let about = props.help.as_ref();
    let help_id = about.map(|_| format!("{name}-help"));
    let described = described(&props.disabled_by, help_id.as_deref());
    html! {
        <fieldset class="field" disabled={props.disabled_by.is_some()} aria-describedby={described}>
            <legend class={if props.label_hidden { "visually-hidden" } else { "field-label" }}>
                { &props.label }
            </legend>
            <div class="segments">
                for option in props.options.iter() {
                    <label class="segment" key={option.value.to_string()}>
                        <input
                            type="radio"
                            name={(*name).clone()}
                            value={option.value.clone()}
                            checked={option.value == props.value}
                            onchange={onchange.clone()}
                        />
                        <span>{ &option.label }</span>
                    </label>
                }
            </div>
            if let Some(about) = about {
                <p class="field-help" id={help_id}>{ about }</p>
            }
        </fieldset>
    }
}

/// A drop-down list.
#[component]
pub fn Select(props: &ChoicesProps) -> Html {
    let id = use_memo((), |()| unique_id("select"));
    let node = use_node_ref();
    {
        // Once a person has chosen, an option's `selected` says nothing any more: after an undo
        // the list would go on showing the choice.
        let (node, value) = (node.clone(), props.value.clone());
        use_effect(move || {
            if let Some(select) = node.cast::<HtmlSelectElement>() {
                select.set_value(&value);
            }
        });
    }
    let onchange = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = target::<HtmlSelectElement>(&event) {
                onchange.emit(select.value().into());
            }
        })
    };
    let about = props.help.as_ref();
    let help_id = about.map(|_| format!("{id}-help"));
    let described = described(&props.disabled_by, help_id.as_deref());
    html! {
        <div class="field">
            <label
                class={if props.label_hidden { "visually-hidden" } else { "field-label" }}
                for={(*id).clone()}
            >
                { &props.label }
            </label>
            <select
                ref={node}
                id={(*id).clone()}
                class="input"
                disabled={props.disabled_by.is_some()}
                aria-describedby={described}
                {onchange}
            >
                for option in props.options.iter() {
                    <option
                        key={option.value.to_string()}
                        value={option.value.clone()}
                        selected={option.value == props.value}
                    >
                        { &option.label }
                    </option>
                }
            </select>
            if let Some(about) = about {
                <p class="field-help" id={help_id}>{ about }</p>
            }
        </div>
    }
}

fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}
