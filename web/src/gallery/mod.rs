//! The room `#gallery`: ready-made networks, to be looked through and opened.

mod adapt;
mod card;
mod fetched;
mod order;
mod picture;
mod view;

pub use fetched::{Fetched, use_index};
pub use order::arrange;
pub use view::GalleryView;

use crate::act::{Act, use_events};
use crate::route::{ADAPT, Room, use_address};
use crate::templates::{Entry, Index};
use adapt::{Adapter, Subject};
use card::{Card, card_id};
use filtro_text::{Text, plain};
use filtro_ui::control::{Button, ChoiceOption, Select};
use filtro_ui::dom::focus_id;
use filtro_ui::use_text;
use order::Key;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`Gallery`].
#[derive(PartialEq, Properties)]
pub struct GalleryProps {
    /// What is shown.
    pub view: Rc<GalleryView>,
    /// Where is asked.
    pub send: Callback<Act>,
}

/// The room.
#[component]
pub fn Gallery(props: &GalleryProps) -> Html {
    let text = use_text();
    let t = &text.gallery;
    let GalleryProps { view, send } = props;
    let events = use_events(send);
    let index = use_index(send);
    let query = use_state_eq(String::new);
    let key = use_state_eq(|| Key::Order);
    let go = use_goal();
    let onrelative = {
        let (query, go) = (query.setter(), go.clone());
        use_callback((), move |entry: Rc<Entry>, ()| {
            query.set(String::new());
            go.emit(card_id(&entry).into());
        })
    };
    let (adapted, onclose) = use_adapted(view);
    let onadapt = {
        let adapted = adapted.setter();
        use_callback(send.clone(), move |entry: Rc<Entry>, send| {
            send.emit(Act::FetchTemplate(entry.name.clone()));
            adapted.set(Some(Subject::Template(entry)));
        })
    };
    let onadapt_current = {
        let (adapted, network) = (adapted.setter(), view.network.rc());
        Callback::from(move |()| adapted.set(Some(Subject::Current(Rc::clone(&network)))))
    };
    let found = found(text, &index, &query, *key);
    let card = |entry: &Rc<Entry>| {
        let relative = entry.relative.as_ref().and_then(|name| index.find(name)).cloned();
        html! {
            <Card
                key={entry.name.clone()}
                entry={Rc::clone(entry)}
                {relative}
                fetching={view.fetching.as_ref() == Some(&entry.name)}
                compared={view.compared.contains(&entry.name)}
                send={events.clone()}
                onrelative={onrelative.clone()}
                onadapt={onadapt.clone()}
            />
        }
    };
    html! {
        <div class="room-inner gallery">
            <h2 class="room-title">{ t.title }</h2>
            <p class="muted">{ t.lead }</p>
            <div><Button label={text.adapt.current} onclick={onadapt_current} /></div>
            <Fetched index={index.clone()} send={send.clone()} />
            if !index.entries().is_empty() {
                { tools(text, &query, &key, found.len()) }
                { legend(text) }
                if found.is_empty() {
                    <p>{ (t.nothing)(&query) }</p>
                }
                { group([t.originals, t.originals_lead], &found, true, card) }
                { group([t.trainable, t.trainable_lead], &found, false, card) }
            }
            if let Some(subject) = &*adapted {
                <Adapter
                    subject={subject.clone()}
                    view={Rc::clone(view)}
                    send={send.clone()}
                    {onclose}
                />
            }
        </div>
    }
}

/// Sends the focus to the card of an id, once it is on the page.
#[hook]
fn use_goal() -> Callback<Rc<str>> {
    let goal = use_state(|| None::<Rc<str>>);
    let setter = goal.setter();
    // Asked for again it is another goal.
    use_effect_with(goal.as_ref().map(Rc::as_ptr), move |_| {
        if let Some(id) = &*goal {
            focus_id(id);
        }
    });
    use_callback((), move |id: Rc<str>, ()| setter.set(Some(id)))
}

/// What a smaller network is made of, if any is; and what is done when that is over. The address may
/// ask for it.
#[hook]
fn use_adapted(view: &GalleryView) -> (UseStateHandle<Option<Subject>>, Callback<()>) {
    let adapted = use_state(|| None::<Subject>);
    let address = use_address();
    {
        let (adapted, network) = (adapted.setter(), view.network.rc());
        use_effect_with(address == ADAPT, move |asked| {
            if *asked {
                adapted.set(Some(Subject::Current(network)));
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
    (adapted, onclose)
}

/// The entries that are searched for, in their order.
fn found(text: &Text, index: &Index, query: &str, key: Key) -> Vec<Rc<Entry>> {
    let fits = |entry: &&Rc<Entry>| fits(text, entry, query);
    let found: Vec<_> = index.entries().iter().filter(fits).cloned().collect();
    let order = arrange(found.len(), key == Key::Accuracy, |at| {
        found.get(at).map_or(f64::NAN, |entry| key.of(entry))
    });
    order.into_iter().filter_map(|at| found.get(at).cloned()).collect()
}

/// The networks as they were published, or those that train here, under a heading.
fn group(
    [title, lead]: [&'static str; 2],
    found: &[Rc<Entry>],
    original: bool,
    card: impl Fn(&Rc<Entry>) -> Html,
) -> Html {
    let cards: Vec<Html> = found.iter().filter(|e| e.original == original).map(card).collect();
    if cards.is_empty() {
        return html! {};
    }
    html! {
        <section class="gallery-group" aria-label={title}>
            <h3>{ title }</h3>
            <p class="muted small">{ lead }</p>
            <div class="gallery-cards">{ cards.into_iter().collect::<Html>() }</div>
        </section>
    }
}

/// Search and order, and how many are found.
fn tools(
    text: &Text,
    query: &UseStateHandle<String>,
    key: &UseStateHandle<Key>,
    found: usize,
) -> Html {
    let t = &text.gallery;
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
        <div class="gallery-tools">
            <input
                type="search"
                class="input"
                aria-label={t.search}
                placeholder={t.search_hint}
                value={(**query).clone()}
                {oninput}
            />
            <Select label={t.sort} options={orders} value={key.key()} onchange={onsort} />
            <p class="muted small" role="status">{ (t.found)(found) }</p>
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
