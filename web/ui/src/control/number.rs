//! A number box that takes both languages' decimal signs and says what is allowed.

use super::{described, unique_id};
use crate::use_text;
use filtro_text::Lang;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`NumberField`].
#[derive(PartialEq, Properties)]
pub struct NumberProps {
    /// Its name.
    pub label: AttrValue,
    /// The value in force.
    pub value: f64,
    /// Least allowed.
    pub min: f64,
    /// Greatest allowed.
    pub max: f64,
    /// Only whole numbers.
    #[prop_or(true)]
    pub whole: bool,
    /// A person entered another allowed value.
    pub onchange: Callback<f64>,
    /// Shown below.
    #[prop_or_default]
    pub help: Option<AttrValue>,
    /// It cannot be changed now; the element of this id says why.
    #[prop_or_default]
    pub disabled_by: Option<AttrValue>,
}

/// A number box. A wrong entry stays, marked, and the value in force stays too; leaving the box
/// puts that back.
#[component]
pub fn NumberField(props: &NumberProps) -> Html {
    let text = use_text();
    let id = use_memo((), |()| unique_id("number"));
    // What is being typed; none while the box shows the value in force.
    let draft = use_state(|| None::<String>);
    let (min, max, whole) = (props.min, props.max, props.whole);
    let accepts = move |n: f64| n >= min && n <= max && (!whole || n.fract() == 0.0);
    let wrong = draft.as_deref().is_some_and(|d| !parse(d).is_some_and(accepts));

    let oninput = {
        let (draft, onchange, current) = (draft.clone(), props.onchange.clone(), props.value);
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            if let Some(number) = parse(&typed).filter(|n| accepts(*n) && *n != current) {
                onchange.emit(number);
            }
            draft.set(Some(typed));
        })
    };
    let onblur = {
        let draft = draft.clone();
        Callback::from(move |_: FocusEvent| draft.set(None))
    };
    let onkeydown = {
        let (draft, onchange, current) = (draft.clone(), props.onchange.clone(), props.value);
        Callback::from(move |event: KeyboardEvent| {
            let step = match event.key().as_str() {
                "ArrowUp" => 1.0,
                "ArrowDown" => -1.0,
                "PageUp" => 10.0,
                "PageDown" => -10.0,
                _ => return,
            };
            event.prevent_default();
            draft.set(None);
            let next = (current + step).clamp(min, max);
            if whole && next != current {
                onchange.emit(next);
            }
        })
    };

    let help_id = format!("{id}-help");
    let problem = wrong.then(|| {
        let bound = |n: f64| if whole { text.lang.decimal(n, 0) } else { plain(text.lang, n) };
        AttrValue::from((text.training.invalid_number)(&bound(min), &bound(max)))
    });
    let about = problem.or_else(|| props.help.clone());
    let shown = draft.as_ref().map_or_else(|| plain(text.lang, props.value), Clone::clone);
    html! {
        <div class="field">
            <label class="field-label" for={(*id).clone()}>{ &props.label }</label>
            <input
                id={(*id).clone()}
                class="input number"
                type="text"
                inputmode={if whole { "numeric" } else { "decimal" }}
                autocomplete="off"
                spellcheck="false"
                value={shown}
                disabled={props.disabled_by.is_some()}
                aria-invalid={wrong.then_some("true")}
                aria-describedby={described(&props.disabled_by, about.is_some().then_some(help_id.as_str()))}
                {oninput}
                {onblur}
                {onkeydown}
            />
            if let Some(about) = about {
                <p class={classes!("field-help", wrong.then_some("wrong"))} id={help_id}>{ about }</p>
            }
        </div>
    }
}

/// A number for editing: the language's decimal sign, no grouping.
pub fn plain(lang: Lang, value: f64) -> String {
    let text = format!("{value}");
    match lang {
        Lang::En => text,
        Lang::Es => text.replace('.', ","),
    }
}

/// Reads `0.001`, `0,001`, `1e-3`. The decimal sign may be either, grouping is not taken.
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim().replace(',', ".");
    if text.is_empty() || !text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c)) {
        return None;
    }
    number(&text).filter(|n| n.is_finite())
}

/// The browser reads numbers as well as Rust does, whose tables for it are 10 kB of the page.
#[cfg(target_arch = "wasm32")]
fn number(text: &str) -> Option<f64> {
    Some(wasm_bindgen::JsValue::from_str(text).unchecked_into_f64())
}

#[cfg(not(target_arch = "wasm32"))]
fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_decimal_signs_are_read() {
        assert_eq!(parse(" 0,001 "), Some(0.001));
        assert_eq!(parse("1e-3"), Some(0.001));
        assert_eq!(parse("64"), Some(64.0));
        for wrong in ["", "1,2.3", "abc", "inf", "NaN", "1e999", "1 000"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_shown_is_read_back() {
        for value in [0.001, 64.0, 1e-7, 0.3] {
            assert_eq!(parse(&plain(Lang::Es, value)), Some(value));
            assert_eq!(parse(&plain(Lang::En, value)), Some(value));
        }
    }
}
