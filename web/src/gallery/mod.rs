//! The room `#gallery`: ready-made networks, to be looked through and opened.

mod adapt;
mod card;
mod index;
mod order;
mod outcome;
mod picture;

pub use index::{Accuracy, Entry, Index, Lecture, use_index};
pub use order::arrange;

use crate::route::{ADAPT, Room, use_address};
use adapt::{Adapter, Subject};
use card::{Card, card_id};
use filtro_app::{Event, State};
use filtro_text::{Text, plain};
use filtro_ui::control::{Button, ChoiceOption, Progress, Select};
use filtro_ui::dom::focus_id;
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use order::Key;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`Gallery`].
#[derive(PartialEq, Properties)]
pub struct GalleryProps {
    /// What the page knows.
    pub state: Rc<State>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// The room.
#[component]
pub fn Gallery(props: &GalleryProps) -> Html {
    let text = use_text();
    let t = &text.gallery;
    let (index, retry) = use_index();
    let query = use_state_eq(String::new);
    let key = use_state_eq(|| Key::Order);
    // The card that the focus goes to.
    let goal = use_state(|| None::<Rc<str>>);
    {
        let goal = goal.clone();
        // Asked for again it is another goal.
        use_effect_with(goal.as_ref().map(Rc::as_ptr), move |_| {
            if let Some(id) = &*goal {
                focus_id(id);
            }
        });
    }
    let onrelative = {
        let (query, goal) = (query.setter(), goal.setter());
        use_callback((), move |entry: Rc<Entry>, ()| {
            query.set(String::new());
            goal.set(Some(card_id(&entry).into()));
        })
    };
    let adapted = use_state(|| None::<Subject>);
    let onadapt = {
        let adapted = adapted.setter();
        use_callback((), move |entry: Rc<Entry>, ()| adapted.set(Some(Subject::Template(entry))))
    };
    let adapt_current = {
        let (adapted, network) = (adapted.setter(), Rc::clone(&props.state.document.network));
        Callback::from(move |()| adapted.set(Some(Subject::Current(Rc::clone(&network)))))
    };
    let address = use_address();
    {
        let (adapted, state) = (adapted.setter(), Rc::clone(&props.state));
        use_effect_with(address == ADAPT, move |asked| {
            if *asked {
                adapted.set(Some(Subject::Current(Rc::clone(&state.document.network))));
            }
        });
    }
    let onclose = {
        let adapted = adapted.setter();
        Callback::from(move |()| {
            adapted.set(None);
            // Asked for once more, the address has to change once more.
            if address == ADAPT {
                Room::Gallery.enter();
            }
        })
    };
    let found: Vec<Rc<Entry>> = {
        let fits = |entry: &&Rc<Entry>| fits(text, entry, &query);
        let found: Vec<_> = index.entries().iter().filter(fits).cloned().collect();
        let order = arrange(found.len(), *key == Key::Accuracy, |at| {
            found.get(at).map_or(f64::NAN, |entry| key.of(entry))
        });
        order.into_iter().filter_map(|at| found.get(at).cloned()).collect()
    };
    let card = |entry: &Rc<Entry>| {
        let relative = entry.relative.as_ref().and_then(|name| index.find(name)).cloned();
        html! {
            <Card
                key={entry.name.clone()}
                entry={Rc::clone(entry)}
                {relative}
                fetching={props.state.fetching.as_ref() == Some(&entry.name)}
                compared={props.state.comparison.has(&entry.name)}
                send={props.send.clone()}
                onrelative={onrelative.clone()}
                onadapt={onadapt.clone()}
            />
        }
    };
    let group = |title: &'static str, lead: &'static str, original: bool| {
        let cards: Html = found.iter().filter(|e| e.original == original).map(card).collect();
        let empty = !found.iter().any(|entry| entry.original == original);
        html! {
            if !empty {
                <section class="gallery-group" aria-label={title}>
                    <h3>{ title }</h3>
                    <p class="muted small">{ lead }</p>
                    <div class="gallery-cards">{ cards }</div>
                </section>
            }
        }
    };
    let oninput = {
        let query = query.setter();
        Callback::from(move |event: InputEvent| {
            query.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let onsort = {
        let key = key.setter();
        Callback::from(move |value: AttrValue| key.set(Key::from_key(&value)))
    };
    let orders = Key::ALL.map(|key| ChoiceOption::new(key.key(), key.name(t))).to_vec();
    html! {
        <div class="room-inner gallery">
            <h2 class="room-title">{ t.title }</h2>
            <p class="muted">{ t.lead }</p>
            <div><Button label={text.adapt.current} onclick={adapt_current} /></div>
            <Fetched index={index.clone()} {retry} />
            if !index.entries().is_empty() {
                <div class="gallery-tools">
                    <input
                        type="search"
                        class="input"
                        aria-label={t.search}
                        placeholder={t.search_hint}
                        value={(*query).clone()}
                        {oninput}
                    />
                    <Select label={t.sort} options={orders} value={key.key()} onchange={onsort} />
                    <p class="muted small" role="status">{ (t.found)(found.len()) }</p>
                </div>
                { legend(text) }
                if found.is_empty() {
                    <p>{ (t.nothing)(&query) }</p>
                }
                { group(t.originals, t.originals_lead, true) }
                { group(t.trainable, t.trainable_lead, false) }
            }
            if let Some(subject) = &*adapted {
                <Adapter
                    subject={subject.clone()}
                    state={Rc::clone(&props.state)}
                    send={props.send.clone()}
                    {onclose}
                />
            }
        </div>
    }
}

/// Whether an entry is what is searched for.
fn fits(text: &Text, entry: &Entry, query: &str) -> bool {
    let query = plain(query.trim());
    let idea = (text.gallery.idea)(&entry.name);
    let has = |words: &str| plain(words).contains(&query);
    query.is_empty() || has(&entry.title) || has(&entry.name) || has(idea)
}

/// Properties of [`Fetched`].
#[derive(PartialEq, Properties)]
pub struct FetchedProps {
    /// The list, or what became of it.
    pub index: Index,
    /// Asks again.
    pub retry: Callback<()>,
}

/// What is to be said while the list is not here.
#[component]
pub fn Fetched(props: &FetchedProps) -> Html {
    let text = use_text();
    let t = &text.gallery;
    match &props.index {
        Index::Here(_) => html! {},
        Index::Waiting => html! { <Progress label={t.waiting} share={None} text={t.waiting} /> },
        Index::Failed(why) => html! {
            <div class="message error" role="alert">
                { icon(Icon::Error) }
                <div>
                    <p>{ (t.failed)(why) }</p>
                    <div class="message-actions">
                        <Button label={text.shell.retry} onclick={props.retry.clone()} />
                    </div>
                </div>
            </div>
        },
    }
}

/// What the colours and shapes of the pictures mean.
fn legend(text: &Text) -> Html {
    let t = &text.gallery;
    let entries = [
        ("family-conv", t.legend_conv),
        ("family-conv pale", t.legend_depthwise),
        ("family-pool", t.legend_pool),
        ("family-dense", t.legend_dense),
        ("family-block arc", t.legend_residual),
        ("family-conv lanes", t.legend_lanes),
    ];
    html! {
        <div class="gallery-legend">
            <ul aria-label={t.legend}>
                for (class, words) in entries {
                    <li key={words}><span class={format!("gallery-key {class}")} />{ words }</li>
                }
            </ul>
            <p>{ t.legend_words }</p>
        </div>
    }
}
