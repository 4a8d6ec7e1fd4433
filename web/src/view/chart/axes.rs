//! Grid, ticks and their numbers.

use super::{Curves, Quantity};
use crate::chart::{Frame, Range, doubling, sort, ticks};
use crate::text::Text;
use yew::prelude::*;

/// Ends of the horizontal axis.
pub fn steps_range(curves: &Curves) -> Range {
    let end = |points: &[(f64, f64)]| points.last().map_or(0.0, |p| p.0);
    Range { min: 0.0, max: doubling(end(&curves.train).max(end(&curves.validation))) }
}

/// Ends of the vertical axis. A few wild values at the start or in a divergence must not press the
/// rest of the curve flat, so the loss axis ends a little above all but the highest two percent.
pub fn value_range(quantity: Quantity, curves: &Curves) -> Range {
    if quantity == Quantity::Accuracy {
        return Range { min: 0.0, max: 1.0 };
    }
    let mut values: Vec<f64> = curves.train.iter().map(|p| p.1).filter(|v| v.is_finite()).collect();
    sort(&mut values);
    let usual = values.get((values.len().saturating_sub(1)) * 98 / 100).copied().unwrap_or(0.0);
    let held_out = curves.validation.iter().map(|p| p.1).filter(|v| v.is_finite());
    let top = held_out.fold(usual, f64::max);
    Range { min: 0.0, max: if top > 0.0 { top * 1.08 } else { 1.0 } }
}

/// The lines and numbers behind the curves.
pub fn axes(
    text: &Text,
    quantity: Quantity,
    frame: Frame,
    x: Range,
    y: Range,
    epoch: Option<f64>,
) -> Html {
    let (rows, decimals) = ticks(y, 5);
    let (columns, _) = ticks(x, if frame.width > 260.0 { 5 } else { 3 });
    let value = |v: f64| match quantity {
        Quantity::Loss => text.lang.fixed(v, decimals),
        Quantity::Accuracy => text.lang.percent(v, 0),
    };
    let (right, bottom) = (frame.width - frame.right, frame.height - frame.bottom);
    // Epoch marks help while they are few; later they would be a hatching.
    let marks = epoch
        .filter(|e| *e > 0.0 && x.max / e <= 30.0)
        .map_or_else(Vec::new, |e| (1..=(x.max / e) as u32).map(|n| f64::from(n) * e).collect());
    html! {
        <g class="axes">
            for mark in marks {
                <path class="epoch-mark" d={format!("M{0:.1} {1:.1}V{bottom:.1}", frame.x(x, mark), frame.top)} />
            }
            for row in rows {
                <path d={format!("M{:.1} {:.1}H{right:.1}", frame.left, frame.y(y, row))} />
                <text class="tick" x={format!("{:.1}", frame.left - 6.0)} y={format!("{:.1}", frame.y(y, row) + 3.5)} text-anchor="end">
                    { value(row) }
                </text>
            }
            for column in columns {
                <text class="tick" x={format!("{:.1}", frame.x(x, column))} y={format!("{:.1}", bottom + 15.0)} text-anchor="middle">
                    { text.lang.decimal(column, 0) }
                </text>
            }
            <text class="tick unit" x={format!("{right:.1}")} y={format!("{:.1}", bottom + 28.0)} text-anchor="end">
                { text.training.axis_step }
            </text>
        </g>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spike_does_not_flatten_the_curve() {
        let mut train: Vec<(f64, f64)> = (0..1000).map(|i| (f64::from(i), 2.0)).collect();
        train[3].1 = 900.0;
        train[4].1 = f64::NAN;
        let curves = Curves { train, validation: vec![(500.0, 2.5)], epoch_steps: None };
        let range = value_range(Quantity::Loss, &curves);
        assert!(range.max > 2.5 && range.max < 3.0, "{range:?}");
    }

    #[test]
    fn no_points_give_a_usable_range() {
        let range = value_range(Quantity::Loss, &Curves::default());
        assert_eq!(range, Range { min: 0.0, max: 1.0 });
    }
}
