//! The room `#compare`: networks side by side, in a table and in a plot.

mod choose;
mod own;
mod place;
mod plot;
mod row;
mod table;

use crate::gallery::{Fetched, use_index};
use choose::Choose;
use filtro_app::{Event, State};
use filtro_ui::use_text;
use own::Own;
use plot::Bubbles;
use row::Row;
use std::rc::Rc;
use table::Comparing;
use yew::prelude::*;

/// Properties of [`Compare`].
#[derive(PartialEq, Properties)]
pub struct CompareProps {
    /// What the page knows.
    pub state: Rc<State>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// The room.
#[component]
pub fn Compare(props: &CompareProps) -> Html {
    let text = use_text();
    let t = &text.compare;
    let (index, retry) = use_index();
    let comparison = &props.state.comparison;
    let document = &props.state.document;
    // Training makes news many times a second; few of them are of the comparison.
    let rows = use_memo(
        (
            (index.clone(), text.lang),
            (Rc::clone(&comparison.chosen), Rc::clone(&comparison.kept)),
            (Rc::clone(&document.network), Rc::clone(&document.report), props.state.measured()),
        ),
        |_| {
            let chosen = comparison.chosen.iter().filter_map(|name| index.find(name));
            let mut rows: Vec<Row> = chosen.map(|entry| Row::of_entry(entry)).collect();
            rows.extend(
                comparison.kept.iter().enumerate().map(|(at, kept)| Row::of_kept(kept, at)),
            );
            rows.push(Row::of_current(&props.state, text));
            rows
        },
    );
    let sound = use_memo(Rc::clone(&document.network), |_| props.state.comparable());
    html! {
        <div class="room-inner compare">
            <h2 class="room-title">{ t.title }</h2>
            <p class="muted">{ t.lead }</p>
            <Fetched index={index.clone()} {retry} />
            if !index.entries().is_empty() {
                <Choose {index} chosen={Rc::clone(&comparison.chosen)} send={props.send.clone()} />
            }
            <Comparing rows={Rc::clone(&rows)} />
            <Bubbles {rows} />
            <Own kept={Rc::clone(&comparison.kept)} sound={*sound} send={props.send.clone()} />
        </div>
    }
}
