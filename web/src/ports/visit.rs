//! What is kept from visit to visit, and the line to other tabs. What is decided about it is
//! decided in `filtro_app`; here it is only read, written and heard.

use filtro_app::{
    COMPARISON, COMPARISON_BEFORE, CompareEvent, Comparison, Envelope, Event, Found, Keeping,
    NETWORKS, TabMessage, VisitEvent, When, slot_of,
};
use filtro_ui::services::{self, NotKept, Shelf};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, HtmlElement, MessageEvent, StorageEvent, VisibilityState};
use yew::Callback;

/// With the tab: its id.
const TAB: &str = "filtro.tab.1";
/// With the tab: the page has left. A duplicate of an open tab does not have it.
const LEFT: &str = "filtro.left.1";
/// Name of the channel between tabs; key of what they say where there are no channels.
const LINE: &str = "filtro.tabs.1";
/// Milliseconds between a change and its way into the browser's store.
const AUTOSAVE: u32 = 400;
/// Milliseconds that other tabs have to answer. One that is late is heard all the same.
const ANSWERS: u32 = 700;
/// Milliseconds that a page which has left has to come back.
const RETURN: u32 = 4000;

/// What the browser had kept when the page was opened.
pub fn found() -> Found {
    let comparison = services::read(Shelf::Browser, COMPARISON);
    let found = Found {
        networks: networks(),
        comparison: comparison.or_else(|| services::read(Shelf::Browser, COMPARISON_BEFORE)),
        tab: services::read(Shelf::Tab, TAB),
        left: services::read(Shelf::Tab, LEFT).is_some(),
        fresh: fresh(),
        keeps: services::keeps(),
    };
    services::remove(Shelf::Tab, LEFT);
    found
}

/// An id that no other tab has.
fn fresh() -> String {
    let [time, chance] = [js_sys::Date::now(), js_sys::Math::random() * 1e9];
    format!("{:x}-{:x}", time as u64, chance as u64)
}

fn networks() -> Vec<(String, String)> {
    let all = services::keys(Shelf::Browser, NETWORKS).into_iter();
    all.filter_map(|key| Some((services::read(Shelf::Browser, &key)?, key)))
        .map(|(text, key)| (key, text))
        .collect()
}

/// Keeps what it is given, tells what becomes of it, and hears of other tabs.
pub struct Visit {
    /// Where events go.
    events: Callback<Event>,
    /// A document on its way into the browser's store: whose, and its text.
    waiting: RefCell<Option<(String, String)>>,
    timer: RefCell<Option<Timeout>>,
    counting: RefCell<Option<Timeout>>,
    /// The last thing could not be kept.
    failed: Cell<bool>,
    channel: Option<BroadcastChannel>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _listeners: Vec<EventListener>,
}

impl Visit {
    /// Listens from now on; `leaving` is called when the page may be gone at once.
    pub fn new(events: Callback<Event>, leaving: Callback<Leaving>) -> Self {
        let heard = {
            let events = events.clone();
            Closure::new(move |message: MessageEvent| {
                let text = message.data().as_string();
                said(&events, text.as_deref());
            })
        };
        let channel = services::channel(LINE);
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        }
        Self {
            _listeners: listen(&events, &leaving),
            events,
            waiting: RefCell::default(),
            timer: RefCell::default(),
            counting: RefCell::default(),
            failed: Cell::new(false),
            channel,
            _heard: heard,
        }
    }

    /// Keeps a document as that of `tab`, once nothing has changed for a moment.
    pub fn autosave(self: &std::rc::Rc<Self>, tab: &str, text: String) {
        *self.waiting.borrow_mut() = Some((tab.to_owned(), text));
        let visit = std::rc::Rc::downgrade(self);
        *self.timer.borrow_mut() = Some(Timeout::new(AUTOSAVE, move || {
            if let Some(visit) = visit.upgrade() {
                visit.flush();
            }
        }));
    }

    /// Keeps what waits, now.
    pub fn flush(&self) {
        if let Some((tab, text)) = self.waiting.take() {
            self.keep(&slot_of(&tab), &tab, text, false);
        }
    }

    /// Keeps a document under `key` as one of an earlier visit, which the person knows of.
    pub fn keep_earlier(&self, key: &str, text: String) {
        self.keep(key, "", text, true);
    }

    fn keep(&self, key: &str, tab: &str, text: String, told: bool) {
        let kept = Envelope { told, ..Envelope::new(tab, js_sys::Date::now(), text) };
        self.keep_as(key, &kept.write());
    }

    /// Keeps a text as it is.
    pub fn keep_as(&self, key: &str, text: &str) {
        self.outcome(services::write(Shelf::Browser, key, text));
    }

    /// Keeps the comparison: what another tab has kept meanwhile is joined with it, and heard.
    pub fn keep_comparison(&self, tab: &str, text: String) {
        let kept = services::read(Shelf::Browser, COMPARISON);
        let theirs = kept.and_then(|kept| Envelope::read(&kept).ok()).map(|kept| kept.content);
        let text = match theirs.filter(|theirs| *theirs != text) {
            None => text,
            Some(theirs) => {
                let mut both = Comparison::read(&text);
                both.join(Comparison::read(&theirs));
                let all = both.write();
                if all != text {
                    self.events.emit(Event::Compare(CompareEvent::Heard(theirs)));
                }
                all
            }
        };
        self.keep(COMPARISON, tab, text, false);
        services::remove(Shelf::Browser, COMPARISON_BEFORE);
    }

    /// Tells what became of something that was to be kept.
    pub fn outcome(&self, outcome: Result<(), NotKept>) {
        let keeping = match outcome {
            Ok(()) if self.failed.replace(false) => Keeping::Again,
            Ok(()) => return,
            Err(NotKept::Full) => Keeping::Full,
            Err(NotKept::Missing) => Keeping::Refused,
        };
        self.failed.set(outcome.is_err());
        self.events.emit(Event::Keeping(keeping));
    }

    /// Says something to the other tabs.
    pub fn say(&self, message: &TabMessage) {
        let text = message.write();
        let said = self.channel.as_ref().map(|line| line.post_message(&JsValue::from_str(&text)));
        if !matches!(said, Some(Ok(()))) {
            // The others hear of every change; twice the same would be none.
            services::write(Shelf::Browser, LINE, &text).unwrap_or_default();
            services::remove(Shelf::Browser, LINE);
        }
    }

    /// Reads what is kept.
    pub fn count(&self, when: When) {
        let events = self.events.clone();
        let count = move || events.emit(Event::Visit(VisitEvent::Counted(networks())));
        let wait = match when {
            When::Now => 0,
            When::Answered => ANSWERS,
            When::Returned => RETURN,
        };
        *self.counting.borrow_mut() = Some(Timeout::new(wait, count));
    }
}

/// The page goes, perhaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// It is hidden, or asked whether it may go.
    Perhaps,
    /// It goes.
    Now,
}

/// Keeps the id with the tab.
pub fn be_tab(tab: &str) {
    // Without it the tab is a new one when it is loaded anew.
    services::write(Shelf::Tab, TAB, tab).unwrap_or_default();
}

/// Notes that this page has left, so that the next one of this tab knows itself from a copy.
pub fn left() {
    services::write(Shelf::Tab, LEFT, "1").unwrap_or_default();
}

fn said(events: &Callback<Event>, text: Option<&str>) {
    if let Some(message) = text.and_then(TabMessage::read) {
        events.emit(Event::Visit(VisitEvent::Heard(message)));
    }
}

fn listen(events: &Callback<Event>, leaving: &Callback<Leaving>) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let Some(document) = window.document() else { return Vec::new() };
    let on_storage = {
        let events = events.clone();
        move |event: &web_sys::Event| {
            let Some(change) = event.dyn_ref::<StorageEvent>() else { return };
            let (key, text) = (change.key(), change.new_value());
            match key.as_deref() {
                Some(LINE) => said(&events, text.as_deref()),
                Some(COMPARISON) => {
                    let kept = text.and_then(|text| Envelope::read(&text).ok());
                    if let Some(kept) = kept {
                        events.emit(Event::Compare(CompareEvent::Heard(kept.content)));
                    }
                }
                _ => {}
            }
        }
    };
    let on_show = {
        let events = events.clone();
        move |event: &web_sys::Event| {
            let back = js_sys::Reflect::get(event, &JsValue::from_str("persisted"));
            if back.is_ok_and(|back| back.is_truthy()) {
                services::remove(Shelf::Tab, LEFT);
                events.emit(Event::Visit(VisitEvent::Returned));
            }
        }
    };
    let on_hide = {
        let (leaving, document) = (leaving.clone(), document.clone());
        move |_: &web_sys::Event| {
            if document.visibility_state() == VisibilityState::Hidden {
                leaving.emit(Leaving::Perhaps);
            }
        }
    };
    let go = |how: Leaving| {
        let leaving = leaving.clone();
        move |_: &web_sys::Event| leaving.emit(how)
    };
    let on_leave = {
        let (leaving, document) = (leaving.clone(), document.clone());
        move |_: &web_sys::Event| {
            // A box that is being typed in is taken when it is left.
            let typed = document.active_element().and_then(|it| it.dyn_into::<HtmlElement>().ok());
            if let Some(typed) = typed {
                typed.blur().unwrap_or_default();
            }
            leaving.emit(Leaving::Now);
        }
    };
    vec![
        EventListener::new(&window, "storage", on_storage),
        EventListener::new(&window, "pageshow", on_show),
        EventListener::new(&window, "pagehide", on_leave),
        EventListener::new(&window, "beforeunload", go(Leaving::Perhaps)),
        EventListener::new(&document, "freeze", go(Leaving::Perhaps)),
        EventListener::new(&document, "visibilitychange", on_hide),
    ]
}
