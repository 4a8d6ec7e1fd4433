//! Too little memory, or too few pictures in a step, and what to do about it.

use crate::route::ADAPT;
use filtro_app::{Event, Fit, Limit, Remedy};
use filtro_net::Edit;
use filtro_recipe::{Optimizer, TrainConfig};
use filtro_text::Text;
use filtro_ui::control::Button;
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use yew::prelude::*;

/// Properties of [`Warning`].
#[derive(PartialEq, Properties)]
pub struct WarningProps {
    /// What the run lacks; nothing is shown where it lacks nothing.
    pub fit: Fit,
    /// The settings in force.
    pub config: TrainConfig,
    /// For the remedies.
    pub send: Callback<Event>,
}

/// The warning with its remedies.
#[component]
pub fn Warning(props: &WarningProps) -> Html {
    let text = use_text();
    let t = &text.cost;
    let fit = &props.fit;
    let Some(short) = fit.short else { return Html::default() };
    let lang = text.lang;
    let words = match short {
        Limit::Total => (t.too_large)(&lang.bytes(fit.peak), &lang.bytes(fit.room)),
        Limit::Buffer => t.buffer.to_owned(),
        Limit::Single { pictures: None } => t.single.to_owned(),
        Limit::Single { pictures: Some(pictures) } => {
            let batch = lang.integer(props.config.batch_size as u64);
            (t.single_last)(&lang.integer(pictures.into()), &batch)
        }
    };
    let remedy = |remedy: &Remedy| match remedy {
        Remedy::Config(config) => {
            let config = *config;
            let onclick = props.send.reform(move |()| Event::Config(config));
            let label = label(text, &props.config, &config);
            html! { <Button {label} class="small-target" {onclick} /> }
        }
        Remedy::Remove(id) => {
            let id = *id;
            let onclick = props.send.reform(move |()| Event::Fix(vec![Edit::Remove { id }]));
            html! { <Button label={t.remove_norm} class="small-target" {onclick} /> }
        }
        Remedy::Adapt => html! { <a class="button small-target" href={ADAPT}>{ t.smaller }</a> },
    };
    html! {
        // Said aloud by the status beside it.
        <div class="message warning cost-warning" role="group" aria-label={blocked(text, short)}>
            { icon(Icon::Warning) }
            <div>
                <p>{ words }</p>
                <div class="message-actions">
                    for found in fit.remedies.iter() {
                        { remedy(found) }
                    }
                </div>
            </div>
        </div>
    }
}

/// Why there can be no run, in short.
fn blocked(text: &Text, short: Limit) -> &'static str {
    match short {
        Limit::Total | Limit::Buffer => text.cost.blocked,
        Limit::Single { .. } => text.cost.blocked_single,
    }
}

/// What changes between two settings.
fn label(text: &Text, old: &TrainConfig, new: &TrainConfig) -> AttrValue {
    let t = &text.cost;
    let batch = text.lang.integer(new.batch_size as u64);
    let plain = new.optimizer == Optimizer::Sgd && old.optimizer != Optimizer::Sgd;
    match (plain, old.batch_size == new.batch_size) {
        (true, true) => t.sgd.into(),
        (true, false) => (t.batch_and_sgd)(&batch).into(),
        (false, _) => (t.batch)(&batch).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_text::EN;

    #[test]
    fn a_remedy_names_what_it_changes() {
        let old = TrainConfig::default();
        let batch = TrainConfig { batch_size: 16, ..old };
        let plain = TrainConfig { optimizer: Optimizer::Sgd, ..old };
        assert_eq!(label(&EN, &old, &batch), "Batches of 16");
        assert_eq!(label(&EN, &old, &plain), "SGD, which keeps no extra values");
        let both = TrainConfig { batch_size: 8, ..plain };
        assert_eq!(label(&EN, &old, &both), "SGD and batches of 8");
        assert_eq!(label(&EN, &plain, &both), "Batches of 8");
    }
}
