//! The transport bar: Train or Pause, Step, Stop, Reset; progress and the numbers of now.
//!
//! It is equally high whatever it says: every text is one line that is cut where it does not fit
//! (its `title` has all of it), every number has its place kept free. `styles/transport.css` places
//! the parts. On a small screen one line stays, and the rest opens above it.

use crate::hooks::stops::{Stops, use_stops};
use crate::slots::use_slot;
use crate::text::{Text, use_text};
use crate::view::control::unique_id;
use crate::view::control::{Button, Progress};
use crate::view::cost::{CostView, Meter, Warning};
use crate::view::gauges::{Gauges, number};
use crate::view::icon::Icon;
use crate::view::menu_button::{MenuButton, MenuEntry};
use filtro_app::{Ahead, Event, Way};
use filtro_protocol::Telemetry;
use filtro_recipe::TrainConfig;
use yew::prelude::*;

/// Where the engine stands.
#[derive(Clone, Debug, PartialEq)]
pub enum EngineView {
    /// Its code is arriving: bytes here, bytes in all.
    Loading(u64, Option<u64>),
    /// Its code is here; no device yet.
    Starting,
    /// The network is being built.
    Building,
    /// The first step is being prepared: GPU kernels compiled so far.
    Compiling(u32),
    /// Able to train.
    Ready,
    /// Dead.
    Failed,
}

/// Where the run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunView {
    /// None yet.
    Idle,
    /// Asked for; waits for the engine.
    Queued,
    /// Training.
    Running,
    /// Waiting to go on.
    Paused,
    /// Measuring test accuracy: images done, in all.
    Testing(u32, u32),
    /// Ended by the person.
    Stopped,
    /// Ended by itself.
    Finished,
}

/// What the transport bar shows.
#[derive(Clone, PartialEq)]
pub struct TransportView {
    /// The engine.
    pub engine: EngineView,
    /// The run.
    pub run: RunView,
    /// The number of the run's last epoch.
    pub epochs: u32,
    /// Epochs that had ended when the run began.
    pub base: u32,
    /// What Train would do.
    pub ahead: Ahead,
    /// Layers that have kept their weights after a change of the network, and all; none where it
    /// has not been changed since the last step, or it is not known yet.
    pub inherited: Option<(usize, usize)>,
    /// Steps behind the weights.
    pub step: u32,
    /// Epochs of a run.
    pub length: u32,
    /// Why training cannot start.
    pub blocked: Option<AttrValue>,
    /// Where that can be changed.
    pub way: Option<Way>,
    /// The last test accuracy, 0–1.
    pub test: Option<f64>,
    /// Memory, or the size of the steps, keeps a sound network from being trained.
    pub too_large: bool,
}

/// What the transport bar asks for.
#[derive(Clone, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct TransportActions {
    pub train: Callback<()>,
    pub pause: Callback<()>,
    pub step: Callback<()>,
    pub stop: Callback<()>,
    pub reset: Callback<()>,
    pub afresh: Callback<()>,
    pub cost: Callback<()>,
    pub why: Callback<Way>,
    pub send: Callback<Event>,
}

/// Properties of [`Transport`].
#[derive(PartialEq, Properties)]
pub struct TransportProps {
    /// What is shown.
    pub view: TransportView,
    /// What a run will take.
    pub cost: CostView,
    /// The settings of a run.
    pub config: TrainConfig,
    /// What it asks for.
    pub actions: TransportActions,
}

/// The buttons share a stop of the tab key, with the line about time and memory.
const STOPS: Stops = Stops {
    controls: ".transport-train button, .transport-others button, .meter, .transport-more",
    groups: None,
};

/// The transport bar.
#[component]
pub fn Transport(props: &TransportProps) -> Html {
    let text = use_text();
    let t = &text.shell;
    let TransportProps { view, actions, .. } = props;
    let live = use_slot(|slots| &slots.live);
    let root = use_node_ref();
    use_stops(root.clone(), STOPS);
    let busy = matches!(view.run, RunView::Running | RunView::Queued);
    let in_run = busy || view.run == RunView::Paused;
    let blocked = view.blocked.clone();
    let (label, shape, act) = if busy {
        (AttrValue::from(t.pause), Icon::Pause, actions.pause.clone())
    } else {
        (train_label(text, view).into(), Icon::Play, actions.train.clone())
    };
    let step_off = blocked.clone().or_else(|| busy.then(|| AttrValue::from(t.why_running)));
    let testing = matches!(view.run, RunView::Testing(..));
    let stop_off = (!in_run && !testing).then_some(t.why_not_running);
    let trained = view.step > 0;
    let reset_off = (!trained && !in_run).then_some(t.why_nothing_trained);
    let again = trained && !in_run && blocked.is_none();
    let open = use_state_eq(|| false);
    let rest = use_memo((), |()| unique_id("transport"));
    let more = use_node_ref();
    let toggle = {
        let open = open.clone();
        Callback::from(move |()| open.set(!*open))
    };
    let onkeydown = {
        let (open, more) = (open.clone(), more.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                event.stop_propagation();
                open.set(false);
                if let Some(button) = more.cast::<web_sys::HtmlElement>() {
                    // Refused by detached elements only.
                    button.focus().unwrap_or_default();
                }
            }
        })
    };
    html! {
        <section
            class="transport"
            aria-label={t.transport}
            data-open={open.then_some("true")}
            ref={root}
            {onkeydown}
        >
            <div class="transport-train">
                <Button
                    {label}
                    icon={shape}
                    class="primary round"
                    unavailable={blocked.clone().filter(|_| !busy)}
                    hint={(view.run == RunView::Paused).then_some(t.resume_hint)}
                    onclick={act.clone()}
                />
                if again {
                    <MenuButton
                        label={text.weights.choices}
                        icon={Icon::Unfold}
                        icon_only=true
                        entries={choices(text, view, act, actions.afresh.clone())}
                    />
                }
            </div>
            <div class="transport-rest" id={(*rest).clone()}>
                <div class="transport-others" role="toolbar" aria-label={t.transport}>
                    <Button label={t.step} icon={Icon::Step} unavailable={step_off} onclick={actions.step.clone()} />
                    <Button label={t.stop} icon={Icon::Stop} unavailable={stop_off} onclick={actions.stop.clone()} />
                    <Button label={t.reset} icon={Icon::Reset} unavailable={reset_off} onclick={actions.reset.clone()} />
                </div>
                { detail(text, props, live.as_deref()) }
                <Gauges live={live.clone()} />
            </div>
            { state(text, props, live.as_deref()) }
            if let Some((name, value)) = number(text, view.test.filter(|_| !in_run), live.as_deref()) {
                <p class="transport-number" title={name}>
                    <span class="visually-hidden">{ name }{ ": " }</span>
                    { value }
                </p>
            }
            <Button
                label={t.all_controls}
                icon={if *open { Icon::Down } else { Icon::Up }}
                icon_only=true
                class="quiet transport-more"
                expanded={Some(*open)}
                controls={Some((*rest).clone())}
                node={more}
                onclick={toggle}
            />
        </section>
    }
}

/// What Train will do, in a few words.
fn train_label(text: &Text, view: &TransportView) -> String {
    let t = &text.weights;
    match view.ahead {
        _ if view.run == RunView::Paused => t.resume.to_owned(),
        Ahead::Begin(_) => text.shell.train.to_owned(),
        Ahead::GoOn { from, to, changed } => {
            let words = if changed { t.train_on } else { t.go_on };
            let number = |epoch: u32| text.lang.integer(epoch.into());
            words(&number(from), &number(to))
        }
    }
}

fn choices(
    text: &Text,
    view: &TransportView,
    go_on: Callback<()>,
    afresh: Callback<()>,
) -> Vec<MenuEntry> {
    let entry =
        |label: String, icon, act| MenuEntry::Action { label: label.into(), note: None, icon, act };
    let length = text.lang.integer(view.length.into());
    vec![
        entry(train_label(text, view), Icon::Play, go_on),
        entry((text.weights.afresh)(&length), Icon::Reset, afresh),
    ]
}

/// What there is of a run: while it goes on, where it is; else what it will take.
fn detail(text: &Text, props: &TransportProps, live: Option<&Telemetry>) -> Html {
    let (t, view) = (&text.shell, &props.view);
    let ahead = matches!(view.run, RunView::Idle | RunView::Stopped | RunView::Finished);
    let place = place(view, live).map(|live| {
        let (epoch, batch) = (u64::from(live.epoch) + 1, live.batch.into());
        let epoch = (t.epoch_of)(&text.lang.integer(epoch), &text.lang.integer(view.epochs.into()));
        let batch =
            (t.batch_of)(&text.lang.integer(batch), &text.lang.integer(live.batches.into()));
        format!("{epoch}, {batch}")
    });
    html! {
        <p class="transport-detail">
            if ahead {
                <Meter view={props.cost.clone()} onopen={props.actions.cost.clone()} />
            }
            if let Some(place) = place {
                <span class="cut" title={place.clone()}>{ place.clone() }</span>
            }
        </p>
    }
}

/// Where the run is, once there is one.
fn place<'a>(view: &TransportView, live: Option<&'a Telemetry>) -> Option<&'a Telemetry> {
    live.filter(|_| !matches!(view.run, RunView::Idle | RunView::Queued))
}

fn state(text: &Text, props: &TransportProps, live: Option<&Telemetry>) -> Html {
    let (t, view) = (&text.shell, &props.view);
    let words = status(text, view);
    let (label, share, spoken) = match (&view.engine, place(view, live)) {
        (EngineView::Loading(done, total), _) => {
            let share = total.filter(|n| *n > 0).map(|n| *done as f64 / n as f64);
            (t.engine, share, words.clone())
        }
        (EngineView::Starting | EngineView::Building | EngineView::Compiling(_), _) => {
            (t.engine, None, words.clone())
        }
        (_, Some(live)) => {
            let share = run_share(live, view.base, view.epochs);
            (t.progress, Some(share), text.lang.percent(share, 0))
        }
        _ => (t.progress, Some(0.0), words.clone()),
    };
    html! {
        <>
            <div class="transport-status">
                // Said aloud when it changes; the counters beside it would be said ten times a second.
                <strong role="status" title={words.clone()}>{ said(text, &words, view, &props.actions.why) }</strong>
                if view.too_large {
                    <details class="transport-why">
                        <summary class="button small-target">{ text.cost.remedies }</summary>
                        <Warning
                            fit={props.cost.fit.clone()}
                            config={props.config}
                            send={props.actions.send.clone()}
                        />
                    </details>
                }
            </div>
            <Progress {label} {share} text={spoken} class="transport-progress" />
        </>
    }
}

/// The words of the state; a reason leads to where it can be changed. They may be cut, the accuracy
/// at their end is not.
fn said(text: &Text, words: &str, view: &TransportView, why: &Callback<Way>) -> Html {
    if let Some(way) = view.way.filter(|_| view.blocked.as_deref() == Some(words)) {
        let onclick = why.reform(move |_: MouseEvent| way);
        return html! { <button type="button" class="why cut" {onclick}>{ words }</button> };
    }
    let result = view.test.map(|share| text.lang.percent(share, 1)).unwrap_or_default();
    let (head, result) = words.strip_suffix(&result).map_or((words, ""), |head| (head, &result));
    html! {
        <>
            <span class="cut">{ head }</span>
            if !result.is_empty() {
                <span class="kept">{ result }</span>
            }
        </>
    }
}

/// The state in one line of words. While nothing runs, the reason why nothing can comes first: how
/// the last run ended does not hide it.
fn status(text: &Text, view: &TransportView) -> String {
    let t = &text.shell;
    let resting =
        matches!(view.run, RunView::Idle | RunView::Paused | RunView::Stopped | RunView::Finished);
    if let Some(why) = view.blocked.as_ref().filter(|_| resting) {
        return why.to_string();
    }
    let lang = text.lang;
    let engine = match &view.engine {
        EngineView::Loading(done, total) => Some((t.engine_loading)(&match total {
            Some(total) => lang.bytes_of(*done, *total),
            None => lang.bytes(*done),
        })),
        EngineView::Starting => Some(t.engine_starting.to_owned()),
        EngineView::Building => Some(t.engine_building.to_owned()),
        EngineView::Compiling(n) => Some((t.engine_compiling)(&lang.integer((*n).into()))),
        EngineView::Failed => Some(t.why_engine_failed.to_owned()),
        EngineView::Ready => None,
    };
    let w = &text.weights;
    let rested = matches!(view.run, RunView::Idle | RunView::Stopped) && view.step > 0;
    let changed = rested.then_some(view.inherited).flatten();
    match (view.run, engine) {
        (RunView::Queued, Some(engine)) => format!("{engine} · {}", t.run_queued),
        (RunView::Queued, None) => t.run_queued.to_owned(),
        (_, Some(engine)) => engine,
        (RunView::Idle | RunView::Stopped, None) if changed.is_some() => {
            changed.map_or_else(String::new, |(kept, all)| (w.changed_kept)(kept, all))
        }
        (RunView::Idle, None) if rested => {
            let steps = (w.trained)(&lang.integer(view.step.into()));
            with_test(text, steps, view.test)
        }
        (RunView::Idle, None) => t.run_ready.to_owned(),
        (RunView::Running, ..) => t.run_running.to_owned(),
        (RunView::Paused, ..) => t.run_paused.to_owned(),
        (RunView::Testing(done, total), ..) => {
            (t.run_testing)(&lang.integer(done.into()), &lang.integer(total.into()))
        }
        (run, ..) => {
            let end = if run == RunView::Finished { t.run_finished } else { t.run_stopped };
            with_test(text, end.to_owned(), view.test)
        }
    }
}

fn with_test(text: &Text, words: String, test: Option<f64>) -> String {
    match test {
        Some(share) => {
            format!("{words}. {}", (text.shell.run_test_result)(&text.lang.percent(share, 1)))
        }
        None => words,
    }
}

/// How much is done of a run that began behind epoch `base` and ends with `epochs`.
fn run_share(live: &Telemetry, base: u32, epochs: u32) -> f64 {
    let whole = f64::from(epochs.saturating_sub(base)) * f64::from(live.batches);
    let done = f64::from(live.epoch.saturating_sub(base)) * f64::from(live.batches)
        + f64::from(live.batch);
    if whole > 0.0 { (done / whole).min(1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::EN;

    fn view(engine: EngineView, run: RunView) -> TransportView {
        TransportView {
            engine,
            run,
            epochs: 5,
            base: 0,
            ahead: Ahead::Begin(5),
            inherited: None,
            step: 0,
            length: 5,
            blocked: None,
            way: None,
            test: None,
            too_large: false,
        }
    }

    #[test]
    fn a_run_is_measured_over_all_epochs() {
        let live = Telemetry { epoch: 1, batch: 50, batches: 100, ..Telemetry::default() };
        assert_eq!(run_share(&live, 0, 2), 0.75);
        assert_eq!(run_share(&Telemetry { epoch: 5, ..live }, 5, 10), 0.1);
        assert_eq!(run_share(&Telemetry::default(), 0, 0), 0.0);
    }

    #[test]
    fn a_queued_run_says_what_it_waits_for() {
        let words =
            status(&EN, &view(EngineView::Loading(1_200_000, Some(2_800_000)), RunView::Queued));
        assert!(words.contains("1.2 of 2.8"), "{words}");
        assert!(words.contains(EN.shell.run_queued));
    }

    #[test]
    fn a_reason_is_not_hidden_by_how_the_last_run_ended() {
        let engines = [
            EngineView::Ready,
            EngineView::Failed,
            EngineView::Building,
            EngineView::Loading(1, None),
            EngineView::Starting,
        ];
        for engine in engines {
            for run in [RunView::Idle, RunView::Paused, RunView::Stopped, RunView::Finished] {
                let mut view = view(engine.clone(), run);
                (view.blocked, view.test) = (Some("because".into()), Some(0.5));
                assert_eq!(status(&EN, &view), "because", "{engine:?} {run:?}");
            }
        }
    }

    #[test]
    fn train_says_what_it_will_do() {
        let mut view = view(EngineView::Ready, RunView::Idle);
        assert_eq!(train_label(&EN, &view), "Train");
        view.step = 703;
        view.ahead = Ahead::GoOn { from: 6, to: 10, changed: false };
        assert_eq!(train_label(&EN, &view), "Continue: epochs 6–10");
        assert_eq!(status(&EN, &view), "Trained 703 steps");
        view.ahead = Ahead::GoOn { from: 6, to: 10, changed: true };
        view.inherited = Some((4, 6));
        assert_eq!(train_label(&EN, &view), "Train on: epochs 6–10");
        assert_eq!(status(&EN, &view), "Network changed: 4 of 6 layers keep their weights");
        view.run = RunView::Paused;
        assert_eq!(train_label(&EN, &view), "Continue");
    }

    #[test]
    fn the_end_names_the_test_accuracy() {
        let mut done = view(EngineView::Ready, RunView::Finished);
        done.test = Some(0.612);
        assert_eq!(status(&EN, &done), "Finished. Test accuracy 61.2%");
    }
}
