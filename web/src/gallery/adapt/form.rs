//! The numbers of a smaller network, and what comes of them.

use super::outcome::{changes, result, stage_name};
use super::settings::{SIZES, Settings};
use crate::act::Act;
use crate::gallery::view::GalleryView;
use filtro_app::Event;
use filtro_net::{Network, Report, Target};
use filtro_program::analyse;
use filtro_text::Text;
use filtro_ui::control::{Button, ChoiceOption, Choices, NumberField, parse, unique_id};
use filtro_ui::use_text;
use filtro_zoo::adapt::{Stage, adapt, stages};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Widths in hundredths: least, most, step.
const WIDTHS: [u32; 3] = [5, 200, 5];
/// Most units of a stage, and most classes.
const MOST: f64 = 64.0;
const CLASSES: f64 = 1000.0;

/// Properties of [`Form`].
#[derive(PartialEq, Properties)]
pub(super) struct FormProps {
    pub(super) network: Rc<Network>,
    /// It is a template, as it was published.
    pub(super) original: bool,
    pub(super) view: Rc<GalleryView>,
    pub(super) send: Callback<Act>,
    pub(super) onclose: Callback<()>,
}

/// The form.
#[component]
pub(super) fn Form(props: &FormProps) -> Html {
    let text = use_text();
    let (t, lang) = (&text.adapt, text.lang);
    let network = &props.network;
    let stages: Rc<Vec<Stage>> = use_memo(Rc::clone(network), |network| stages(network));
    let before: Rc<Report> = use_memo(Rc::clone(network), |network| analyse(network, None).0);
    let settings = use_state_eq(|| {
        Settings::first(props.original, network, &before, props.view.target, &stages)
    });
    let done = use_memo((Rc::clone(network), (*settings).clone()), |(network, settings)| {
        let wanted = settings.wanted(network);
        let adapted = adapt(network, &wanted);
        let target = Target { input: wanted.input, classes: wanted.classes };
        let (report, _) = analyse(&adapted.network, Some(target));
        (adapted, report)
    });
    let width = lang.fixed(f64::from(settings.width) / 100.0, 2);
    let open = {
        let (done, onclose, size) = (Rc::clone(&done), props.onclose.clone(), settings.size);
        let (width, send) = (width.clone(), props.send.clone());
        Callback::from(move |()| {
            let mut network = done.0.network.clone();
            network.name = format!("{} ({size} × {size}, × {width})", network.name);
            onclose.emit(());
            send.emit(Event::Build(network).into());
        })
    };
    let width_id = use_memo((), |()| unique_id("width"));
    html! {
        <>
            <div class="adapt-fields">
                { size_field(text, &settings, network.input[1]) }
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
                        oninput={on_width(&settings)}
                    />
                </div>
                <NumberField
                    label={t.classes}
                    value={settings.classes as f64}
                    min={2.0}
                    max={CLASSES}
                    onchange={change(&settings, |old, count: f64| Settings { classes: count as usize, ..old })}
                />
                { depth_fields(text, &settings, &stages) }
            </div>
            { result(text, &before, &done.1, &props.view.config) }
            { changes(text, network, &done.0, &stages) }
            <div class="gallery-actions">
                <Button class="primary" label={t.open} onclick={open} />
            </div>
        </>
    }
}

/// Sets something of what is set.
fn change<T: 'static>(
    settings: &UseStateHandle<Settings>,
    by: impl Fn(Settings, T) -> Settings + 'static,
) -> Callback<T> {
    let settings = settings.clone();
    Callback::from(move |value| settings.set(by((*settings).clone(), value)))
}

/// The size of pictures; that of the network itself is a choice too.
fn size_field(text: &Text, settings: &UseStateHandle<Settings>, own: usize) -> Html {
    let t = &text.adapt;
    let mut sizes =
        SIZES.map(|size| ChoiceOption::new(size.to_string(), size.to_string())).to_vec();
    if !SIZES.contains(&own) {
        sizes.push(ChoiceOption::new(own.to_string(), (t.own_size)(own)));
    }
    let onchange = change(settings, |old, size: AttrValue| Settings {
        size: parse(&size).unwrap_or(32.0) as usize,
        ..old
    });
    html! { <Choices label={t.input} options={sizes} value={settings.size.to_string()} {onchange} /> }
}

fn on_width(settings: &UseStateHandle<Settings>) -> Callback<InputEvent> {
    change(settings, |old, event: InputEvent| {
        let width = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
        Settings { width: width as u32, ..old }
    })
}

/// How often the unit of each stage is there.
fn depth_fields(text: &Text, settings: &UseStateHandle<Settings>, stages: &[Stage]) -> Html {
    if stages.is_empty() {
        return html! {};
    }
    let onstage =
        |index: usize| change(settings, move |old, count: f64| old.repeated(index, count as usize));
    html! {
        <fieldset class="field">
            <legend class="field-label">{ text.adapt.depth }</legend>
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
}
