//! The transport bar: Train or Pause, Step, Stop, Reset; progress and the numbers of now.
//!
//! It is equally high whatever it says: every text is one line that is cut where it does not fit
//! (its `title` has all of it), every number has its place kept free. `styles/transport.css` places
//! the parts. On a small screen one line stays, and the rest opens above it.

mod gauges;
mod view;
mod words;

pub use view::TransportView;

use crate::act::Act;
use crate::slots::use_slot;
use crate::train::cost::{CostView, Meter, Warning};
use filtro_app::Event;
use filtro_protocol::Telemetry;
use filtro_recipe::TrainConfig;
use filtro_text::Text;
use filtro_ui::control::unique_id;
use filtro_ui::control::{Button, Progress};
use filtro_ui::dom::focus;
use filtro_ui::icon::Icon;
use filtro_ui::menu::{MenuButton, MenuEntry};
use filtro_ui::stops::{Stops, use_stops};
use filtro_ui::use_text;
use gauges::{Gauges, number};
use std::rc::Rc;
use view::{EngineView, RunView};
use web_sys::HtmlElement;
use words::{run_share, status, train_label};
use yew::prelude::*;

/// Properties of [`Transport`].
#[derive(PartialEq, Properties)]
pub struct TransportProps {
    /// What is shown.
    pub view: Rc<TransportView>,
    /// What a run will take.
    pub cost: Rc<CostView>,
    /// The settings of a run.
    pub config: TrainConfig,
    /// Where is asked.
    pub send: Callback<Act>,
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
    let view = &*props.view;
    let live = use_slot(|slots| &slots.live);
    let root = use_node_ref();
    use_stops(root.clone(), STOPS);
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
                more.cast::<HtmlElement>().iter().for_each(focus);
            }
        })
    };
    let test = view.test.filter(|_| !view.in_run());
    html! {
        <section
            class="transport"
            aria-label={t.transport}
            data-open={open.then_some("true")}
            ref={root}
            {onkeydown}
        >
            { train(text, props) }
            <div class="transport-rest" id={(*rest).clone()}>
                { others(text, props) }
                { detail(text, props, live.as_deref()) }
                <Gauges live={live.clone()} />
            </div>
            { state(text, props, live.as_deref()) }
            if let Some((name, value)) = number(text, test, live.as_deref()) {
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

/// Train or Pause, with other ways to train behind it.
fn train(text: &Text, props: &TransportProps) -> Html {
    let (t, view) = (&text.shell, &*props.view);
    let busy = view.busy();
    let again = view.step > 0 && !view.in_run() && view.blocked.is_none();
    let (label, shape, event) = if busy {
        (AttrValue::from(t.pause), Icon::Pause, Event::Pause)
    } else {
        (train_label(text, view).into(), Icon::Play, Event::Train)
    };
    let act = on(props, event);
    html! {
        <div class="transport-train">
            <Button
                {label}
                icon={shape}
                class="primary round"
                unavailable={view.blocked.clone().filter(|_| !busy)}
                hint={(view.run == RunView::Paused).then_some(t.resume_hint)}
                onclick={act.clone()}
            />
            if again {
                <MenuButton
                    label={text.weights.choices}
                    icon={Icon::Unfold}
                    icon_only=true
                    entries={choices(text, view, act, on(props, Event::Afresh))}
                />
            }
        </div>
    }
}

/// Step, Stop, Reset; each says why it cannot be pressed.
fn others(text: &Text, props: &TransportProps) -> Html {
    let (t, view) = (&text.shell, &*props.view);
    let testing = matches!(view.run, RunView::Testing(..));
    let step_off = view.blocked.clone().or_else(|| view.busy().then(|| t.why_running.into()));
    let stop_off = (!view.in_run() && !testing).then_some(t.why_not_running);
    let reset_off = (view.step == 0 && !view.in_run()).then_some(t.why_nothing_trained);
    html! {
        <div class="transport-others" role="toolbar" aria-label={t.transport}>
            <Button label={t.step} icon={Icon::Step} unavailable={step_off} onclick={on(props, Event::Step)} />
            <Button label={t.stop} icon={Icon::Stop} unavailable={stop_off} onclick={on(props, Event::Stop)} />
            <Button label={t.reset} icon={Icon::Reset} unavailable={reset_off} onclick={on(props, Event::Reset)} />
        </div>
    }
}

fn on(props: &TransportProps, event: Event) -> Callback<()> {
    props.send.reform(move |()| Act::from(event.clone()))
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
    let (t, view) = (&text.shell, &*props.view);
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
                <Meter view={Rc::clone(&props.cost)} onopen={props.send.reform(|()| Act::Cost)} />
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
    let (t, view) = (&text.shell, &*props.view);
    let words = status(text, view);
    let (label, share, spoken) = match (&view.engine, place(view, live)) {
        (EngineView::Loading(done, total), _) => {
            let share = total.filter(|n| *n > 0).map(|n| *done as f64 / n as f64);
            (t.engine, share, words.clone())
        }
        (
            EngineView::Starting
            | EngineView::Building
            | EngineView::Compiling(_)
            | EngineView::Comparing,
            _,
        ) => (t.engine, None, words.clone()),
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
                <strong role="status" title={words.clone()}>{ said(text, &words, view, &props.send) }</strong>
                if view.too_large {
                    <details class="transport-why">
                        <summary class="button small-target">{ text.cost.remedies }</summary>
                        <Warning
                            fit={props.cost.fit.clone()}
                            config={props.config}
                            send={props.send.reform(Act::from)}
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
fn said(text: &Text, words: &str, view: &TransportView, send: &Callback<Act>) -> Html {
    if let Some(way) = view.way.filter(|_| view.blocked.as_deref() == Some(words)) {
        let onclick = send.reform(move |_: MouseEvent| Act::Lead(way));
        return html! { <button type="button" class="why cut" {onclick}>{ words }</button> };
    }
    let result = view.test.map(|share| text.lang.percent(share, 1)).unwrap_or_default();
    let (head, result) = words.strip_suffix(&result).map_or((words, ""), |head| (head, &result));
    html! {
        <>
            <span class="cut">{ head }</span>
            if !result.is_empty() {
                <span class="outcome">{ result }</span>
            }
        </>
    }
}
