//! The shape of the input, and the network as a whole.

use crate::shared::Shared;
use filtro_app::Event;
use filtro_net::{Edit, Report};
use filtro_ui::control::NumberField;
use filtro_ui::use_text;
use yew::prelude::*;

/// Most channels and pixels a side that the page offers; the document may hold more.
const LARGEST: [f64; 3] = [512.0, 1024.0, 1024.0];

/// Properties of [`InputSettings`].
#[derive(PartialEq, Properties)]
pub(super) struct InputProps {
    pub(super) shape: [usize; 3],
    pub(super) report: Shared<Report>,
    pub(super) send: Callback<Event>,
}

/// Shown while no layer is selected.
#[component]
pub(super) fn InputSettings(props: &InputProps) -> Html {
    let text = use_text();
    let t = &text.network;
    let shape = props.shape;
    let field = |axis: usize, label: &'static str| {
        let onchange = props.send.reform(move |size: f64| {
            let mut to = shape;
            if let Some(slot) = to.get_mut(axis) {
                *slot = size as usize;
            }
            Event::Edit(Edit::SetInput(to))
        });
        let (value, max) = (shape.get(axis).copied().unwrap_or(1), LARGEST.get(axis).copied());
        html! {
            <NumberField {label} value={value as f64} min=1.0 max={max.unwrap_or(1024.0)} {onchange} />
        }
    };
    let layers = props.report.nodes.iter().filter(|node| !node.is_block).count();
    let number = |value: u64| text.lang.integer(value);
    html! {
        <div class="stack inspector family-io">
            <div class="inspector-head">
                <h2 class="panel-title">{ t.input_heading }</h2>
                <p class="small muted">{ t.input_about }</p>
            </div>
            <section class="section" aria-label={t.input_heading}>
                <div class="fields">
                    { field(0, t.channels) }
                    <span />
                    { field(1, t.input_height) }
                    { field(2, t.input_width) }
                </div>
            </section>
            <section class="section" aria-label={t.totals}>
                <h3>{ t.totals }</h3>
                <dl class="arithmetic">
                    <div><dt>{ t.layers }</dt><dd>{ number(layers as u64) }</dd></div>
                    <div><dt>{ t.parameters }</dt><dd>{ number(props.report.parameters) }</dd></div>
                    <div><dt>{ t.multiply_adds }</dt><dd>{ number(props.report.multiply_adds) }</dd></div>
                </dl>
                <p class="small muted">{ t.select_hint }</p>
            </section>
        </div>
    }
}
