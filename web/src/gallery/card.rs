//! A network of the gallery.

use super::picture::{counts, picture};
use crate::templates::Entry;
use filtro_app::{CompareEvent, Event};
use filtro_estimate::Memory;
use filtro_recipe::Optimizer;
use filtro_ui::control::Button;
use filtro_ui::icon::Icon;
use filtro_ui::use_text;
use std::rc::Rc;
use yew::prelude::*;

/// Pictures a step, for the memory that training needs.
const BATCH: usize = 32;

/// Properties of [`Card`].
#[derive(PartialEq, Properties)]
pub struct CardProps {
    /// Of what.
    pub entry: Rc<Entry>,
    /// Title of its relative.
    pub relative: Option<Rc<Entry>>,
    /// Its file is on its way.
    pub fetching: bool,
    /// It is in the comparison.
    pub compared: bool,
    /// Where events go.
    pub send: Callback<Event>,
    /// Show another card.
    pub onrelative: Callback<Rc<Entry>>,
    /// Make a smaller network of it.
    pub onadapt: Callback<Rc<Entry>>,
}

/// The id of an entry's card.
pub fn card_id(entry: &Entry) -> String {
    format!("card-{}", entry.name)
}

/// What training takes with batches of `batch` pictures, in bytes.
pub fn memory(entry: &Entry, batch: usize) -> u64 {
    Memory::of(entry.parameters, entry.activations, batch, Optimizer::Adam).total()
}

/// The card.
#[component]
pub fn Card(props: &CardProps) -> Html {
    let text = use_text();
    let (t, lang) = (&text.gallery, text.lang);
    let entry = &props.entry;
    let named = |label: &str| format!("{label}: {}", entry.title);
    let id = card_id(entry);
    let title_id = format!("{id}-title");
    let [channels, height, width] = entry.input;
    let facts = [
        (t.parameters, lang.integer(entry.parameters), None),
        (t.adds, lang.short(entry.multiply_adds as f64), Some(lang.integer(entry.multiply_adds))),
        (t.input, format!("{channels} × {height} × {width}"), None),
        (t.depth, lang.integer(entry.depth), Some(t.depth_hint.to_owned())),
    ];
    let open = {
        let name = entry.name.clone();
        props.send.reform(move |()| Event::Template(name.clone()))
    };
    let compare = {
        let (name, chosen) = (entry.name.clone(), !props.compared);
        props
            .send
            .reform(move |()| Event::Compare(CompareEvent::Choose { name: name.clone(), chosen }))
    };
    let adapt = {
        let (entry, act) = (Rc::clone(entry), props.onadapt.clone());
        Callback::from(move |()| act.emit(Rc::clone(&entry)))
    };
    let words = if entry.original { t.relative_here } else { t.relative_original };
    html! {
        <article class="gallery-card" {id} tabindex="-1" aria-labelledby={title_id.clone()}>
            <div class="gallery-picture" role="img" aria-label={(t.picture)(&counts(&entry.sketch))}>
                { picture(&entry.sketch) }
            </div>
            <h4 id={title_id} class="gallery-name">
                { &entry.title }
                if let Some(year) = entry.year {
                    <span class="muted">{ " " }{ year }</span>
                }
            </h4>
            <p class="gallery-idea">{ (t.idea)(&entry.name) }</p>
            <dl class="gallery-facts">
                for (name, value, title) in facts {
                    <div key={name} {title}><dt>{ name }</dt><dd>{ value }</dd></div>
                }
            </dl>
            { runs(text, entry) }
            if let Some(relative) = &props.relative {
                <p class="small">
                    <button
                        type="button"
                        class="link"
                        onclick={
                            let (goal, relative) = (props.onrelative.clone(), Rc::clone(relative));
                            Callback::from(move |_: MouseEvent| goal.emit(Rc::clone(&relative)))
                        }
                    >
                        { words(&relative.title) }
                    </button>
                </p>
            }
            <div class="gallery-actions">
                <Button
                    class="primary"
                    label={if props.fetching { t.opening } else { t.open }}
                    name={AttrValue::from(named(if props.fetching { t.opening } else { t.open }))}
                    onclick={open}
                />
                if entry.original {
                    <Button label={t.adapt} name={AttrValue::from(named(t.adapt))} onclick={adapt} />
                }
                <Button
                    label={t.compare}
                    name={AttrValue::from(named(t.compare))}
                    icon={Icon::Chart}
                    pressed={Some(props.compared)}
                    onclick={compare}
                />
            </div>
        </article>
    }
}

/// What runs here, and how well it does.
fn runs(text: &filtro_text::Text, entry: &Entry) -> Html {
    let (t, lang) = (&text.gallery, text.lang);
    let note = if entry.original {
        let needs = (t.to_look)(&lang.bytes(memory(entry, BATCH)), BATCH);
        html! { <p>{ needs }</p> }
    } else {
        html! { <p><span class="badge good">{ t.trains_here }</span></p> }
    };
    let measured = match &entry.accuracy {
        Some(found) => Some((t.measured)(&lang.percent(found.value, 1), found.epochs, &found.date)),
        None => (!entry.original).then(|| t.unmeasured.to_owned()),
    };
    let percent = |share: Option<f64>| share.map_or("–".to_owned(), |s| lang.percent(s, 1));
    let published = entry
        .top5
        .or(entry.top1)
        .map(|_| (t.published)(&percent(entry.top5), &percent(entry.top1)));
    html! {
        <div class="gallery-runs">
            { note }
            if let Some(measured) = measured {
                <p>{ measured }</p>
            }
            if let Some(published) = published {
                <p title={entry.published.clone()}>
                    { published }
                    if let Some(who) = &entry.published {
                        <span class="muted">{ " (" }{ who }{ ")" }</span>
                    }
                </p>
            }
            if let Some(source) = &entry.source {
                <p class="muted">{ t.source }{ ": " }<cite>{ source }</cite></p>
            }
        </div>
    }
}
