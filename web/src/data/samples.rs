//! The strip of sample pictures: look, page, and choose one to follow through the network.

use crate::act::Act;
use crate::names::class_name;
use crate::slots::{use_drawing, use_slot, use_slots};
use filtro_app::Event;
use filtro_protocol::{DataSummary, SampleId, Subject};
use filtro_ui::control::{Button, ChoiceOption, Choices};
use filtro_ui::dom;
use filtro_ui::icon::Icon;
use filtro_ui::pixels;
use filtro_ui::slot::Watched;
use filtro_ui::use_text;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Pictures on one page of the strip.
const PAGE: u32 = 10;

/// Properties of [`Samples`].
#[derive(PartialEq, Properties)]
pub struct SamplesProps {
    pub summary: Rc<DataSummary>,
    pub subject: Option<Subject>,
    pub send: Callback<Act>,
}

/// The strip.
#[component]
pub fn Samples(props: &SamplesProps) -> Html {
    let text = use_text();
    let t = &text.data;
    let test = use_state_eq(|| true);
    let first = use_state_eq(|| 0_u32);
    // The option that arrow keys have reached.
    let focus = use_state_eq(|| 0_u32);
    let slots = use_slots();
    let list = use_node_ref();

    let sizes = props.summary.sizes;
    // A part without pictures is not shown where the other has some.
    let part = if *test { sizes.test > 0 || sizes.train == 0 } else { sizes.train == 0 };
    let count = if part { sizes.test } else { sizes.train };
    let start = (*first).min(count.saturating_sub(1) / PAGE * PAGE);
    let ids: Vec<SampleId> =
        (start..(start + PAGE).min(count)).map(|index| SampleId { test: part, index }).collect();
    {
        let send = props.send.clone();
        use_effect_with((ids.clone(), props.summary.id), move |(ids, _)| {
            let known = slots.thumbnails.get();
            let missing: Vec<SampleId> = ids
                .iter()
                .filter(|id| known.as_ref().is_none_or(|k| !k.0.contains_key(id)))
                .copied()
                .collect();
            if !missing.is_empty() {
                send.emit(Event::Samples(missing).into());
            }
        });
    }
    let turn = |to: Option<u32>| {
        let (first, focus) = (first.clone(), focus.clone());
        Callback::from(move |()| {
            if let Some(to) = to {
                first.set(to);
                focus.set(0);
            }
        })
    };
    let back = start.checked_sub(PAGE);
    let on = Some(start + PAGE).filter(|next| *next < count);
    let onpart = {
        let (test, first, focus) = (test.clone(), first.clone(), focus.clone());
        Callback::from(move |value: AttrValue| {
            test.set(value == "test");
            first.set(0);
            focus.set(0);
        })
    };
    let onkeydown = arrows(focus.clone(), ids.len() as u32, list.clone());
    let number = |n: u32| text.lang.integer(n.into());
    html! {
        <section class="section" aria-label={t.samples}>
            <div class="row apart">
                <h3>{ t.samples }</h3>
                <Choices
                    label={t.samples_part}
                    label_hidden=true
                    options={vec![ChoiceOption::new("train", t.part_train), ChoiceOption::new("test", t.part_test)]}
                    value={if part { "test" } else { "train" }}
                    onchange={onpart}
                />
            </div>
            <p class="small muted">{ t.samples_help }</p>
            <div class="strip" role="listbox" aria-label={t.samples} ref={list} {onkeydown}>
                for (place, id) in ids.iter().enumerate() {
                    <Sample
                        key={format!("{}{}", id.test, id.index)}
                        id={*id}
                        set={props.summary.id}
                        classes={Rc::clone(&props.summary)}
                        chosen={props.subject == Some(Subject::Sample(*id))}
                        reachable={place as u32 == *focus}
                        onchoose={props.send.reform(|id| Event::Watch(id).into())}
                    />
                }
            </div>
            <div class="row apart">
                <Button label={t.previous} icon={Icon::Left} icon_only=true unavailable={back.is_none().then_some("–")} onclick={turn(back)} />
                <span class="small muted">
                    { (t.page)(&number(start + u32::from(count > 0)), &number((start + PAGE).min(count)), &number(count)) }
                </span>
                <Button label={t.next} icon={Icon::Right} icon_only=true unavailable={on.is_none().then_some("–")} onclick={turn(on)} />
            </div>
        </section>
    }
}

/// Arrow keys move between the pictures; the one in focus is the only tab stop.
fn arrows(focus: UseStateHandle<u32>, count: u32, list: NodeRef) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let last = count.saturating_sub(1);
        let next = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => (*focus + 1).min(last),
            "ArrowLeft" | "ArrowUp" => focus.saturating_sub(1),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        focus.set(next);
        let option = list.cast::<HtmlElement>().and_then(|l| l.children().item(next));
        option.and_then(|option| option.dyn_into().ok()).iter().for_each(dom::focus);
    })
}

#[derive(PartialEq, Properties)]
struct SampleProps {
    id: SampleId,
    set: u32,
    classes: Rc<DataSummary>,
    chosen: bool,
    reachable: bool,
    onchoose: Callback<SampleId>,
}

#[component]
fn Sample(props: &SampleProps) -> Html {
    let text = use_text();
    let id = props.id;
    let canvas = use_node_ref();
    use_drawing(
        |slots| &slots.thumbnails,
        canvas.clone(),
        Watched::Always,
        (id, props.set),
        move |canvas, thumbnails| match thumbnails.and_then(|t| t.0.get(&id)) {
            Some(picture) => pixels::paint(canvas, picture.shape, &picture.pixels),
            None => pixels::clear(canvas),
        },
    );
    let thumbnails = use_slot(|slots| &slots.thumbnails);
    let label = thumbnails
        .and_then(|t| t.0.get(&id).map(|picture| picture.label))
        .and_then(|label| props.classes.classes.get(usize::from(label)).cloned())
        .map(|class| class_name(text, &class));
    let choose = {
        let onchoose = props.onchoose.clone();
        move || onchoose.emit(id)
    };
    let onkeydown = {
        let choose = choose.clone();
        Callback::from(move |event: KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                choose();
            }
        })
    };
    let shown = label.unwrap_or_else(|| "…".to_owned());
    let name = (text.data.sample_name)(&shown, &text.lang.integer(u64::from(id.index) + 1));
    html! {
        <div
            class="sample"
            role="option"
            aria-selected={if props.chosen { "true" } else { "false" }}
            aria-label={name.clone()}
            title={name}
            tabindex={if props.reachable { "0" } else { "-1" }}
            onclick={Callback::from(move |_: MouseEvent| choose())}
            {onkeydown}
        >
            <canvas ref={canvas} width="32" height="32" aria-hidden="true" />
            <span aria-hidden="true">{ shown }</span>
        </div>
    }
}
