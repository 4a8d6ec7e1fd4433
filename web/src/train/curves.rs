//! Loss and accuracy, one above the other. They are drawn from a slot: while a run goes on, nothing
//! else of the page is drawn again with them.

use crate::slots::use_slot;
use filtro_app::Happened;
use filtro_text::Text;
use filtro_ui::chart::{Curves, LineChart, Mark, Quantity};
use filtro_ui::control::Button;
use filtro_ui::use_text;
use std::rc::Rc;
use yew::prelude::*;

/// The two charts, smoothed together.
#[component]
pub fn CurvesSection() -> Html {
    let text = use_text();
    let t = &text.training;
    let measured = use_slot(|slots| &slots.curves);
    let charts = use_memo((measured.as_ref().map(Rc::as_ptr), text.lang), |_| {
        let of = |quantity| measured.as_deref().map(|all| Rc::new(curves(text, all, quantity)));
        [Quantity::Loss, Quantity::Accuracy].map(|quantity| (quantity, of(quantity)))
    });
    let smooth = use_state_eq(|| true);
    let toggle = {
        let smooth = smooth.clone();
        Callback::from(move |()| smooth.set(!*smooth))
    };
    let empty = measured.is_none_or(|all| is_empty(&all));
    html! {
        <section class="section" aria-label={t.results}>
            <div class="row apart">
                <h3>{ t.results }</h3>
                if !empty {
                    <Button
                        label={t.smooth}
                        hint={t.smooth_help}
                        class="quiet small-target"
                        pressed={Some(*smooth)}
                        onclick={toggle}
                    />
                }
            </div>
            if empty {
                <p class="chart-empty">{ t.no_curve }</p>
            } else {
                for (quantity, curves) in charts.iter() {
                    if let Some(curves) = curves {
                        <LineChart quantity={*quantity} curves={Rc::clone(curves)} smooth={*smooth} />
                    }
                }
            }
        </section>
    }
}

/// Whether nothing has been measured.
fn is_empty(all: &filtro_app::Curves) -> bool {
    all.train_loss.points().is_empty() && all.validation_loss.points().is_empty()
}

/// What the chart of a quantity shows.
fn curves(text: &Text, all: &filtro_app::Curves, quantity: Quantity) -> Curves {
    let (train, validation) = match quantity {
        Quantity::Loss => (&all.train_loss, &all.validation_loss),
        Quantity::Accuracy => (&all.train_accuracy, &all.validation_accuracy),
    };
    let mark = |mark: &filtro_app::Mark| {
        let label = match mark.what {
            Happened::Changed => text.weights.mark_changed,
            Happened::WentOn => text.weights.mark_went_on,
        };
        Mark { step: mark.step, label }
    };
    Curves {
        train: train.points().to_vec(),
        validation: validation.points().to_vec(),
        epoch_steps: all.epoch_steps.map(f64::from),
        marks: all.marks.iter().map(mark).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_text::{EN, ES};

    #[test]
    fn each_chart_has_its_own_curves_and_both_the_marks() {
        let mut all = filtro_app::Curves::default();
        assert!(is_empty(&all));
        all.train_loss.push(10.0, 2.3);
        all.train_accuracy.push(10.0, 0.1);
        all.validation_accuracy.push(20.0, 0.2);
        all.epoch_steps = Some(20);
        all.mark(20, Happened::Changed);
        let loss = curves(&EN, &all, Quantity::Loss);
        assert_eq!((&loss.train[..], loss.validation.len()), (&[(10.0, 2.3)][..], 0));
        let accuracy = curves(&ES, &all, Quantity::Accuracy);
        assert_eq!(accuracy.train, [(10.0, 0.1)]);
        assert_eq!((accuracy.validation, accuracy.epoch_steps), (vec![(20.0, 0.2)], Some(20.0)));
        assert_eq!(accuracy.marks, [Mark { step: 20.0, label: ES.weights.mark_changed }]);
        assert!(!is_empty(&all));
    }
}
