//! Parameters against accuracy, with a bubble a network.

use super::place::{Placed, place};
use super::row::{Row, Whose};
use filtro_text::Text;
use filtro_ui::chart::{Frame, Range, ticks};
use filtro_ui::control::{ChoiceOption, Choices};
use filtro_ui::size::use_width;
use filtro_ui::use_text;
use std::rc::Rc;
use yew::prelude::*;

/// Height of the drawing in CSS pixels.
const HEIGHT: f64 = 380.0;
/// Radius of the largest bubble, and what is added to all of them.
const RADIUS: [f64; 2] = [26.0, 3.0];

/// Which accuracy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Axis {
    Top5,
    Top1,
    Cifar,
}

impl Axis {
    const ALL: [Self; 3] = [Self::Top5, Self::Top1, Self::Cifar];

    const fn key(self) -> &'static str {
        match self {
            Self::Top5 => "top5",
            Self::Top1 => "top1",
            Self::Cifar => "cifar",
        }
    }

    const fn of(self, row: &Row) -> Option<f64> {
        match self {
            Self::Top5 => row.top5,
            Self::Top1 => row.top1,
            Self::Cifar => row.cifar,
        }
    }
}

/// A bubble before it is placed.
struct Point {
    key: String,
    title: String,
    class: &'static str,
    parameters: f64,
    adds: f64,
    accuracy: f64,
    /// Written beside it.
    labelled: bool,
}

/// Properties of [`Bubbles`].
#[derive(Properties)]
pub struct BubblesProps {
    /// The networks.
    pub rows: Rc<Vec<Row>>,
}

/// Rows are made anew when anything changes.
impl PartialEq for BubblesProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.rows, &other.rows)
    }
}

/// The plot with its switch and legend.
#[component]
pub fn Bubbles(props: &BubblesProps) -> Html {
    let text = use_text();
    let t = &text.compare;
    let chosen = use_state_eq(|| Axis::Top5);
    let node = use_node_ref();
    let width = use_width(node.clone(), 640.0);
    let options = vec![
        ChoiceOption::new(Axis::Top5.key(), t.axis_top5),
        ChoiceOption::new(Axis::Top1.key(), t.axis_top1),
        ChoiceOption::new(Axis::Cifar.key(), t.axis_cifar),
    ];
    let onchange = {
        let chosen = chosen.setter();
        Callback::from(move |key: AttrValue| {
            chosen.set(Axis::ALL.into_iter().find(|axis| axis.key() == key).unwrap_or(Axis::Top5));
        })
    };
    let points = points(text, &props.rows, *chosen);
    let has = |class: &str| points.iter().any(|point| point.class == class);
    let legend: Vec<_> =
        [("published", t.legend_published), ("lecture", t.legend_lecture), ("own", t.legend_own)]
            .into_iter()
            .filter(|(class, _)| has(class))
            .collect();
    html! {
        <section class="compare-plot" aria-label={t.plot}>
            <h3>{ t.plot }</h3>
            <Choices label={t.axis} {options} value={chosen.key()} {onchange} />
            <div ref={node} class="compare-canvas">
                if points.is_empty() {
                    <p class="chart-empty">{ t.plot_empty }</p>
                } else {
                    { drawing(text, &points, width) }
                }
            </div>
            <div class="compare-legend small muted">
                for (class, words) in legend {
                    <span key={class}><i class={format!("bubble-key {class}")} />{ words }</span>
                }
                <span>{ t.plot_words }</span>
            </div>
        </section>
    }
}

/// What is drawn: smaller bubbles behind, so that the larger do not hide them.
fn points(text: &Text, rows: &[Row], axis: Axis) -> Vec<Point> {
    let mut points = Vec::new();
    for row in rows {
        if let Some(accuracy) = axis.of(row) {
            points.push(Point {
                key: row.key.clone(),
                title: row.title.clone(),
                class: if row.whose == Whose::Template { "published" } else { "own" },
                parameters: row.parameters,
                adds: row.adds,
                accuracy,
                labelled: true,
            });
        }
        if let Some(said) = row.lecture.as_ref().filter(|_| axis == Axis::Top5) {
            points.push(Point {
                key: format!("{}-lecture", row.key),
                title: (text.compare.lecture_says)(&said.title),
                class: "lecture",
                parameters: said.parameters,
                adds: said.flops,
                accuracy: said.top5,
                labelled: false,
            });
        }
    }
    let order = crate::gallery::arrange(points.len(), true, |at| {
        points.get(at).map_or(f64::NAN, |point| point.adds)
    });
    let mut points: Vec<Option<Point>> = points.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| points.get_mut(at)?.take()).collect()
}

/// Ends of the axes: whole decades, and five percent steps around what is there.
fn ranges(points: &[Point]) -> [Range; 2] {
    let ends = |of: fn(&Point) -> f64| {
        points.iter().map(of).fold((f64::MAX, f64::MIN), |(a, b), v| (a.min(v), b.max(v)))
    };
    let (least, most) = ends(|point| point.parameters.max(1.0).log10());
    let (low, high) = ends(|point| point.accuracy);
    let x = Range::linear((least - 0.05).floor(), (most + 0.05).ceil());
    let y = Range::linear(
        (((low - 0.02) * 20.0).floor() / 20.0).max(0.0),
        (((high + 0.015) * 20.0).ceil() / 20.0).min(1.02),
    );
    [x, y]
}

/// A power of ten as people say it: 100 k, 10 M.
fn power(exponent: i32) -> String {
    let unit = match exponent / 3 {
        0 => "",
        1 => "\u{a0}k",
        2 => "\u{a0}M",
        3 => "\u{a0}G",
        _ => "\u{a0}T",
    };
    format!("1{}{unit}", "0".repeat(exponent.rem_euclid(3) as usize))
}

fn drawing(text: &Text, points: &[Point], width: f64) -> Html {
    let lang = text.lang;
    let frame = Frame { width, height: HEIGHT, left: 44.0, bottom: 40.0, top: 16.0, right: 26.0 };
    let [x, y] = ranges(points);
    let most = points.iter().map(|point| point.adds).fold(1.0, f64::max);
    let placed: Vec<Placed> = points
        .iter()
        .map(|point| Placed {
            x: frame.x(x, point.parameters.max(1.0).log10()),
            y: frame.y(y, point.accuracy),
            radius: RADIUS[0] * (point.adds / most).sqrt() + RADIUS[1],
            letters: if point.labelled { point.title.chars().count() } else { 0 },
        })
        .collect();
    let labels =
        place(&placed, [frame.left, frame.top, width - frame.right, HEIGHT - frame.bottom]);
    let (rows, decimals) = ticks(y, 5);
    let decades = (x.min as i32)..=(x.max as i32);
    let (right, bottom) = (width - frame.right, HEIGHT - frame.bottom);
    let bubbles = points.iter().zip(&placed).map(|(point, at)| {
        let name = (text.compare.point)(
            &point.title,
            &lang.short(point.parameters),
            &lang.short(point.adds),
            &lang.percent(point.accuracy, 1),
        );
        html! {
            <g key={point.key.clone()} class={format!("bubble {}", point.class)} role="img" tabindex="0" aria-label={name.clone()}>
                <title>{ name }</title>
                <circle cx={format!("{:.1}", at.x)} cy={format!("{:.1}", at.y)} r={format!("{:.1}", at.radius)} />
            </g>
        }
    });
    let words = points.iter().zip(labels).filter_map(|(point, at)| {
        let [x, y] = at?;
        Some(html! {
            <text key={point.key.clone()} class="bubble-name" x={format!("{x:.1}")} y={format!("{y:.1}")}>
                { &point.title }
            </text>
        })
    });
    html! {
        <svg class="bubbles" viewBox={format!("0 0 {width} {HEIGHT}")} height={HEIGHT.to_string()} role="group" aria-label={text.compare.plot}>
            <g class="axes" aria-hidden="true">
                for row in rows {
                    <path d={format!("M{:.1} {:.1}H{right:.1}", frame.left, frame.y(y, row))} />
                    <text class="tick" x={format!("{:.1}", frame.left - 6.0)} y={format!("{:.1}", frame.y(y, row) + 3.5)} text-anchor="end">
                        { lang.percent(row, decimals.saturating_sub(2)) }
                    </text>
                }
                for decade in decades {
                    <path d={format!("M{:.1} {:.1}V{bottom:.1}", frame.x(x, decade.into()), frame.top)} />
                    <text class="tick" x={format!("{:.1}", frame.x(x, decade.into()))} y={format!("{:.1}", bottom + 15.0)} text-anchor="middle">
                        { power(decade) }
                    </text>
                }
                <text class="tick unit" x={format!("{right:.1}")} y={format!("{:.1}", bottom + 32.0)} text-anchor="end">
                    { text.compare.plot_x }
                </text>
            </g>
            { for bubbles }
            <g aria-hidden="true">{ for words }</g>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decades_are_written_short() {
        let all: Vec<String> = (0..10).map(power).collect();
        assert_eq!(all.join(" ").replace('\u{a0}', ""), "1 10 100 1k 10k 100k 1M 10M 100M 1G");
    }
}
