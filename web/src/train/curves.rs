//! Loss and accuracy, one above the other.

use filtro_ui::chart::{Curves, LineChart, Quantity};
use filtro_ui::control::Button;
use filtro_ui::use_text;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`CurvesSection`].
#[derive(PartialEq, Properties)]
pub struct CurvesProps {
    pub loss: Rc<Curves>,
    pub accuracy: Rc<Curves>,
}

/// The two charts, smoothed together.
#[component]
pub fn CurvesSection(props: &CurvesProps) -> Html {
    let t = &use_text().training;
    let smooth = use_state_eq(|| true);
    let toggle = {
        let smooth = smooth.clone();
        Callback::from(move |()| smooth.set(!*smooth))
    };
    let empty = props.loss.train.is_empty() && props.loss.validation.is_empty();
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
                <LineChart quantity={Quantity::Loss} curves={props.loss.clone()} smooth={*smooth} />
                <LineChart
                    quantity={Quantity::Accuracy}
                    curves={props.accuracy.clone()}
                    smooth={*smooth}
                />
            }
        </section>
    }
}
