//! The learning rate: a number box between two steppers on a 1–3–10 scale.

use filtro_ui::control::{Button, parse, plain, unique_id};
use filtro_ui::icon::Icon;
use filtro_ui::use_text;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Least and greatest learning rate.
const BOUNDS: (f64, f64) = (1e-6, 10.0);

/// Properties of [`RateField`].
#[derive(PartialEq, Properties)]
pub struct RateProps {
    /// The rate in force.
    pub value: f64,
    /// A person chose another.
    pub onchange: Callback<f64>,
}

/// The learning-rate field.
#[component]
pub fn RateField(props: &RateProps) -> Html {
    let text = use_text();
    let t = &text.training;
    let id = use_memo((), |()| unique_id("rate"));
    let draft = use_state(|| None::<String>);
    let allowed = |n: f64| n >= BOUNDS.0 && n <= BOUNDS.1;
    let wrong = draft.as_deref().is_some_and(|d| !parse(d).is_some_and(allowed));
    let step = |up: bool| {
        let (value, onchange, draft) = (props.value, props.onchange.clone(), draft.clone());
        Callback::from(move |()| {
            draft.set(None);
            onchange.emit(stepped(value, up));
        })
    };
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| {
            draft.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()));
        })
    };
    // Taken on leaving or Enter, not while typing: 0.0 on the way to 0.01 must not reach a run.
    let onchange = {
        let (draft, onchange) = (draft.clone(), props.onchange.clone());
        Callback::from(move |event: Event| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            if let Some(rate) = parse(&typed).filter(|n| allowed(*n)) {
                onchange.emit(rate);
            }
            draft.set(None);
        })
    };
    let help_id = format!("{id}-help");
    let help = if wrong {
        (t.invalid_number)(&plain(text.lang, BOUNDS.0), &plain(text.lang, BOUNDS.1))
    } else {
        t.learning_rate_help.to_owned()
    };
    html! {
        <div class="field">
            <label class="field-label" for={(*id).clone()}>{ t.learning_rate }</label>
            <div class="stepper">
                <Button label={t.lower} icon={Icon::Minus} icon_only=true onclick={step(false)} />
                <input
                    id={(*id).clone()}
                    class="input number"
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    spellcheck="false"
                    value={draft.as_ref().map_or_else(|| plain(text.lang, props.value), Clone::clone)}
                    aria-invalid={wrong.then_some("true")}
                    aria-describedby={help_id.clone()}
                    {oninput}
                    {onchange}
                />
                <Button label={t.higher} icon={Icon::Plus} icon_only=true onclick={step(true)} />
            </div>
            <p class={classes!("field-help", wrong.then_some("wrong"))} id={help_id}>{ help }</p>
        </div>
    }
}

/// The next value of the scale …, 0.001, 0.003, 0.01, … above or below.
fn stepped(value: f64, up: bool) -> f64 {
    // Divided, not multiplied, so that 3e-5 is what is written so and not the number beside it.
    let rungs = (-1..=6).flat_map(|power| [1.0, 3.0].map(|digit| digit / 10_f64.powi(power)));
    let clear = 1e-9 * value;
    let next = if up {
        rungs.filter(|r| *r > value + clear).reduce(f64::min)
    } else {
        rungs.filter(|r| *r < value - clear).reduce(f64::max)
    };
    next.unwrap_or(value).clamp(BOUNDS.0, BOUNDS.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_climb_one_three_ten() {
        assert_eq!(stepped(0.001, true), 0.003);
        assert_eq!(stepped(0.003, true), 0.01);
        assert_eq!(stepped(0.001, false), 0.0003);
        assert_eq!(stepped(0.002, true), 0.003);
        assert_eq!(stepped(0.002, false), 0.001);
    }

    #[test]
    fn steps_end_at_the_bounds() {
        assert_eq!(stepped(10.0, true), 10.0);
        assert_eq!(stepped(1e-6, false), 1e-6);
    }
}
