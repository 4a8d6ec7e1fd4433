//! Grid, ticks and their numbers.

use super::curves::{Curves, Mark, Quantity};
use crate::chart::{Frame, Range, common_exponent, decades, doubling, fit, ticks};
use filtro_text::{Lang, Text};
use yew::prelude::*;

/// Pixels of a letter of a label, at most.
const LETTER: f64 = 6.2;

/// Ends of the horizontal axis.
pub fn steps_range(curves: &Curves) -> Range {
    let end = |points: &[(f64, f64)]| points.last().map_or(0.0, |p| p.0);
    Range::linear(0.0, doubling(end(&curves.train).max(end(&curves.validation))))
}

/// Ends of the vertical axis.
pub fn value_range(quantity: Quantity, curves: &Curves) -> Range {
    match quantity {
        Quantity::Accuracy => Range::linear(0.0, 1.0),
        Quantity::Loss => fit(&curves.train, &curves.validation),
    }
}

/// What the vertical axis says: values with their words, and the power of ten that they share.
fn rows(lang: Lang, quantity: Quantity, y: Range) -> (Vec<(f64, String)>, Option<String>) {
    if quantity == Quantity::Accuracy {
        let (at, _) = ticks(y, 5);
        return (at.into_iter().map(|v| (v, lang.percent(v, 0))).collect(), None);
    }
    if y.log {
        let at = decades(y, 5).into_iter();
        return (at.map(|n| (10f64.powi(n), lang.power(n))).collect(), None);
    }
    let exponent = common_exponent(y.max);
    let unit = 10f64.powi(exponent);
    let (at, decimals) = ticks(Range::linear(y.min / unit, y.max / unit), 5);
    let words = at.into_iter().map(|v| (v * unit, lang.fixed(v, decimals))).collect();
    (words, (exponent != 0).then(|| format!("×{}", lang.power(exponent))))
}

/// A number of steps, short enough to stand beside others: 6,400, 51.2 k.
fn steps(lang: Lang, value: f64, largest: f64) -> String {
    let (unit, sign) = match largest {
        10_000_000.0.. => (1e6, "\u{a0}M"),
        10_000.0.. => (1e3, "\u{a0}k"),
        _ => (1.0, ""),
    };
    format!("{}{}", lang.decimal(value / unit, 1), if value == 0.0 { "" } else { sign })
}

/// The lines and numbers behind the curves. `em` is the size of the page's text in CSS pixels by 16.
pub fn axes(
    text: &Text,
    quantity: Quantity,
    frame: Frame,
    em: f64,
    [x, y]: [Range; 2],
    epoch: Option<f64>,
) -> Html {
    let (rows, unit) = rows(text.lang, quantity, y);
    let (columns, _) = ticks(x, if frame.width > 260.0 * em { 5 } else { 2 });
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
            for (row, words) in rows {
                <path d={format!("M{:.1} {:.1}H{right:.1}", frame.left, frame.y(y, row))} />
                <text class="tick" x={format!("{:.1}", frame.left - 6.0)} y={format!("{:.1}", frame.y(y, row) + 3.5 * em)} text-anchor="end">
                    { words }
                </text>
            }
            if let Some(unit) = unit {
                <text class="tick" x={format!("{:.1}", frame.left)} y={format!("{:.1}", frame.top - 4.0 * em)}>{ unit }</text>
            }
            for column in columns {
                <text class="tick" x={format!("{:.1}", frame.x(x, column))} y={format!("{:.1}", bottom + 15.0 * em)} text-anchor="middle">
                    { steps(text.lang, column, x.max) }
                </text>
            }
            <text class="tick unit" x={format!("{right:.1}")} y={format!("{:.1}", bottom + 28.0 * em)} text-anchor="end">
                { text.training.axis_step }
            </text>
        </g>
    }
}

/// Lines with a label where the network changed, or a run went on behind its end. A label stands
/// where it does not run into the one before.
pub fn marks(frame: Frame, em: f64, x: Range, marks: &[Mark]) -> Html {
    let (right, bottom) = (frame.width - frame.right, frame.height - frame.bottom);
    let (letter, gap) = (LETTER * em, 3.0 * em);
    let mut free = frame.left;
    let places: Vec<_> = marks
        .iter()
        .map(|mark| {
            let (at, label) = (frame.x(x, mark.step), mark.label);
            let length = label.chars().count() as f64 * letter;
            // Before the line, where there is no room behind it.
            let start = if at + gap + length < right { at + gap } else { at - gap - length };
            let label = (start >= free).then(|| {
                free = start + length + letter;
                (start, label)
            });
            (at, label)
        })
        .collect();
    html! {
        <g class="happened">
            for (at, label) in places {
                <path d={format!("M{at:.1} {:.1}V{bottom:.1}", frame.top)} />
                if let Some((start, label)) = label {
                    <text class="tick" x={format!("{start:.1}")} y={format!("{:.1}", frame.top + 9.0 * em)}>{ label }</text>
                }
            }
        </g>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_axis_of_any_size_has_few_short_numbers_apart(power in -40f64..40.0, span in 0f64..60.0) {
            let top = 10f64.powf(power);
            for range in [Range::linear(0.0, top), Range::powers(top, top * 10f64.powf(4.0 + span))] {
                for lang in Lang::ALL {
                    let (rows, unit) = rows(lang, Quantity::Loss, range);
                    prop_assert!((2..=8).contains(&rows.len()), "{range:?}: {rows:?}");
                    prop_assert!(rows.iter().chain(unit.map(|u| (0.0, u)).iter()).all(|(_, w)| w.chars().count() <= 6), "{range:?}: {rows:?}");
                    // 128 pixels for 8 numbers of 11: at least 14 apart.
                    let gaps = rows.windows(2).map(|pair| (range.share(pair[1].0) - range.share(pair[0].0)) * 128.0);
                    prop_assert!(gaps.into_iter().all(|gap| gap > 14.0), "{range:?}: {rows:?}");
                }
            }
        }

        #[test]
        fn numbers_of_steps_are_short(most in 0f64..1e9) {
            let end = doubling(most);
            for column in ticks(Range::linear(0.0, end), 5).0 {
                prop_assert!(steps(Lang::Es, column, end).chars().count() <= 7);
            }
        }
    }

    #[test]
    fn a_huge_loss_shares_one_power_of_ten() {
        let (rows, unit) = rows(Lang::Es, Quantity::Loss, Range::linear(0.0, 2.5e29));
        let words: Vec<&str> = rows.iter().map(|row| row.1.as_str()).collect();
        assert_eq!(words, ["0,0", "0,5", "1,0", "1,5", "2,0", "2,5"]);
        assert_eq!(unit.as_deref(), Some("×10²⁹"));
        assert_eq!(steps(Lang::En, 51_200.0, 102_400.0), "51.2\u{a0}k");
        assert_eq!(steps(Lang::En, 2_000.0, 6_400.0), "2,000");
    }
}
