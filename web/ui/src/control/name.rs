//! A box for a name, which is taken over when it is left.

use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`NameBox`].
#[derive(PartialEq, Properties)]
pub struct NameBoxProps {
    /// The name in force.
    pub value: AttrValue,
    /// A person entered another one.
    pub onchange: Callback<String>,
    /// Most signs.
    pub most: u16,
    /// Its accessible name, where no label names it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// The id that a label refers to.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Shown while it is empty.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
}

/// A box for a name. What is being typed stays, whatever else on the page changes meanwhile.
#[component]
pub fn NameBox(props: &NameBoxProps) -> Html {
    // What is being typed; none while the box shows the name in force.
    let draft = use_state_eq(|| None::<AttrValue>);
    // The same, for who comes before the next redraw.
    let typed = use_mut_ref(|| None::<String>);
    let oninput = {
        let (draft, typed) = (draft.setter(), Rc::clone(&typed));
        Callback::from(move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            draft.set(Some(value.clone().into()));
            *typed.borrow_mut() = Some(value);
        })
    };
    // Return, or leaving: a browser that fills the box in by itself tells of no change.
    let take = {
        let (draft, onchange) = (draft.setter(), props.onchange.clone());
        move || {
            if let Some(name) = typed.take() {
                onchange.emit(name.trim().to_owned());
            }
            draft.set(None);
        }
    };
    let onchange = {
        let take = take.clone();
        Callback::from(move |_: yew::Event| take())
    };
    let onblur = Callback::from(move |_: FocusEvent| take());
    html! {
        <input
            id={props.id.clone()}
            class={classes!("input", props.class.clone())}
            type="text"
            aria-label={props.label.clone()}
            placeholder={props.placeholder.clone()}
            maxlength={props.most.to_string()}
            autocomplete="off"
            value={(*draft).clone().unwrap_or_else(|| props.value.clone())}
            {oninput}
            {onchange}
            {onblur}
        />
    }
}
