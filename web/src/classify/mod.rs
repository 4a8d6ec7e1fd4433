//! A picture of the person's own: chosen, cropped, seen as the network sees it, classified.

mod crop;

use crate::inspect::Bars;
use crate::ports::files;
use crate::slots::{Seen, use_drawing, use_slot};
use crop::Crop;
use filtro_app::{Event, Picture, Tray};
use filtro_ui::control::{Button, ChoiceOption, Select};
use filtro_ui::icon::{Icon, icon};
use filtro_ui::pixels;
use filtro_ui::slot::Watched;
use filtro_ui::use_text;
use web_sys::File;
use yew::prelude::*;

/// Classes shown.
const TOP: usize = 5;

/// Properties of [`PicturePanel`].
#[derive(PartialEq, Properties)]
pub struct PicturePanelProps {
    /// The picture's size and crop.
    pub picture: Picture,
    /// All pictures at hand.
    pub tray: Tray,
    /// One of them was chosen.
    pub onchoose: Callback<u32>,
    /// Names of the classes.
    pub classes: Vec<AttrValue>,
    /// Steps that the network has trained.
    pub step: u32,
    /// Whether the network's cards show this picture.
    pub followed: bool,
    /// A picture was chosen or dropped.
    pub onfiles: Callback<Vec<File>>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// The panel.
#[component]
pub fn PicturePanel(props: &PicturePanelProps) -> Html {
    let t = &use_text().picture;
    let pick = {
        let onfiles = props.onfiles.clone();
        Callback::from(move |()| {
            let onfiles = onfiles.clone();
            let picked = Callback::from(move |all: Vec<File>| {
                if !all.is_empty() {
                    onfiles.emit(all);
                }
            });
            files::pick("image/*", true, picked);
        })
    };
    let Some(size) = props.picture.size else {
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
            if props.tray.len() > 1 {
                { tray(props, t.tray) }
            }
            <Crop {size} crop={props.picture.crop} send={props.send.clone()} />
            <Result
                classes={props.classes.clone()}
                step={props.step}
                followed={props.followed}
                send={props.send.clone()}
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
fn tray(props: &PicturePanelProps, label: &'static str) -> Html {
    let options =
        // Numbered: what is pasted has one name for all.
        (1..).zip(props.tray.iter()).map(|(number, (id, name))| {
            ChoiceOption::new(id.to_string(), format!("{number}. {name}"))
        });
    let onchange = {
        let onchoose = props.onchoose.clone();
        Callback::from(move |value: AttrValue| {
            if let Ok(id) = value.parse() {
                onchoose.emit(id);
            }
        })
    };
    html! {
        <Select
            {label}
            options={options.collect::<Vec<_>>()}
            value={props.picture.id.to_string()}
            {onchange}
        />
    }
}

#[derive(PartialEq, Properties)]
struct ResultProps {
    classes: Vec<AttrValue>,
    step: u32,
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
                if props.step == 0 {
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
