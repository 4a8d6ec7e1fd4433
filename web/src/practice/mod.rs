//! The room `#practice`: exercises in shapes, one at a time.

mod address;
mod drawing;
mod series;
mod sheet;
mod solution;
mod task;

use crate::route::{Room, go, use_address};
use address::{Address, Progress, recall, remember};
use filtro_app::{Event, State};
use filtro_course::{Exercise, LECTURE};
use filtro_net::{Item, Layer, Shape};
use filtro_ui::use_text;
use series::Series;
use std::rc::Rc;
use task::Task;
use yew::prelude::*;

/// What the exercises show of the application's state.
#[derive(Clone, PartialEq)]
pub struct PracticeView {
    /// The selected layer, and what goes into it.
    selected: Option<(Shape, Layer)>,
}

impl PracticeView {
    /// Of the application's state.
    pub fn of(state: &State) -> Self {
        let document = &state.document;
        let selected = state.selection.and_then(|id| {
            let input = document.report.node(id)?.input?;
            match &document.network.find(id)?.item {
                Item::Layer(layer) => Some((input, layer.clone())),
                Item::Block(_) => None,
            }
        });
        Self { selected }
    }

    /// An exercise of the selected layer, where it makes one.
    fn own(&self) -> Option<Exercise> {
        let (input, layer) = self.selected.as_ref()?;
        Exercise::of(*input, layer)
    }
}

/// Properties of [`Practice`].
#[derive(PartialEq, Properties)]
pub struct PracticeProps {
    /// What is shown.
    pub view: Rc<PracticeView>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// The room.
#[component]
pub fn Practice(props: &PracticeProps) -> Html {
    let t = &use_text().practice;
    let hash = use_address();
    // Without a series in it the address means the one that was left last.
    let address = *use_memo(hash, |hash| Address::read(hash).unwrap_or_else(last));
    let progress = use_state(|| recall().map(|(_, progress)| progress).unwrap_or_default());
    let own = use_state(|| None::<Rc<Exercise>>);
    let moved = use_mut_ref(|| false);
    {
        let (own, progress) = (own.setter(), *progress);
        use_effect_with(address, move |address| {
            own.set(None);
            remember(*address, progress);
        });
    }
    let of_series = use_memo(address, |Address { seed, level, number }| {
        Rc::new(Exercise::new(*seed, *number, *level))
    });
    let exercise = (*own).clone().unwrap_or_else(|| Rc::clone(&of_series));
    // Who chooses a level goes on choosing; who goes on to the next exercise reads its question.
    let visit = {
        let moved = Rc::clone(&moved);
        Callback::from(move |to: Address| {
            moved.replace(false);
            go(&to.write());
        })
    };
    let onover = {
        let progress = progress.clone();
        let next = if own.is_some() { address } else { address.next() };
        Callback::from(move |(solved, clean)| {
            let after = progress.with(solved, clean);
            progress.set(after);
            remember(next, after);
        })
    };
    let onnext = {
        let (own, moved) = (own.clone(), Rc::clone(&moved));
        Callback::from(move |()| {
            moved.replace(true);
            match &*own {
                Some(_) => own.set(None),
                None => go(&address.next().write()),
            }
        })
    };
    let number = address.number.saturating_add(1);
    let onbuild = {
        let network = exercise.network(&(t.exercise)(number));
        props.send.reform(move |()| {
            Room::Build.enter();
            Event::Build(network.clone())
        })
    };
    let onreset = {
        let progress = progress.clone();
        Callback::from(move |()| {
            progress.set(Progress::default());
            remember(address, Progress::default());
        })
    };
    let onown = {
        let (own, view, moved) = (own.clone(), Rc::clone(&props.view), Rc::clone(&moved));
        Callback::from(move |()| {
            moved.replace(true);
            own.set(view.own().map(Rc::new));
        })
    };
    let origin = match (&*own, address.level) {
        (Some(_), _) => Some(t.of_the_network),
        (None, 1) if address.number < LECTURE => Some(t.of_the_lecture),
        _ => None,
    };
    let key = if own.is_some() { "own".to_owned() } else { address.write() };
    html! {
        <div class="room-inner practice">
            <div class="stack">
                <h2 class="room-title">{ t.title }</h2>
                <p class="muted">{ t.lead }</p>
            </div>
            <Task
                {key} {exercise} {number} {origin} {onover} {onnext} {onbuild}
                focus={*moved.borrow()}
            />
            <Series
                {address}
                progress={*progress}
                own={props.view.own().is_some()}
                onvisit={visit} {onown} {onreset}
            />
        </div>
    }
}

/// The exercise that the last visit left, or the first of a series that nobody else has.
fn last() -> Address {
    let fresh = || Address { seed: series::random_seed(), level: 1, number: 0 };
    recall().map_or_else(fresh, |(address, _)| address)
}
