//! The drawing itself, with a read-out by pointer and keyboard.

use super::axes;
use super::curves::{Curves, Quantity};
use crate::chart::{Frame, Point, Range, beyond, nearest, polyline, thin};
use crate::size::{text_scale, use_width};
use crate::use_text;
use filtro_text::Text;
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// Height of the drawing where the page's text is 16 CSS pixels high.
const HEIGHT: f64 = 176.0;

#[derive(PartialEq, Properties)]
pub struct PlotProps {
    pub quantity: Quantity,
    pub curves: Rc<Curves>,
    pub smoothed: Option<Rc<Vec<Point>>>,
    pub name: &'static str,
}

#[component]
pub fn Plot(props: &PlotProps) -> Html {
    let text = use_text();
    let node = use_node_ref();
    let width = use_width(node.clone(), 340.0);
    // The step that is read out.
    let cursor = use_state_eq(|| None::<f64>);
    // Read again with each width: larger text makes other widths.
    let em = *use_memo(width.to_bits(), |_| text_scale());
    let frame = Frame {
        width,
        height: HEIGHT * em,
        left: 42.0 * em,
        bottom: 32.0 * em,
        top: 16.0 * em,
        right: 8.0 * em,
    };
    let curves = &props.curves;
    let x = axes::steps_range(curves);
    let y = axes::value_range(props.quantity, curves);
    let columns = (width / 1.5).max(50.0) as usize;
    let draw = |points: &[Point]| polyline(&thin(points, x, columns), frame, x, y);

    let onpointermove = {
        let (cursor, node) = (cursor.clone(), node.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some(element) = node.cast::<Element>() {
                let at = f64::from(event.client_x()) - element.get_bounding_client_rect().left();
                cursor.set(Some(frame.value_at(x, at)));
            }
        })
    };
    let clear = {
        let cursor = cursor.clone();
        move || cursor.set(None)
    };
    let onpointerleave = {
        let clear = clear.clone();
        Callback::from(move |_: PointerEvent| clear())
    };
    let onblur = Callback::from(move |_: FocusEvent| clear());
    let onkeydown = keys(cursor.clone(), Rc::clone(curves));

    let stops = stops(curves);
    let now = cursor.and_then(|step| nearest(stops, step)).and_then(|i| stops.get(i)).map(|p| p.0);
    let read_out = now.map(|step| read_out(text, props, step));
    let valuetext = read_out.clone().unwrap_or_else(|| text.training.read_out_help.to_owned());
    let last = stops.last().map_or(0.0, |p| p.0);
    html! {
        <div
            ref={node}
            class="plot"
            role="slider"
            tabindex="0"
            aria-label={props.name}
            aria-valuemin="0"
            aria-valuemax={format!("{last:.0}")}
            aria-valuenow={format!("{:.0}", now.unwrap_or(last))}
            aria-valuetext={valuetext}
            {onpointermove}
            {onpointerleave}
            {onblur}
            {onkeydown}
        >
            <svg viewBox={format!("0 0 {width} {}", frame.height)} width={format!("{width}")} height={format!("{}", frame.height)} aria-hidden="true">
                { axes::axes(text, props.quantity, frame, em, [x, y], curves.epoch_steps) }
                { axes::marks(frame, em, x, &curves.marks) }
                <path class={classes!("curve", "series-train", props.smoothed.is_some().then_some("pale"))} d={draw(&curves.train)} />
                if let Some(smoothed) = &props.smoothed {
                    <path class="curve series-train" d={draw(smoothed)} />
                }
                <path class="curve series-validation" d={draw(&curves.validation)} />
                for (index, point) in curves.validation.iter().filter(|p| p.1.is_finite()).enumerate() {
                    <circle key={index} class="dot series-validation" cx={format!("{:.1}", frame.x(x, point.0))} cy={format!("{:.1}", frame.y(y, point.1))} r="2.5" />
                }
                { outside(text, props, frame, em, [x, y]) }
                if let Some(step) = now {
                    { marker(curves, frame, x, y, step) }
                }
            </svg>
            if let Some(words) = read_out {
                <p class="read-out" aria-hidden="true">{ words }</p>
            }
        </div>
    }
}

/// Marks at the upper edge where the curves leave the frame, and how far they go.
fn outside(text: &Text, props: &PlotProps, frame: Frame, em: f64, [x, y]: [Range; 2]) -> Html {
    let columns = frame.width / (8.0 * em);
    let both =
        [(&props.curves.train, "series-train"), (&props.curves.validation, "series-validation")]
            .map(|(points, class)| (beyond(points, x, y, columns), class));
    let highest = both.iter().flat_map(|(marks, _)| marks).map(|mark| mark.1).reduce(f64::max);
    let Some(highest) = highest else { return Html::default() };
    let mark = |point: &Point| {
        let (at, top) = (frame.x(x, point.0), frame.top);
        format!(
            "M{:.1} {:.1}h{:.1}l{:.1} {:.1}z",
            at - 4.0 * em,
            top + em,
            8.0 * em,
            -4.0 * em,
            -7.0 * em
        )
    };
    html! {
        <g>
            for (marks, class) in both {
                <path class={classes!("beyond", class)} d={marks.iter().map(mark).collect::<String>()} />
            }
            <text class="tick" x={format!("{:.1}", frame.width - frame.right)} y={format!("{:.1}", frame.top - 8.0 * em)} text-anchor="end">
                { (text.training.beyond)(&props.quantity.write(text.lang, highest)) }
            </text>
        </g>
    }
}

/// The points that the read-out stops at.
fn stops(curves: &Curves) -> &[Point] {
    if curves.train.is_empty() { &curves.validation } else { &curves.train }
}

fn keys(cursor: UseStateHandle<Option<f64>>, curves: Rc<Curves>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let stops = stops(&curves);
        let Some(end) = stops.len().checked_sub(1) else { return };
        let here = cursor.and_then(|step| nearest(stops, step)).unwrap_or(end);
        // A page is a twentieth of the curve.
        let page = (stops.len() / 20).max(1);
        let next = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => here.saturating_sub(1),
            "ArrowRight" | "ArrowUp" => (here + 1).min(end),
            "PageDown" => here.saturating_sub(page),
            "PageUp" => (here + page).min(end),
            "Home" => 0,
            "End" => end,
            "Escape" => return cursor.set(None),
            _ => return,
        };
        event.prevent_default();
        cursor.set(stops.get(next).map(|p| p.0));
    })
}

fn at(points: &[Point], step: f64) -> Option<Point> {
    nearest(points, step).and_then(|i| points.get(i)).copied()
}

fn read_out(text: &Text, props: &PlotProps, step: f64) -> String {
    let train = props.smoothed.as_deref().unwrap_or(&props.curves.train);
    let mut words = (text.training.at_step)(&text.lang.decimal(step, 0));
    let value = |p: Point| props.quantity.write(text.lang, p.1);
    if let Some(point) = at(train, step) {
        words.push_str(&format!(" · {} {}", text.training.train_line, value(point)));
    }
    if let Some(point) = at(&props.curves.validation, step) {
        words.push_str(&format!(" · {} {}", text.training.validation_line, value(point)));
    }
    words
}

fn marker(curves: &Curves, frame: Frame, x: Range, y: Range, step: f64) -> Html {
    let place = frame.x(x, step);
    let bottom = frame.height - frame.bottom;
    let dot = |points: &[Point], class: &'static str| {
        at(points, step).filter(|p| p.1.is_finite()).map(|p| {
            html! {
                <circle class={classes!("dot", class)} cx={format!("{:.1}", frame.x(x, p.0))} cy={format!("{:.1}", frame.y(y, p.1))} r="4" />
            }
        })
    };
    html! {
        <g>
            <path class="cursor" d={format!("M{place:.1} {:.1}V{bottom:.1}", frame.top)} />
            { for dot(&curves.train, "series-train") }
            { for dot(&curves.validation, "series-validation") }
        </g>
    }
}
