//! The dialog that makes a smaller network of a large one.

use super::index::Entry;
use super::outcome::{changes, result, stage_name};
use crate::ports::fetch;
use crate::text::use_text;
use crate::view::control::{Button, ChoiceOption, Choices, NumberField, Progress, unique_id};
use crate::view::icon::{Icon, icon};
use filtro_app::{Event, State};
use filtro_net::{Network, Report, Shape, Target, file};
use filtro_program::analyse;
use filtro_zoo::adapt::{Adaptation, Stage, adapt, stages};
use std::rc::Rc;
use web_sys::{HtmlDialogElement, HtmlInputElement};
use yew::prelude::*;

/// Sizes to choose from.
const SIZES: [usize; 5] = [32, 64, 96, 128, 224];
/// Widths in hundredths: least, most, step.
const WIDTHS: [u32; 3] = [5, 200, 5];
/// The width that a published network is shown with first: it then trains in the tab.
const FIRST_WIDTH: u32 = 25;
/// Most units of a stage, and most classes.
const MOST: f64 = 64.0;
const CLASSES: f64 = 1000.0;

/// What is adapted.
#[derive(Clone, PartialEq)]
pub enum Subject {
    /// A template, whose file is to be fetched.
    Template(Rc<Entry>),
    /// The network in the builder.
    Current(Rc<Network>),
}

/// Properties of [`Adapter`].
#[derive(PartialEq, Properties)]
pub struct AdapterProps {
    /// What is adapted.
    pub subject: Subject,
    /// What the page knows.
    pub state: Rc<State>,
    /// Where events go.
    pub send: Callback<Event>,
    /// It was closed.
    pub onclose: Callback<()>,
}

/// The dialog. The browser's own keeps focus inside, closes on Escape and gives focus back.
#[component]
pub fn Adapter(props: &AdapterProps) -> Html {
    let text = use_text();
    let t = &text.adapt;
    let node = use_node_ref();
    let title_id = use_memo((), |()| unique_id("adapt"));
    let source = use_state(|| match &props.subject {
        Subject::Current(network) => Some(Ok(Rc::clone(network))),
        Subject::Template(_) => None,
    });
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                // Refused only where the dialog is open already.
                dialog.show_modal().unwrap_or_default();
            }
        });
    }
    let load = {
        let (source, subject) = (source.setter(), props.subject.clone());
        move || {
            let Subject::Template(entry) = subject.clone() else { return };
            source.set(None);
            let source = source.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let found = fetch::text(&format!("templates/{}.json", entry.name)).await;
                let network = found
                    .and_then(|text| file::from_json(&text).map_err(|error| error.to_string()));
                source.set(Some(network.map(Rc::new)));
            });
        }
    };
    {
        let load = load.clone();
        use_effect_with((), move |()| load());
    }
    let name = match &props.subject {
        Subject::Template(entry) => entry.title.clone(),
        Subject::Current(network) => network.name.clone(),
    };
    let body = match &*source {
        None => html! { <Progress label={t.fetching} share={None} text={t.fetching} /> },
        Some(Err(why)) => html! {
            <div class="message error" role="alert">
                { icon(Icon::Error) }
                <div>
                    <p>{ (text.problems.template_missing)(&name, why) }</p>
                    <div class="message-actions">
                        <Button label={text.shell.retry} onclick={Callback::from(move |()| load())} />
                    </div>
                </div>
            </div>
        },
        Some(Ok(network)) => html! {
            <Form
                network={Rc::clone(network)}
                original={matches!(props.subject, Subject::Template(_))}
                state={Rc::clone(&props.state)}
                send={props.send.clone()}
                onclose={props.onclose.clone()}
            />
        },
    };
    html! {
        <dialog
            class="dialog adapt"
            ref={node.clone()}
            aria-labelledby={(*title_id).clone()}
            onclose={props.onclose.reform(|_: yew::Event| ())}
        >
            <div class="dialog-head">
                <h2 id={(*title_id).clone()}>{ (t.title)(&name) }</h2>
                <Button
                    label={text.shell.close}
                    icon={Icon::Close}
                    icon_only=true
                    class="quiet"
                    onclick={Callback::from(move |()| {
                        // Its own way to close gives the focus back.
                        node.cast::<HtmlDialogElement>().iter().for_each(HtmlDialogElement::close);
                    })}
                />
            </div>
            <div class="dialog-body">
                <p class="small muted">{ t.lead }</p>
                { body }
            </div>
        </dialog>
    }
}

/// The numbers of the form.
#[derive(Clone, PartialEq)]
struct Settings {
    size: usize,
    /// In hundredths.
    width: u32,
    classes: usize,
    repeats: Vec<usize>,
}

#[derive(PartialEq, Properties)]
struct FormProps {
    network: Rc<Network>,
    original: bool,
    state: Rc<State>,
    send: Callback<Event>,
    onclose: Callback<()>,
}

#[component]
fn Form(props: &FormProps) -> Html {
    let text = use_text();
    let (t, lang) = (&text.adapt, text.lang);
    let network = &props.network;
    let stages: Rc<Vec<Stage>> = use_memo(Rc::clone(network), |network| stages(network));
    let before: Rc<Report> = use_memo(Rc::clone(network), |network| analyse(network, None).0);
    let own = network.input[1];
    let settings = use_state_eq(|| {
        let classes = match before.output {
            Some(Shape::Vector(classes)) => classes,
            _ => 10,
        };
        let target = props.state.target();
        Settings {
            size: if props.original { target.map_or(32, |target| target.input[1]) } else { own },
            width: if props.original { FIRST_WIDTH } else { 100 },
            classes: target.map_or(if props.original { 10 } else { classes }, |t| t.classes),
            repeats: stages.iter().map(|stage| stage.repeats).collect(),
        }
    });
    let done = use_memo((Rc::clone(network), (*settings).clone()), |(network, settings)| {
        let wanted = Adaptation {
            input: [network.input[0], settings.size, settings.size],
            classes: settings.classes,
            width: f64::from(settings.width) / 100.0,
            repeats: settings.repeats.clone(),
        };
        let adapted = adapt(network, &wanted);
        let target = Target { input: wanted.input, classes: wanted.classes };
        let (report, _) = analyse(&adapted.network, Some(target));
        (adapted, report)
    });
    let change = {
        let settings = settings.clone();
        move |by: fn(&mut Settings, f64), value: f64| {
            let mut next = (*settings).clone();
            by(&mut next, value);
            settings.set(next);
        }
    };
    let mut sizes =
        SIZES.map(|size| ChoiceOption::new(size.to_string(), size.to_string())).to_vec();
    if !SIZES.contains(&own) {
        sizes.push(ChoiceOption::new(own.to_string(), (t.own_size)(own)));
    }
    let onsize = {
        let change = change.clone();
        Callback::from(move |size: AttrValue| {
            let size = crate::view::control::parse(&size).unwrap_or(32.0);
            change(|settings, size| settings.size = size as usize, size);
        })
    };
    let onwidth = {
        let change = change.clone();
        Callback::from(move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
            change(|settings, width| settings.width = width as u32, value);
        })
    };
    let onclasses = {
        let change = change.clone();
        Callback::from(move |count: f64| {
            change(|settings, count| settings.classes = count as usize, count);
        })
    };
    let onstage = |index: usize| {
        let settings = settings.clone();
        Callback::from(move |count: f64| {
            let mut next = (*settings).clone();
            if let Some(repeats) = next.repeats.get_mut(index) {
                *repeats = count as usize;
            }
            settings.set(next);
        })
    };
    let width = lang.fixed(f64::from(settings.width) / 100.0, 2);
    let open = {
        let (done, onclose, settings) = (Rc::clone(&done), props.onclose.clone(), settings.clone());
        let (width, send) = (width.clone(), props.send.clone());
        Callback::from(move |()| {
            let mut network = done.0.network.clone();
            let Settings { size, .. } = *settings;
            network.name = format!("{} ({size} × {size}, × {width})", network.name);
            onclose.emit(());
            send.emit(Event::Build(network));
        })
    };
    let width_id = use_memo((), |()| unique_id("width"));
    html! {
        <>
            <div class="adapt-fields">
                <Choices label={t.input} options={sizes} value={settings.size.to_string()} onchange={onsize} />
                <div class="field">
                    <label class="field-label" for={(*width_id).clone()}>
                        { t.width }<output>{ &width }</output>
                    </label>
                    <input
                        id={(*width_id).clone()}
                        type="range"
                        min={WIDTHS[0].to_string()}
                        max={WIDTHS[1].to_string()}
                        step={WIDTHS[2].to_string()}
                        value={settings.width.to_string()}
                        aria-valuetext={format!("× {width}")}
                        oninput={onwidth}
                    />
                </div>
                <NumberField label={t.classes} value={settings.classes as f64} min={2.0} max={CLASSES} onchange={onclasses} />
                if !stages.is_empty() {
                    <fieldset class="field">
                        <legend class="field-label">{ t.depth }</legend>
                        <div class="fields">
                            for (index, stage) in stages.iter().enumerate() {
                                <NumberField
                                    key={index}
                                    label={stage_name(text, stage, index)}
                                    value={settings.repeats.get(index).copied().unwrap_or(stage.repeats) as f64}
                                    min={stage.least as f64}
                                    max={MOST}
                                    onchange={onstage(index)}
                                />
                            }
                        </div>
                    </fieldset>
                }
            </div>
            { result(text, &before, &done.1, &props.state) }
            { changes(text, network, &done.0, &stages) }
            <div class="gallery-actions">
                <Button class="primary" label={t.open} onclick={open} />
            </div>
        </>
    }
}
