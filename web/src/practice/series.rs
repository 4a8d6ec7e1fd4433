//! Which series, and how it goes.

use super::address::{Address, Progress};
use filtro_course::{LEVELS, OPENING};
use filtro_ui::control::{Button, ChoiceOption, Choices, unique_id};
use filtro_ui::icon::Icon;
use filtro_ui::use_text;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Seeds that are easily said aloud.
const SEEDS: f64 = 9999.0;

/// Properties of [`Series`].
#[derive(PartialEq, Properties)]
pub(super) struct SeriesProps {
    pub(super) address: Address,
    pub(super) progress: Progress,
    /// Whether the selected layer makes an exercise.
    pub(super) own: bool,
    /// Another series or level.
    pub(super) onvisit: Callback<Address>,
    pub(super) onown: Callback<()>,
    pub(super) onreset: Callback<()>,
}

/// Level, seed, progress.
#[component]
pub(super) fn Series(props: &SeriesProps) -> Html {
    let t = &use_text().practice;
    let id = use_memo((), |()| unique_id("seed"));
    let SeriesProps { address, progress, .. } = *props;
    let options: Vec<_> = (1..=LEVELS)
        .zip(t.levels)
        .map(|(level, name)| ChoiceOption::new(level.to_string(), name))
        .collect();
    let onlevel = props.onvisit.reform(move |picked: AttrValue| {
        let level = picked.parse().unwrap_or(address.level);
        Address { level, number: 0, ..address }
    });
    // What is being typed: the page may be drawn again at any time.
    let draft = use_state(|| None::<String>);
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| {
            draft.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()));
        })
    };
    let settle = {
        let (draft, visit) = (draft.clone(), props.onvisit.clone());
        Callback::from(move |()| {
            // What is no seed gives way to the one in force.
            let seed = draft.as_ref().and_then(|typed| typed.trim().parse().ok());
            if draft.is_some() {
                draft.set(None);
            }
            if let Some(seed) = seed.filter(|seed| *seed != address.seed) {
                visit.emit(Address { seed, number: 0, ..address });
            }
        })
    };
    let onblur = settle.reform(|_: FocusEvent| ());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            settle.emit(());
        }
    });
    let shown = draft.as_ref().map_or_else(|| address.seed.to_string(), Clone::clone);
    let onother = props.onvisit.reform(move |()| {
        // Not those that are always the same.
        let number = if address.level == 1 { OPENING } else { 0 };
        Address { seed: random_seed(), number, ..address }
    });
    let help = format!("{id}-help");
    html! {
        <section class="series" aria-label={t.series}>
            <Choices label={t.level} {options} value={address.level.to_string()} onchange={onlevel} />
            <div class="seed">
                <div class="field">
                    <label class="field-label" for={(*id).clone()}>{ t.seed }</label>
                    <input
                        id={(*id).clone()}
                        class="input number"
                        type="text"
                        inputmode="numeric"
                        autocomplete="off"
                        maxlength="10"
                        value={shown}
                        aria-describedby={help.clone()}
                        {oninput}
                        {onblur}
                        {onkeydown}
                    />
                </div>
                <Button label={t.other_series} icon={Icon::Shapes} onclick={onother} />
                <p class="field-help" id={help}>
                    { t.seed_help }{ " " }
                    <a href={format!("#{}", address.series())}>{ t.link }</a>
                </p>
            </div>
            <div class="row">
                <Button
                    label={t.own} icon={Icon::Layer} onclick={props.onown.clone()}
                    unavailable={(!props.own).then_some(AttrValue::from(t.own_missing))}
                />
            </div>
            <section class="score" aria-label={t.progress}>
                <p>{ (t.score)(progress.right, progress.done, progress.streak) }</p>
                if progress.done > 0 {
                    <Button label={t.reset} icon={Icon::Reset} class="quiet" onclick={props.onreset.clone()} />
                }
            </section>
        </section>
    }
}

/// A seed that nobody chose.
pub(super) fn random_seed() -> u32 {
    1 + (js_sys::Math::random() * SEEDS) as u32
}
