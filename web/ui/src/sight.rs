//! Whether an element is on the screen or near it: one observer for all that ask.

use crate::services;
use js_sys::{Array, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry};

/// Name of the property of an element that says which listener is its own.
const SLOT: &str = "filtroSight";

type Listener = Rc<dyn Fn(bool)>;

struct Sight {
    observer: Option<IntersectionObserver>,
    listeners: RefCell<Vec<Option<Listener>>>,
    /// Called by the observer for as long as the page lives.
    _heard: Closure<dyn Fn(Array)>,
}

thread_local! {
    static SIGHT: Sight = {
        let heard = Closure::new(heard);
        let observer = services::sight_observer(heard.as_ref().unchecked_ref());
        Sight { observer, listeners: RefCell::default(), _heard: heard }
    };
}

fn heard(entries: Array) {
    for entry in entries.iter() {
        let Ok(entry) = entry.dyn_into::<IntersectionObserverEntry>() else { continue };
        let slot = Reflect::get(&entry.target(), &JsValue::from_str(SLOT)).ok();
        let slot = slot.and_then(|slot| slot.as_f64()).map(|slot| slot as usize);
        let listener = SIGHT.with(|sight| {
            let listeners = sight.listeners.borrow();
            slot.and_then(|slot| listeners.get(slot)?.clone())
        });
        if let Some(listener) = listener {
            listener(entry.is_intersecting());
        }
    }
}

/// Watches an element until it is dropped.
pub struct Watch {
    element: Element,
    slot: usize,
}

impl Watch {
    /// `listener` hears whether `element` is on the screen, now and whenever that changes. An
    /// element is watched once. Where the browser cannot tell, it is on the screen.
    pub fn new(element: Element, listener: impl Fn(bool) + 'static) -> Self {
        let slot = SIGHT.with(|sight| {
            let mut listeners = sight.listeners.borrow_mut();
            let slot = listeners.iter().position(Option::is_none).unwrap_or(listeners.len());
            if slot == listeners.len() {
                listeners.push(None);
            }
            if let Some(free) = listeners.get_mut(slot) {
                *free = Some(Rc::new(listener));
            }
            slot
        });
        // Refused only by frozen objects; elements are not.
        Reflect::set(&element, &JsValue::from_str(SLOT), &JsValue::from_f64(slot as f64))
            .unwrap_or_default();
        let here = SIGHT.with(|sight| match &sight.observer {
            Some(observer) => {
                observer.observe(&element);
                None
            }
            None => sight.listeners.borrow().get(slot).cloned().flatten(),
        });
        here.iter().for_each(|listener| listener(true));
        Self { element, slot }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        SIGHT.with(|sight| {
            sight.observer.iter().for_each(|observer| observer.unobserve(&self.element));
            if let Some(slot) = sight.listeners.borrow_mut().get_mut(self.slot) {
                *slot = None;
            }
        });
    }
}
