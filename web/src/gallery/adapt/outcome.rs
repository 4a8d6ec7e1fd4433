//! What an adaptation comes to: figures before and after, and what was changed.

use crate::names::name_of;
use filtro_estimate::Memory;
use filtro_net::{Network, NodeId, Report};
use filtro_recipe::TrainConfig;
use filtro_text::Text;
use filtro_ui::icon::{Icon, icon};
use filtro_zoo::adapt::{Adapted, Change, Stage};
use yew::prelude::*;

/// The name of a stage.
pub fn stage_name(text: &Text, stage: &Stage, index: usize) -> AttrValue {
    let numbered = (text.adapt.stage)(index + 1, stage.repeats);
    match &stage.name {
        Some(name) => format!("{numbered}: {name}").into(),
        None => numbered.into(),
    }
}

/// Before and after, and whether every shape fits.
pub fn result(text: &Text, before: &Report, after: &Report, config: &TrainConfig) -> Html {
    let (t, lang) = (&text.adapt, text.lang);
    let memory = |report: &Report| {
        let Report { parameters, activations, .. } = *report;
        let memory = Memory::of(parameters, activations, config.batch_size, config.optimizer);
        lang.bytes(memory.total())
    };
    let both = |of: &dyn Fn(&Report) -> String| [of(before), of(after)];
    let rows: [(AttrValue, [String; 2]); 3] = [
        (text.gallery.parameters.into(), both(&|report| lang.integer(report.parameters))),
        (text.gallery.adds.into(), both(&|report| lang.short(report.multiply_adds as f64))),
        ((t.memory)(config.batch_size).into(), both(&memory)),
    ];
    let left = after.errors().count();
    html! {
        <section class="adapt-result" aria-label={t.result}>
            <table class="table">
                <thead>
                    <tr><td /><th scope="col">{ t.before }</th><th scope="col">{ t.now }</th></tr>
                </thead>
                <tbody>
                    for (name, [before, after]) in rows {
                        <tr key={name.to_string()}>
                            <th scope="row">{ name }</th><td>{ before }</td><td>{ after }</td>
                        </tr>
                    }
                </tbody>
            </table>
            <p class={if left == 0 { "adapt-good" } else { "adapt-bad" }} role="status">
                { icon(if left == 0 { Icon::Check } else { Icon::Warning }) }
                if left == 0 {
                    { t.valid }
                } else {
                    { (t.invalid)(left) }
                }
            </p>
            if left > 0 {
                <ul class="small">
                    for found in after.errors().take(4) {
                        <li>{ (text.repairs.problem)(found) }</li>
                    }
                </ul>
            }
        </section>
    }
}

/// What was changed, each in a line.
pub fn changes(text: &Text, network: &Network, adapted: &Adapted, stages: &[Stage]) -> Html {
    let t = &text.adapt;
    let by_id = |id: NodeId| {
        let node = network.find(id).or_else(|| adapted.network.find(id));
        node.map_or_else(String::new, |node| name_of(&node.item, node.name.as_deref(), text.lang))
    };
    let line = |change: &Change| {
        let name = match change {
            Change::Repeats { first, .. } => {
                let stage = stages.iter().enumerate().find(|(_, stage)| stage.first == *first);
                stage.map_or_else(String::new, |(index, stage)| {
                    stage_name(text, stage, index).to_string()
                })
            }
            Change::StrideRemoved(id)
            | Change::PoolRemoved(id)
            | Change::BlockKeepsSize(id)
            | Change::Repaired(Some(id)) => by_id(*id),
            Change::Width(_) | Change::Classes { .. } | Change::Repaired(None) => String::new(),
        };
        (t.change)(change, &name)
    };
    html! {
        <section aria-label={t.changes}>
            <h3>{ t.changes }</h3>
            if adapted.changes.is_empty() {
                <p class="small muted">{ t.no_changes }</p>
            } else {
                <ul class="adapt-changes small">
                    for (index, change) in adapted.changes.iter().enumerate() {
                        <li key={index}>{ line(change) }</li>
                    }
                </ul>
            }
        </section>
    }
}
