//! The settings of a run.

use super::rate::RateField;
use filtro_recipe::{Optimizer, TrainConfig};
use filtro_ui::control::{ChoiceOption, NumberField, Select};
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use yew::prelude::*;

const OPTIMIZERS: [(&str, Optimizer); 3] =
    [("sgd", Optimizer::Sgd), ("momentum", Optimizer::Momentum), ("adam", Optimizer::Adam)];
/// Images per step that a browser can be asked for.
const LARGEST_BATCH: f64 = 1024.0;
/// Id of the words that say why fields are fixed.
const FIXED: &str = "fixed-during-run";
const MOST_EPOCHS: f64 = 1000.0;
/// Seeds stay exact in JSON and in a number box.
const LARGEST_SEED: f64 = 4_294_967_295.0;

/// Properties of [`Settings`].
#[derive(PartialEq, Properties)]
pub struct SettingsProps {
    pub config: TrainConfig,
    /// Most settings are fixed while a run is in progress.
    pub in_run: bool,
    pub onchange: Callback<TrainConfig>,
}

/// The form.
#[component]
pub fn Settings(props: &SettingsProps) -> Html {
    let t = &use_text().training;
    let config = props.config;
    let set = |change: fn(&mut TrainConfig, f64)| {
        props.onchange.reform(move |value: f64| {
            let mut next = config;
            change(&mut next, value);
            next
        })
    };
    let onoptimizer = props.onchange.reform(move |value: AttrValue| {
        let known = OPTIMIZERS.into_iter().find(|o| o.0 == value);
        TrainConfig { optimizer: known.map_or(config.optimizer, |o| o.1), ..config }
    });
    let chosen = OPTIMIZERS.into_iter().find(|o| o.1 == config.optimizer).map_or("", |o| o.0);
    let options = OPTIMIZERS
        .into_iter()
        .map(|(key, optimizer)| ChoiceOption::new(key, (t.optimizer_name)(optimizer)))
        .collect::<Vec<_>>();
    let fixed = props.in_run.then_some(AttrValue::from(FIXED));
    html! {
        <section class="section" aria-label={t.settings}>
            <h3>{ t.settings }</h3>
            if props.in_run {
                <p class="message info" id={FIXED}>
                    { icon(Icon::Info) }
                    <span>{ t.fixed_during_run }</span>
                </p>
            }
            <div class="fields">
                <div class="wide">
                    <Select
                        label={t.optimizer}
                        {options}
                        value={chosen}
                        onchange={onoptimizer}
                        help={(t.optimizer_help)(config.optimizer)}
                        disabled_by={fixed.clone()}
                    />
                </div>
                <div class="wide">
                    <RateField value={config.learning_rate} onchange={set(|c, v| c.learning_rate = v)} />
                </div>
                <NumberField
                    label={t.batch_size}
                    value={config.batch_size as f64}
                    min={1.0}
                    max={LARGEST_BATCH}
                    help={t.batch_size_help}
                    disabled_by={fixed.clone()}
                    onchange={set(|c, v| c.batch_size = v as usize)}
                />
                <NumberField
                    label={t.epochs}
                    value={config.epochs as f64}
                    min={1.0}
                    max={MOST_EPOCHS}
                    help={t.epochs_help}
                    disabled_by={fixed.clone()}
                    onchange={set(|c, v| c.epochs = v as usize)}
                />
                <div class="wide">
                    <NumberField
                        label={t.seed}
                        value={config.seed as f64}
                        min={0.0}
                        max={LARGEST_SEED}
                        help={t.seed_help}
                        disabled_by={fixed}
                        onchange={set(|c, v| c.seed = v as u64)}
                    />
                </div>
            </div>
        </section>
    }
}
