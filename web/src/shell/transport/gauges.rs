//! The numbers of a run, each in a place of its own that is kept free for it.

use filtro_protocol::Telemetry;
use filtro_text::Text;
use filtro_ui::use_text;
use std::rc::Rc;
use yew::prelude::*;

/// From here on a speed is written short: 1.2 M.
const FAST: f64 = 999_999.5;

/// Properties of [`Gauges`].
#[derive(PartialEq, Properties)]
pub struct GaugesProps {
    /// The newest numbers of a run.
    pub live: Option<Rc<Telemetry>>,
}

/// The gauges.
#[component]
pub fn Gauges(props: &GaugesProps) -> Html {
    let text = use_text();
    html! {
        <dl class="gauges">
            for Gauge { key, name, value } in gauges(text, props.live.as_deref()) {
                <div class="gauge" {key} data-gauge={key}>
                    <dt>{ name }</dt>
                    <dd>{ value.unwrap_or_else(|| "–".to_owned()) }</dd>
                </div>
            }
        </dl>
    }
}

/// A number with its name. The style sheet keeps a width free for each key.
struct Gauge {
    key: &'static str,
    name: &'static str,
    value: Option<String>,
}

fn gauges(text: &Text, live: Option<&Telemetry>) -> [Gauge; 5] {
    let t = &text.shell;
    let lang = text.lang;
    let rate = |rate: f64| {
        let short = if rate < FAST { lang.integer(rate as u64) } else { lang.short(rate) };
        (t.images_per_second)(&short)
    };
    // A run that was taken up again has measured nothing yet.
    let known = |value: f32| (!value.is_nan()).then_some(f64::from(value));
    let gauge = |key, name, value| Gauge { key, name, value };
    [
        gauge("loss", t.loss, live.and_then(|l| known(l.loss)).map(|loss| lang.measured(loss))),
        gauge(
            "accuracy",
            t.accuracy,
            live.and_then(|l| known(l.accuracy)).map(|it| lang.percent(it, 1)),
        ),
        gauge("speed", t.speed, live.map(|l| rate(l.images_per_second.into()))),
        gauge("elapsed", t.elapsed, live.map(|l| lang.span(l.elapsed_ms))),
        gauge("left", t.remaining, live.and_then(|l| l.remaining_ms).map(|ms| lang.span(ms))),
    ]
}

/// The one number that says most, where there is room for one: the test accuracy of a run that has
/// ended, else the accuracy of now.
pub fn number(
    text: &Text,
    test: Option<f64>,
    live: Option<&Telemetry>,
) -> Option<(&'static str, String)> {
    let percent = |share| text.lang.percent(share, 1);
    test.map(|share| (text.training.test_heading, percent(share))).or_else(|| {
        let live = live.filter(|live| !live.accuracy.is_nan())?;
        Some((text.shell.accuracy, percent(live.accuracy.into())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_text::{EN, ES, Lang};
    use proptest::prelude::*;

    /// Characters that the style sheet keeps free, in Spanish.
    fn room(key: &str) -> usize {
        match key {
            "loss" | "elapsed" | "left" => 9,
            "accuracy" => 7,
            _ => 19,
        }
    }

    proptest! {
        #[test]
        fn every_number_fits_its_place(
            loss in prop::num::f32::ANY, accuracy in 0f32..=1.0, rate in 0f32..1e12,
            elapsed in prop::num::f64::ANY, left in prop::num::f64::ANY,
        ) {
            let live = Telemetry {
                loss,
                accuracy,
                images_per_second: rate,
                elapsed_ms: elapsed,
                remaining_ms: Some(left),
                ..Telemetry::default()
            };
            for text in [&EN, &ES] {
                for Gauge { key, value, .. } in gauges(text, Some(&live)) {
                    let value = value.unwrap_or_default();
                    // A loss is never below 0; were it, its sign would stand in the gap.
                    let length = value.trim_start_matches('-').chars().count();
                    prop_assert!(length <= room(key), "{key}: {value}");
                }
            }
        }
    }

    #[test]
    fn a_speed_without_an_end_is_short() {
        let live = Telemetry { images_per_second: f32::INFINITY, ..Telemetry::default() };
        let [_, _, speed, ..] = gauges(&EN, Some(&live));
        assert_eq!(speed.value.as_deref(), Some("∞ images/s"));
    }

    #[test]
    fn the_test_accuracy_is_the_number_of_a_run_that_has_ended() {
        let live = Telemetry { accuracy: 0.5, ..Telemetry::default() };
        assert_eq!(number(&EN, Some(0.612), Some(&live)), Some(("Test", "61.2%".to_owned())));
        assert_eq!(number(&EN, None, Some(&live)), Some(("Accuracy", "50.0%".to_owned())));
        assert_eq!(number(&EN, None, None), None);
        assert_eq!(ES.lang, Lang::Es);
    }
}
