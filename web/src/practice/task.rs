//! One exercise: question, fields, hints, solution.

use super::drawing::Drawing;
use super::sheet::{Entry, Mark, Sheet};
use super::solution::steps;
use filtro_course::Exercise;
use filtro_text::Text;
use filtro_text::repairs::shape_text;
use filtro_ui::control::{Button, unique_id};
use filtro_ui::dom::{self, focus_id};
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use std::rc::Rc;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// Properties of [`Task`].
#[derive(PartialEq, Properties)]
pub(super) struct TaskProps {
    pub(super) exercise: Rc<Exercise>,
    /// Its number, from 1 on.
    pub(super) number: u32,
    /// Where it comes from, where that is worth a word.
    pub(super) origin: Option<&'static str>,
    /// The question takes the focus: the person came from another exercise.
    pub(super) focus: bool,
    /// It is over: solved, and without a wrong answer.
    pub(super) onover: Callback<(bool, bool)>,
    pub(super) onnext: Callback<()>,
    /// Put it into the document's place.
    pub(super) onbuild: Callback<()>,
}

/// An exercise; another one must be another component (by key).
#[component]
pub(super) fn Task(props: &TaskProps) -> Html {
    let text = use_text();
    let t = &text.practice;
    let exercise = &props.exercise;
    let sheet = use_state(|| Sheet::new(exercise));
    let id = use_memo((), |()| unique_id("task"));
    let (question, next, solution) = (use_node_ref(), use_node_ref(), use_node_ref());
    {
        let (question, wanted) = (question.clone(), props.focus);
        use_effect_with((), move |()| {
            if wanted {
                focus(&question);
            }
        });
    }
    // The solution's heading takes the focus once it is there.
    {
        let solution = solution.clone();
        use_effect_with(sheet.given_up, move |given_up| {
            if *given_up {
                focus(&solution);
            }
        });
    }
    let over = sheet.is_over();
    let change = {
        let (sheet, onover, next) = (sheet.clone(), props.onover.clone(), next.clone());
        move |after: Sheet| {
            if after.is_over() && !sheet.is_over() {
                onover.emit((!after.given_up, after.clean));
                if !after.given_up {
                    focus(&next);
                }
            }
            sheet.set(after);
        }
    };
    let onwrite = {
        let sheet = sheet.clone();
        Callback::from(move |(index, typed): (usize, String)| {
            let mut after = (*sheet).clone();
            after.write(index, typed);
            sheet.set(after);
        })
    };
    let onenter = {
        let (sheet, exercise, change) = (sheet.clone(), Rc::clone(exercise), change.clone());
        let id = Rc::clone(&id);
        Callback::from(move |index: usize| {
            let mut after = (*sheet).clone();
            after.check(index, &exercise);
            let right = after.entries.get(index).is_some_and(|e| e.mark == Some(Mark::Right));
            if let Some(open) = after.open_from(index + 1).filter(|_| right) {
                focus_id(&field_id(&id, open));
            }
            change(after);
        })
    };
    let oncheck = {
        let (sheet, exercise, change) = (sheet.clone(), Rc::clone(exercise), change.clone());
        Callback::from(move |()| {
            let mut after = (*sheet).clone();
            after.check_all(&exercise);
            change(after);
        })
    };
    let ongive = {
        let sheet = sheet.clone();
        Callback::from(move |()| change(Sheet { given_up: true, ..(*sheet).clone() }))
    };
    html! {
        <section class="task" aria-labelledby={format!("{id}-title")}>
            <div class="task-head">
                <h3 id={format!("{id}-title")}>{ (t.exercise)(props.number) }</h3>
                if let Some(origin) = props.origin {
                    <span class="badge accent">{ origin }</span>
                }
            </div>
            <div class="task-body">
                <div class="stack">
                    <p class="question" id={format!("{id}-question")} tabindex="-1" ref={question}>
                        { words(exercise, text) }
                        <strong>{ (t.ask)(exercise) }</strong>
                    </p>
                    <fieldset class="answers" aria-labelledby={format!("{id}-question")}>
                        for (index, (part, entry)) in exercise.parts.iter().zip(&sheet.entries).enumerate() {
                            <Field
                                key={index}
                                id={field_id(&id, index)}
                                label={(t.part)(*part)}
                                entry={entry.clone()}
                                {over}
                                oninput={onwrite.reform(move |typed| (index, typed))}
                                onenter={onenter.reform(move |()| index)}
                            />
                        }
                    </fieldset>
                    <div class="row">
                        if !over {
                            <Button label={t.check} icon={Icon::Check} class="primary" onclick={oncheck} />
                            <Button label={t.give_up} class="quiet" onclick={ongive} />
                        }
                        <Button
                            label={t.next} icon={Icon::Right}
                            class={if over { "primary" } else { "quiet" }}
                            node={next} onclick={props.onnext.clone()}
                        />
                    </div>
                </div>
                <Drawing exercise={Rc::clone(exercise)} open={over} />
            </div>
            if over {
                <section class="solution" aria-labelledby={format!("{id}-solution")}>
                    <h4 id={format!("{id}-solution")} tabindex="-1" ref={solution}>{ t.solution }</h4>
                    <ol class="steps">
                        for step in steps(exercise, text) {
                            <li>
                                <p>{ step.title }</p>
                                if !step.lines.is_empty() {
                                    <dl class="arithmetic">
                                        for (name, line) in step.lines {
                                            <div><dt>{ name }</dt><dd class="formula">{ line }</dd></div>
                                        }
                                    </dl>
                                }
                            </li>
                        }
                    </ol>
                    <div class="row">
                        <Button label={t.build} icon={Icon::Network} onclick={props.onbuild.clone()} />
                    </div>
                </section>
            }
        </section>
    }
}

/// What is given, in words.
fn words(exercise: &Exercise, text: &Text) -> Html {
    let t = &text.practice;
    let sought = exercise.goal.and_then(|_| exercise.parts.first().copied());
    let layers: Vec<String> =
        exercise.layers.iter().map(|layer| (t.layer)(layer, sought)).collect();
    let layers = layers.join(" → ");
    html! {
        <>
            <span>{ (t.given)(&shape_text(exercise.input_shape())) }</span>
            <span class="layers">{ layers }{ "." }</span>
        </>
    }
}

fn field_id(id: &str, index: usize) -> String {
    format!("{id}-{index}")
}

fn focus(node: &NodeRef) {
    node.cast::<HtmlElement>().iter().for_each(dom::focus);
}

#[derive(PartialEq, Properties)]
struct FieldProps {
    id: AttrValue,
    label: &'static str,
    entry: Entry,
    over: bool,
    oninput: Callback<String>,
    onenter: Callback<()>,
}

/// A number to type, and what is thought of it.
#[component]
fn Field(props: &FieldProps) -> Html {
    let t = &use_text().practice;
    let oninput = props
        .oninput
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let onkeydown = {
        let (onenter, over) = (props.onenter.clone(), props.over);
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !over {
                event.prevent_default();
                onenter.emit(());
            }
        })
    };
    let mark = props.entry.mark;
    let right = mark == Some(Mark::Right);
    let said = match mark {
        None => String::new(),
        Some(Mark::Right) => t.right.to_owned(),
        Some(Mark::NoNumber) => t.number_needed.to_owned(),
        Some(Mark::Wrong(None)) => t.wrong.to_owned(),
        Some(Mark::Wrong(Some(slip))) => (t.slip)(slip),
    };
    let wrong = mark.is_some() && !right;
    let said_id = format!("{}-said", props.id);
    html! {
        <div class={classes!("field", "answer", right.then_some("right"))}>
            <label class="field-label" for={props.id.clone()}>{ props.label }</label>
            <input
                id={props.id.clone()}
                class="input number"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                spellcheck="false"
                maxlength="24"
                value={props.entry.typed.clone()}
                readonly={props.over || right}
                aria-invalid={wrong.then_some("true")}
                aria-describedby={said_id.clone()}
                {oninput}
                {onkeydown}
            />
            <p class={classes!("field-help", wrong.then_some("wrong"))} id={said_id} aria-live="polite">
                if right {
                    { icon(Icon::Check) }
                }
                { said }
            </p>
        </div>
    }
}
