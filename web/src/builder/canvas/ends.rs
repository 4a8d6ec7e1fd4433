//! The input's and the output's card.

use crate::inspect::{InputPicture, OutputBars};
use crate::shared::Shared;
use filtro_app::Event;
use filtro_net::{Report, Shape};
use filtro_text::repairs::shape_text;
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(super) struct InputProps {
    pub(super) shape: Shape,
    pub(super) selected: bool,
    pub(super) send: Callback<Event>,
}

/// The picture that goes in. Choosing it shows its settings.
#[component]
pub(super) fn InputCard(props: &InputProps) -> Html {
    let t = &use_text().network;
    let onclick = props.send.reform(|_: MouseEvent| Event::Select(None));
    html! {
        <div class={classes!("card", "end", "family-io", props.selected.then_some("selected"))}>
            <button type="button" class="end-button" {onclick} aria-current={props.selected.then_some("true")}>
                { icon(Icon::Image) }
                <span class="card-name">{ t.input_card }</span>
                <span class="card-shape">{ shape_text(props.shape) }</span>
            </button>
            <div class="card-maps"><InputPicture /></div>
        </div>
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct OutputProps {
    pub(super) report: Shared<Report>,
    pub(super) classes: Vec<AttrValue>,
}

/// What comes out, and what the whole network costs.
#[component]
pub(super) fn OutputCard(props: &OutputProps) -> Html {
    let text = use_text();
    let t = &text.network;
    let output = props.report.output.map_or_else(|| "–".to_owned(), shape_text);
    html! {
        <section class="card end family-io" aria-label={t.output_card}>
            <div class="card-head">
                { icon(Icon::Chart) }
                <h3 class="card-name">{ t.output_card }</h3>
                <span class="card-shape">{ output }</span>
            </div>
            <dl class="card-facts totals">
                <div><dt>{ t.parameters }</dt><dd>{ text.lang.integer(props.report.parameters) }</dd></div>
                <div><dt>{ t.multiply_adds }</dt><dd>{ text.lang.integer(props.report.multiply_adds) }</dd></div>
            </dl>
            <OutputBars classes={props.classes.clone()} />
        </section>
    }
}
