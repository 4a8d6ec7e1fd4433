//! The question before something ends a run in progress.

use filtro_app::{Event, Pending, State};
use filtro_ui::control::Button;
use filtro_ui::use_text;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Open,
    Undo,
    Redo,
    Reset,
    Weights,
}

/// The question as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndingView {
    way: Way,
    step: u32,
    /// From 1.
    epoch: u32,
}

impl EndingView {
    /// What waits for the person's word.
    pub fn of(state: &State) -> Option<Self> {
        let way = match state.pending.as_ref()? {
            Pending::Open(..) | Pending::Earlier(_) => Way::Open,
            Pending::Travel { back: true } => Way::Undo,
            Pending::Travel { back: false } => Way::Redo,
            Pending::Reset => Way::Reset,
            Pending::Weights(_) => Way::Weights,
        };
        Some(Self { way, step: state.run.step, epoch: state.run.done + 1 })
    }
}

/// Properties of [`Ending`].
#[derive(PartialEq, Properties)]
pub struct EndingProps {
    /// What is asked, while it is.
    pub view: Option<EndingView>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// The question. The browser's own dialog keeps focus inside, closes on Escape and gives focus
/// back; what changes nothing has the focus first.
#[component]
pub fn Ending(props: &EndingProps) -> Html {
    let text = use_text();
    let t = &text.weights;
    let node = use_node_ref();
    // What was asked last stays while the dialog closes.
    let last = use_mut_ref(|| None::<EndingView>);
    if props.view.is_some() {
        *last.borrow_mut() = props.view;
    }
    {
        let node = node.clone();
        use_effect_with(props.view.is_some(), move |open| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                if *open && !dialog.open() {
                    // Refused only where the dialog is open already.
                    dialog.show_modal().unwrap_or_default();
                    let stay = dialog.query_selector("button").ok().flatten();
                    if let Some(stay) = stay.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                        stay.focus().unwrap_or_default();
                    }
                } else if !*open && dialog.open() {
                    dialog.close();
                }
            }
        });
    }
    let answer = |yes: bool| props.send.reform(move |()| Event::Confirm(yes));
    // Also after an answer; nothing waits for one then.
    let onclose = answer(false).reform(|_: web_sys::Event| ());
    let view = props.view.or(*last.borrow());
    let way = view.map_or(t.end_open, |view| match view.way {
        Way::Open => t.end_open,
        Way::Undo => t.end_undo,
        Way::Redo => t.end_redo,
        Way::Reset => t.end_reset,
        Way::Weights => t.end_weights,
    });
    let number = |number: u32| text.lang.integer(number.into());
    html! {
        <dialog
            class="dialog narrow"
            ref={node}
            aria-labelledby="ending-title"
            aria-describedby="ending-words"
            {onclose}
        >
            <div class="dialog-head"><h2 id="ending-title">{ t.end_title }</h2></div>
            <div class="dialog-body stack">
                <p id="ending-words">
                    if let Some(view) = view {
                        { (t.end_at)(&number(view.step), &number(view.epoch)) }
                    }
                </p>
                <div class="row">
                    <Button label={t.end_stay} class="primary" onclick={answer(false)} />
                    <Button label={way} onclick={answer(true)} />
                </div>
            </div>
        </dialog>
    }
}
