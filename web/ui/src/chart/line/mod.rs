//! A live line chart: training and validation on the same axes.

mod axes;
mod curves;
mod plot;

pub use curves::{Curves, Mark, Quantity};

use super::{Point, smooth, sort};
use crate::control::{Button, Column, Table};
use crate::icon::Icon;
use crate::use_text;
use filtro_text::{Text, training::ChartSummary};
use plot::Plot;
use std::rc::Rc;
use yew::prelude::*;

/// Share of the past that the running mean keeps at each measurement.
const SMOOTHING: f64 = 0.85;
/// Rows of the table: more would be read by nobody.
const ROWS: usize = 60;

/// Properties of [`LineChart`].
#[derive(PartialEq, Properties)]
pub struct LineChartProps {
    /// What is drawn.
    pub quantity: Quantity,
    /// The curves.
    pub curves: Rc<Curves>,
    /// Draw a running mean of the training curve over the pale curve itself.
    pub smooth: bool,
}

/// The chart with its name, legend, summary and table.
#[component]
pub fn LineChart(props: &LineChartProps) -> Html {
    let text = use_text();
    let t = &text.training;
    let tabular = use_state(|| false);
    let smoothed = use_memo((props.curves.clone(), props.smooth), |(curves, on)| {
        on.then(|| smooth(&curves.train, SMOOTHING))
    });
    let toggle = {
        let tabular = tabular.clone();
        Callback::from(move |()| tabular.set(!*tabular))
    };
    let empty = props.curves.train.is_empty() && props.curves.validation.is_empty();
    let title = props.quantity.title(text);
    html! {
        <figure class="chart">
            <figcaption class="chart-head">
                <h4>{ title }</h4>
                if !empty {
                    <ul class="legend" aria-hidden="true">
                        <li class="series-train">{ t.train_line }</li>
                        <li class="series-validation">{ t.validation_line }</li>
                    </ul>
                    <Button
                        label={format!("{}: {title}", if *tabular { t.as_chart } else { t.as_table })}
                        icon={if *tabular { Icon::Chart } else { Icon::Table }}
                        icon_only=true
                        class="quiet small-target"
                        onclick={toggle}
                    />
                }
            </figcaption>
            if empty {
                <p class="chart-empty">{ t.no_curve }</p>
            } else if *tabular {
                { table(text, props.quantity, &props.curves) }
            } else {
                <Plot
                    quantity={props.quantity}
                    curves={props.curves.clone()}
                    smoothed={(*smoothed).clone().map(Rc::new)}
                    name={title}
                />
                <p class="visually-hidden">{ summary(text, props.quantity, &props.curves) }</p>
            }
        </figure>
    }
}

fn summary(text: &Text, quantity: Quantity, curves: &Curves) -> String {
    let last = |points: &[Point]| points.last().map(|p| quantity.write(text.lang, p.1));
    let steps = curves.train.last().or(curves.validation.last()).map_or(0.0, |p| p.0);
    let (train, validation) = (last(&curves.train), last(&curves.validation));
    let mut words = (text.training.chart_summary)(&ChartSummary {
        steps: &text.lang.decimal(steps, 0),
        train: train.as_deref(),
        validation: validation.as_deref(),
    });
    for mark in &curves.marks {
        let step = (text.training.at_step)(&text.lang.decimal(mark.step, 0));
        words.push_str(&format!(" {step}: {}.", mark.label));
    }
    words
}

fn table(text: &Text, quantity: Quantity, curves: &Curves) -> Html {
    let t = &text.training;
    let columns: Vec<Column> = vec![t.step.into(), t.train_line.into(), t.validation_line.into()];
    let every = curves.train.len().div_ceil(ROWS).max(1);
    // Every n-th measurement counted from the newest, and every epoch's end.
    let mut steps: Vec<f64> = curves.train.iter().rev().step_by(every).map(|p| p.0).collect();
    steps.extend(curves.validation.iter().map(|p| p.0));
    sort(&mut steps);
    steps.dedup();
    steps.reverse();
    let cell = |points: &[Point], step: f64| {
        let found = points.iter().find(|p| p.0 == step);
        found.map_or_else(|| "–".to_owned(), |p| quantity.write(text.lang, p.1))
    };
    let rows = steps
        .into_iter()
        .map(|step| {
            vec![
                text.lang.decimal(step, 0).into(),
                cell(&curves.train, step).into(),
                cell(&curves.validation, step).into(),
            ]
        })
        .collect::<Vec<Vec<AttrValue>>>();
    html! { <Table caption={quantity.title(text)} {columns} {rows} /> }
}
