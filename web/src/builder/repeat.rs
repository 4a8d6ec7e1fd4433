//! The question how often something is to be repeated.

use filtro_app::Event;
use filtro_net::NodeId;
use filtro_ui::control::{Button, NumberField};
use filtro_ui::icon::Icon;
use filtro_ui::use_text;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlInputElement};
use yew::prelude::*;

/// Most repetitions: a network has so many layers and blocks at most.
const MOST: f64 = 100.0;

/// Properties of [`Repeat`].
#[derive(PartialEq, Properties)]
pub struct RepeatProps {
    /// What is repeated, while it is being asked.
    pub node: Option<NodeId>,
    /// How many are repeated.
    pub count: usize,
    /// Where events go.
    pub send: Callback<Event>,
}

/// The question. The browser's own dialog keeps focus inside, closes on Escape and gives focus
/// back.
#[component]
pub fn Repeat(props: &RepeatProps) -> Html {
    let text = use_text();
    let t = &text.blocks;
    let node = use_node_ref();
    let times = use_state_eq(|| 2.0);
    {
        let (node, times) = (node.clone(), times.setter());
        use_effect_with(props.node.is_some(), move |open| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                if *open && !dialog.open() {
                    times.set(2.0);
                    // Refused only where the dialog is open already.
                    dialog.show_modal().unwrap_or_default();
                    let field = dialog.query_selector("input").ok().flatten();
                    if let Some(field) = field.and_then(|it| it.dyn_into::<HtmlInputElement>().ok())
                    {
                        field.select();
                        field.focus().unwrap_or_default();
                    }
                } else if !*open && dialog.open() {
                    dialog.close();
                }
            }
        });
    }
    let close = props.send.reform(|()| Event::AskRepeat(None));
    let onclose = close.reform(|_: web_sys::Event| ());
    let repeat = {
        let (send, id, times, node) = (props.send.clone(), props.node, *times, node.clone());
        Callback::from(move |()| {
            // What stands in the field is not what would be done.
            let wrong = node.cast::<HtmlDialogElement>().is_some_and(|dialog| {
                dialog.query_selector("[aria-invalid=true]").is_ok_and(|field| field.is_some())
            });
            if let Some(id) = id.filter(|_| !wrong) {
                // Between 2 and the most, and whole: the field takes nothing else.
                send.emit(Event::Repeat { id, times: times as usize });
            }
        })
    };
    let onsubmit = repeat.reform(|event: SubmitEvent| event.prevent_default());
    let onchange = {
        let times = times.setter();
        Callback::from(move |now| times.set(now))
    };
    html! {
        <dialog class="dialog narrow" ref={node} aria-labelledby="repeat-title" {onclose}>
            <div class="dialog-head">
                <h2 id="repeat-title">{ t.repeat_title }</h2>
                <Button
                    label={text.shell.close}
                    icon={Icon::Close}
                    icon_only=true
                    class="quiet"
                    onclick={close}
                />
            </div>
            <form class="dialog-body stack" {onsubmit}>
                <NumberField
                    label={t.times} value={*times} min={2.0} max={MOST}
                    help={(t.times_help)(props.count)}
                    {onchange}
                />
                <Button label={t.repeat_now} class="primary" onclick={repeat} />
            </form>
        </dialog>
    }
}
