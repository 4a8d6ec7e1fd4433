//! A picture of the person's own: chosen, cropped, seen as the network sees it, classified.

mod crop;

use crate::act::{Act, use_events};
use crate::inspect::Bars;
use crate::names::classes;
use crate::ports::files::FileKind;
use crate::slots::{Seen, use_drawing, use_slot};
use crop::Crop;
use filtro_app::{Event, Picture, State, Tray};
use filtro_protocol::Subject;
use filtro_text::Lang;
use filtro_ui::control::{Button, ChoiceOption, Select};
use filtro_ui::icon::{Icon, icon};
use filtro_ui::pixels;
use filtro_ui::slot::Watched;
use filtro_ui::use_text;
use std::rc::Rc;
use yew::prelude::*;

/// Classes shown.
const TOP: usize = 5;

/// What the panel shows.
#[derive(Clone, PartialEq)]
pub struct ClassifyView {
    /// The picture's size and crop.
    pub picture: Picture,
    /// All pictures at hand.
    pub tray: Tray,
    /// Names of the classes.
    pub classes: Vec<AttrValue>,
    /// The network has been trained.
    pub trained: bool,
    /// Whether the network's cards show this picture.
    pub followed: bool,
}

impl ClassifyView {
    /// Of the application's state.
    pub fn of(state: &State, lang: Lang) -> Self {
        Self {
            picture: state.picture.clone(),
            tray: state.tray.clone(),
            classes: classes(state, lang),
            trained: state.run.step > 0,
            followed: state.subject == Some(Subject::Picture),
        }
    }
}

/// Properties of [`Classify`].
#[derive(PartialEq, Properties)]
pub struct ClassifyProps {
    /// What is shown.
    pub view: Rc<ClassifyView>,
    /// Where is asked.
    pub send: Callback<Act>,
}

/// The panel.
#[component]
pub fn Classify(props: &ClassifyProps) -> Html {
    let t = &use_text().picture;
    let ClassifyProps { view, send } = props;
    let pick = send.reform(|()| Act::Pick(FileKind::Picture));
    let events = use_events(send);
    let Some(size) = view.picture.size else {
        return html! {
            <div class="stack">
                <h2 class="panel-title">{ t.heading }</h2>
                <div class="picture-empty">
                    { icon(Icon::Image) }
                    <p>{ t.how }</p>
                    <Button label={t.choose} icon={Icon::Folder} class="primary" onclick={pick} />
                    <p class="small muted">{ t.private }</p>
                </div>
            </div>
        };
    };
    html! {
        <div class="stack">
            <h2 class="panel-title">{ t.heading }</h2>
            if view.tray.len() > 1 {
                { tray(props, t.tray) }
            }
            <Crop {size} crop={view.picture.crop} send={events.clone()} />
            <Result
                classes={view.classes.clone()}
                trained={view.trained}
                followed={view.followed}
                send={events}
            />
            <section class="section">
                <div class="row">
                    <Button label={t.choose_other} icon={Icon::Folder} onclick={pick} />
                </div>
                <p class="small muted">{ t.how }{ " " }{ t.private }</p>
            </section>
        </div>
    }
}

/// The pictures at hand, by their names.
fn tray(props: &ClassifyProps, label: &'static str) -> Html {
    let view = &props.view;
    let options =
        // Numbered: what is pasted has one name for all.
        (1..).zip(view.tray.iter()).map(|(number, (id, name))| {
            ChoiceOption::new(id.to_string(), format!("{number}. {name}"))
        });
    let onchange = {
        let send = props.send.clone();
        Callback::from(move |value: AttrValue| {
            if let Ok(id) = value.parse() {
                send.emit(Act::Picture(id));
            }
        })
    };
    html! {
        <Select
            {label}
            options={options.collect::<Vec<_>>()}
            value={view.picture.id.to_string()}
            {onchange}
        />
    }
}

#[derive(PartialEq, Properties)]
struct ResultProps {
    classes: Vec<AttrValue>,
    trained: bool,
    followed: bool,
    send: Callback<Event>,
}

/// What the network sees and says.
#[component]
fn Result(props: &ResultProps) -> Html {
    let text = use_text();
    let t = &text.picture;
    let canvas = use_node_ref();
    use_drawing(
        |slots| &slots.seen,
        canvas.clone(),
        Watched::Always,
        (),
        |canvas, seen: Option<&Seen>| match seen {
            Some(seen) => pixels::paint(canvas, seen.shape, &seen.pixels),
            None => pixels::clear(canvas),
        },
    );
    let seen = use_slot(|slots| &slots.seen);
    let size = seen.as_ref().map(|seen| {
        let [_, height, width] = seen.shape;
        format!("{width} × {height}")
    });
    let prediction = seen.as_ref().and_then(|seen| seen.prediction.as_ref());
    let follow = props.send.reform(|()| Event::WatchPicture);
    html! {
        <section class="section" aria-label={t.top} aria-busy={seen.is_none().then_some("true")}>
            <div class="seen">
                <figure>
                    <canvas ref={canvas} width="32" height="32" role="img" aria-label={t.seen} />
                    <figcaption class="small muted">
                        <strong>{ t.seen }</strong>
                        if let Some(size) = size {
                            <br />{ (t.seen_as)(&size) }
                        }
                    </figcaption>
                </figure>
            </div>
            <h3>{ t.top }</h3>
            if let Some(prediction) = prediction {
                <Bars shares={prediction.probabilities.clone()} classes={props.classes.clone()} most={TOP} />
                if !props.trained {
                    <p class="message warning">{ icon(Icon::Warning) }<span>{ t.untrained }</span></p>
                } else {
                    <p class="small muted">
                        { (t.trained)(&text.lang.integer(prediction.step.into())) }
                    </p>
                }
            } else if seen.is_some() {
                <p class="small muted">{ t.unbuilt }</p>
            } else {
                <p class="small muted" role="status">{ t.waiting }</p>
            }
            if props.followed {
                <p class="small muted">{ t.followed }</p>
            } else {
                <div class="row"><Button label={t.follow} icon={Icon::Network} onclick={follow} /></div>
            }
        </section>
    }
}
