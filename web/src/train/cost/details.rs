//! The section of the training panel.

use super::{CostView, Warning, time, unknown};
use filtro_app::{Basis, Event};
use filtro_recipe::TrainConfig;
use filtro_text::Text;
use filtro_ui::control::Button;
use filtro_ui::use_text;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`CostSection`].
#[derive(PartialEq, Properties)]
pub struct CostProps {
    /// What is shown.
    pub view: Rc<CostView>,
    /// The settings in force.
    pub config: TrainConfig,
    /// For calibration and remedies.
    pub send: Callback<Event>,
}

/// Time and memory of a run, part by part.
#[component]
pub fn CostSection(props: &CostProps) -> Html {
    let text = use_text();
    let t = &text.cost;
    let CostProps { view, config, send } = props;
    let label = if view.calibrated { t.measure_again } else { t.measure };
    let off = if view.calibrating { Some(t.measuring) } else { view.busy.then_some(t.why_busy) };
    html! {
        <section class="section" aria-label={t.heading} id="cost">
            <div class="row apart">
                <h3>{ t.heading }</h3>
                <Button
                    {label}
                    class="quiet small-target"
                    unavailable={off.map(AttrValue::from)}
                    hint={view.gpu.then_some(t.measure_gpu_hint)}
                    onclick={send.reform(|()| Event::Calibrate)}
                />
            </div>
            <Warning fit={view.fit.clone()} config={*config} send={send.clone()} />
            { times(text, view) }
            { memory(text, view) }
        </section>
    }
}

fn times(text: &Text, view: &CostView) -> Html {
    let (t, lang) = (&text.cost, text.lang);
    let epochs = view.epochs;
    html! {
        <div class="stack-tight">
            <dl class="facts">
                <div>
                    <dt>{ t.epoch }</dt>
                    if let Some(epoch) = view.epoch {
                        <dd>{ "≈ " }{ time(lang, epoch) }</dd>
                    } else {
                        <dd>{ unknown(text, view) }</dd>
                    }
                </div>
                if let Some(epoch) = view.epoch {
                    <div>
                        <dt>{ (t.all_epochs)(&lang.integer(epochs)) }</dt>
                        <dd>{ "≈ " }{ time(lang, epoch * epochs as f64) }</dd>
                    </div>
                }
                if let Some(last) = &view.last {
                    <div>
                        <dt>{ t.last_run }</dt>
                        <dd class="last-run">
                            { t.said }{ " " }{ time(lang, last.predicted) }{ " " }
                            { t.took }{ " " }{ time(lang, last.measured) }{ ": " }
                            { (t.off_by)(&lang.percent(last.error(), 0)) }
                        </dd>
                    </div>
                }
            </dl>
            <p class="small muted">
                if let (Some(error), None) = (view.error, &view.last) {
                    { (t.usual_error)(&lang.percent(error, 0)) }{ " " }
                }
                { how(text, view) }
            </p>
        </div>
    }
}

/// What the times come from.
const fn how(text: &Text, view: &CostView) -> &'static str {
    let t = &text.cost;
    match (view.step, view.basis) {
        (_, Basis::Trial) => t.how_trial,
        (_, Basis::Run) => t.how_run,
        (None, Basis::Parts) if view.gpu => t.how_gpu,
        (_, Basis::Parts) => t.how,
    }
}

fn memory(text: &Text, view: &CostView) -> Html {
    let (t, lang, fit) = (&text.cost, text.lang, &view.fit);
    let memory = &fit.memory;
    let copies = fit.peak.saturating_sub(memory.total());
    let parts = [
        (t.activations, memory.activations, "activations"),
        (t.weights, memory.weights, "weights"),
        (t.gradients, memory.gradients, "gradients"),
        (t.optimizer, memory.optimizer, "optimizer"),
        (t.copies, copies, "copies"),
    ];
    let share = |bytes: u64| bytes as f64 / fit.peak.max(1) as f64;
    html! {
        <div class="stack-tight">
            <h4>{ t.memory }</h4>
            // The list below says the same in numbers.
            <div class="memory-bar" aria-hidden="true">
                for (_, bytes, key) in parts {
                    <span class={key} style={format!("flex-grow:{:.4}", share(bytes))} />
                }
            </div>
            <dl class="facts memory-parts">
                for (name, bytes, key) in parts {
                    <div key={key}>
                        <dt><span class={classes!("memory-key", key)} />{ name }</dt>
                        <dd>{ lang.bytes(bytes) }</dd>
                    </div>
                }
            </dl>
            <p class="small muted">{ (t.peak_of)(&lang.bytes(fit.peak), &lang.bytes(fit.room)) }</p>
        </div>
    }
}
