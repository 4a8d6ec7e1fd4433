//! Results: a table of epochs, and the test.

use filtro_protocol::{EpochSummary, TestResult};
use filtro_ui::control::{Button, Progress, Table};
use filtro_ui::use_text;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Epochs`].
#[derive(PartialEq, Properties)]
pub struct EpochsProps {
    pub epochs: Rc<Vec<EpochSummary>>,
    /// Epochs that ended before or at this step were of another network.
    pub since: f64,
}

/// The table of ended epochs, the newest first.
#[component]
pub fn Epochs(props: &EpochsProps) -> Html {
    let text = use_text();
    let t = &text.training;
    let lang = text.lang;
    let columns = vec![
        t.epoch.into(),
        t.train_loss.into(),
        t.train_accuracy.into(),
        t.validation_loss.into(),
        t.validation_accuracy.into(),
    ];
    let since = props.since;
    let row = |e: &EpochSummary| -> Vec<AttrValue> {
        let number = lang.integer(u64::from(e.epoch) + 1);
        let earlier = f64::from(e.step) <= since;
        vec![
            if earlier { (text.weights.earlier)(&number) } else { number }.into(),
            lang.measured(e.train_loss.into()).into(),
            lang.percent(e.train_accuracy.into(), 1).into(),
            lang.measured(e.validation_loss.into()).into(),
            lang.percent(e.validation_accuracy.into(), 1).into(),
        ]
    };
    html! {
        <section class="section">
            <h3>{ t.epoch_table }</h3>
            if props.epochs.is_empty() {
                <p class="small muted">{ t.no_epochs }</p>
            } else {
                <Table
                    caption={t.epoch_table}
                    {columns}
                    rows={props.epochs.iter().rev().map(row).collect::<Vec<_>>()}
                />
            }
        </section>
    }
}

/// Properties of [`Test`].
#[derive(PartialEq, Properties)]
pub struct TestProps {
    pub result: Option<TestResult>,
    pub testing: Option<(u32, u32)>,
    pub can_test: bool,
    pub classes: usize,
    pub ontest: Callback<()>,
}

/// Accuracy on images that training never saw.
#[component]
pub fn Test(props: &TestProps) -> Html {
    let text = use_text();
    let t = &text.training;
    let lang = text.lang;
    let chance = (props.classes > 0)
        .then(|| (t.chance)(&lang.percent(1.0 / props.classes as f64, 0), props.classes));
    html! {
        <section class="section" aria-label={t.test_heading}>
            <div class="row apart">
                <h3>{ t.test_heading }</h3>
                if props.can_test {
                    <Button label={t.test_run} onclick={props.ontest.clone()} />
                }
            </div>
            if let Some((done, total)) = props.testing {
                <Progress
                    label={t.test_heading}
                    share={(total > 0).then(|| f64::from(done) / f64::from(total))}
                    text={(text.shell.run_testing)(&lang.integer(done.into()), &lang.integer(total.into()))}
                />
            } else if let Some(result) = props.result {
                <div class="message good" role="status">
                    { filtro_ui::icon::icon(filtro_ui::icon::Icon::Check) }
                    <div>
                        <p>
                            <strong>
                                { (t.test_result)(
                                    &lang.percent(result.accuracy.into(), 1),
                                    &lang.measured(result.loss.into()),
                                    &lang.integer(result.count.into()),
                                ) }
                            </strong>
                        </p>
                        if let Some(chance) = chance {
                            <p class="message-next">{ chance }</p>
                        }
                    </div>
                </div>
            } else {
                <p class="small muted">{ t.test_none }</p>
            }
        </section>
    }
}
