//! What a part of the page shows of the state.

use super::Store;
use filtro_app::State;
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;
use yew::prelude::*;

/// The store as a value that is handed to parts of the page: equal to itself alone.
#[derive(Clone)]
pub struct StoreHandle(Rc<Store>);

impl StoreHandle {
    /// Of a store.
    pub const fn new(store: Rc<Store>) -> Self {
        Self(store)
    }
}

impl PartialEq for StoreHandle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for StoreHandle {
    type Target = Rc<Store>;

    fn deref(&self) -> &Rc<Store> {
        &self.0
    }
}

/// What is on the screen, and how the same is found of a newer state.
struct Last<T> {
    shown: Rc<T>,
    select: Box<dyn Fn(&State) -> T>,
}

impl<T: PartialEq> Last<T> {
    /// Whether something else is to be shown of `state`.
    fn is_stale(&self, state: &State) -> bool {
        (self.select)(state) != *self.shown
    }
}

/// What `select` finds of the state. The component renders again once that is something else, and
/// not for anything else that happens: a run makes news ten times a second.
#[hook]
pub fn use_shown<T, F>(store: &StoreHandle, select: F) -> Rc<T>
where
    T: PartialEq + 'static,
    F: Fn(&State) -> T + 'static,
{
    let update = use_force_update();
    let shown = Rc::new(select(&store.state()));
    let last = use_memo((), |()| RefCell::new(None::<Last<T>>));
    *last.borrow_mut() = Some(Last { shown: Rc::clone(&shown), select: Box::new(select) });
    use_effect_with(store.clone(), move |store| {
        let reader: Rc<dyn Fn()> = {
            let (store, last) = (Rc::downgrade(store), Rc::clone(&last));
            Rc::new(move || {
                let state = store.upgrade().map(|store| store.state());
                let last = last.borrow();
                if state.zip(last.as_ref()).is_some_and(|(state, last)| last.is_stale(&state)) {
                    update.force_update();
                }
            })
        };
        store.subscribe(&reader);
        // What came between the first render and now had nobody to hear of it.
        reader();
        move || drop(reader)
    });
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_app::{Event, Preferences, RunPhase, update};

    #[test]
    fn only_what_is_shown_makes_it_stale() {
        let state = State::new(None, Preferences::default(), None);
        let last = |select: fn(&State) -> (RunPhase, u32)| {
            let shown = Rc::new(select(&state));
            Last { shown, select: Box::new(select) }
        };
        let phase = last(|state| (state.run.phase, 0));
        let opened = last(|state| (RunPhase::Idle, state.document.opened));
        let mut after = state.clone();
        after.run.step += 1;
        assert!(!phase.is_stale(&after) && !opened.is_stale(&after));
        after.run.phase = RunPhase::Running;
        assert!(phase.is_stale(&after) && !opened.is_stale(&after));
        let mut other = state.clone();
        update(&mut other, Event::Build((*state.document.network).clone()));
        assert!(!phase.is_stale(&other) && opened.is_stale(&other));
    }
}
