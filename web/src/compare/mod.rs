//! The room `#compare`: networks side by side, in a table and in a plot.

mod choose;
mod own;
mod place;
mod plot;
mod row;
mod table;

use crate::act::{Act, use_events};
use crate::gallery::{Fetched, use_index};
use choose::Choose;
use filtro_app::{Kept, State};
use filtro_net::inspect;
use filtro_ui::use_text;
use own::Own;
use plot::Bubbles;
use row::{Current, Row};
use std::rc::Rc;
use table::Comparing;
use yew::prelude::*;

/// What the comparison shows of the application's state.
#[derive(Clone, PartialEq)]
pub struct CompareView {
    /// Names of the templates that are compared.
    chosen: Rc<Vec<String>>,
    /// Networks of the person's own.
    kept: Rc<Vec<Kept>>,
    /// The network in the builder.
    current: Current,
}

impl CompareView {
    /// Of the application's state.
    pub fn of(state: &State) -> Self {
        Self {
            chosen: Rc::clone(&state.comparison.chosen),
            kept: Rc::clone(&state.comparison.kept),
            current: Current::of(state),
        }
    }
}

/// Properties of [`Compare`].
#[derive(PartialEq, Properties)]
pub struct CompareProps {
    /// What is shown.
    pub view: Rc<CompareView>,
    /// Where is asked.
    pub send: Callback<Act>,
}

/// The room.
#[component]
pub fn Compare(props: &CompareProps) -> Html {
    let text = use_text();
    let t = &text.compare;
    let CompareProps { view, send } = props;
    let events = use_events(send);
    let index = use_index(send);
    let CompareView { chosen, kept, current } = &**view;
    let sound = *use_memo(current.network.clone(), |network| inspect(network, None).is_valid());
    let rows = use_memo((index.clone(), text.lang, Rc::clone(view)), |(index, _, view)| {
        let entries = view.chosen.iter().filter_map(|name| index.find(name));
        let mut rows: Vec<Row> = entries.map(|entry| Row::of_entry(entry)).collect();
        rows.extend(view.kept.iter().enumerate().map(|(at, kept)| Row::of_kept(kept, at)));
        rows.push(Row::of_current(&view.current, sound, text));
        rows
    });
    html! {
        <div class="room-inner compare">
            <h2 class="room-title">{ t.title }</h2>
            <p class="muted">{ t.lead }</p>
            <Fetched index={index.clone()} send={send.clone()} />
            if !index.entries().is_empty() {
                <Choose {index} chosen={Rc::clone(chosen)} send={events.clone()} />
            }
            <Comparing rows={Rc::clone(&rows)} />
            <Bubbles {rows} />
            <Own kept={Rc::clone(kept)} {sound} send={events} />
        </div>
    }
}
