//! The store: one [`State`], events in, effects out.
//!
//! Reports of the worker come with attachments. They go into the [slots](crate::slots) before the
//! event is dispatched, and never through the state.

mod attach;
mod fetch;
mod shown;
mod take;
mod weights;

pub use shown::{StoreHandle, use_shown};

use crate::ports::visit::{self, Leaving, Visit};
use crate::ports::watchdog::{PATIENCE, PATIENCE_GPU, TICK, Watchdog};
use crate::ports::worker::{WorkerNews, WorkerPort};
use crate::ports::{files, prefs, vault};
use crate::route::Room;
use crate::slots::{SlotsHandle, Thumbnails};
use filtro_app::{
    Effect, EngineNews, Event, Ledger, Preferences, RunPhase, State, TabMessage, Topic, update,
};
use filtro_protocol::{DeviceKind, Report};
use filtro_ui::services::now;
use filtro_ui::services::{self, Shelf};
use filtro_ui::slot::Readers;
use gloo_timers::callback::Interval;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use web_sys::File;
use weights::Weights;
use yew::Callback;

/// The key carries the version of what it holds.
const PREFERENCES: &str = "filtro.preferences.1";

/// The page's state and its connections to the world.
pub struct Store {
    state: RefCell<Rc<State>>,
    /// Large and fast things.
    pub slots: SlotsHandle,
    port: RefCell<Option<Rc<WorkerPort>>>,
    /// The numbers of requests, here and in the worker.
    ledger: RefCell<Ledger>,
    /// Ticks of a run that nothing was heard in.
    watchdog: RefCell<Watchdog>,
    ticking: RefCell<Option<Interval>>,
    queue: RefCell<VecDeque<Event>>,
    busy: Cell<bool>,
    data_files: RefCell<Vec<File>>,
    /// The own pictures, by their numbers in the tray.
    pictures: RefCell<Vec<(u32, File)>>,
    weights: Weights,
    visit: RefCell<Option<Rc<Visit>>>,
    /// Who wants to hear of changes of the state.
    readers: Readers,
}

impl Store {
    /// The state as the last visit left it.
    pub fn new() -> Rc<Self> {
        let preferences = services::read(Shelf::Browser, PREFERENCES);
        let preferences = preferences.map(|text| Preferences::read(&text)).unwrap_or_default();
        let served = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.base_uri().ok().flatten())
            .and_then(|base| web_sys::Url::new_with_base("data/", &base).ok())
            .map(|url| url.href());
        let state = State::open(visit::found(), preferences, served);
        let store = Rc::new(Self {
            state: RefCell::new(Rc::new(state)),
            slots: SlotsHandle::default(),
            port: RefCell::default(),
            ledger: RefCell::default(),
            watchdog: RefCell::default(),
            ticking: RefCell::default(),
            queue: RefCell::default(),
            busy: Cell::new(false),
            data_files: RefCell::default(),
            pictures: RefCell::default(),
            weights: Weights::new(),
            visit: RefCell::default(),
            readers: Readers::default(),
        });
        let weak = Rc::downgrade(&store);
        let listener = Callback::from(move |news| {
            if let Some(store) = weak.upgrade() {
                store.hear(news);
            }
        });
        *store.port.borrow_mut() = Some(WorkerPort::new(listener));
        *store.visit.borrow_mut() = Some(store.visits());
        let weak = Rc::downgrade(&store);
        let watch = move || {
            if let Some(store) = weak.upgrade() {
                store.watch();
            }
        };
        *store.ticking.borrow_mut() = Some(Interval::new(TICK, watch));
        store
    }

    /// The port to what is kept and to other tabs.
    fn visits(self: &Rc<Self>) -> Rc<Visit> {
        let weak = Rc::downgrade(self);
        let events = Callback::from(move |event| {
            if let Some(store) = weak.upgrade() {
                store.dispatch(event);
            }
        });
        let weak = Rc::downgrade(self);
        let leaving = Callback::from(move |how| {
            let Some(store) = weak.upgrade() else { return };
            let Some(visit) = store.visit.borrow().clone() else { return };
            visit.flush();
            if how == Leaving::Now {
                visit::left();
                visit.say(&TabMessage::Bye(store.state().visit.tab.clone()));
            }
        });
        Rc::new(Visit::new(events, leaving))
    }

    /// What is on the screen.
    pub fn state(&self) -> Rc<State> {
        Rc::clone(&self.state.borrow())
    }

    /// `reader` is called after every change of the state for as long as the caller keeps it.
    pub fn subscribe(&self, reader: &Rc<dyn Fn()>) {
        self.readers.subscribe(reader);
    }

    /// Takes an event in. Events that effects cause wait for their turn.
    pub fn dispatch(self: &Rc<Self>, event: Event) {
        self.queue.borrow_mut().push_back(event);
        if self.busy.replace(true) {
            return;
        }
        loop {
            let Some(event) = self.queue.borrow_mut().pop_front() else { break };
            let effects = {
                let mut state = self.state.borrow_mut();
                update(Rc::make_mut(&mut state), event)
            };
            for effect in effects {
                self.carry_out(effect);
            }
        }
        self.busy.set(false);
        let curves = Rc::clone(&self.state.borrow().run.curves);
        self.slots.curves.share(curves);
        self.readers.tell();
    }

    fn carry_out(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Spawn => {
                self.ledger.borrow_mut().respawned();
                if let Some(port) = &*self.port.borrow() {
                    port.spawn();
                }
            }
            Effect::Send(command, attach) => self.send(command, attach),
            Effect::SaveFile { name, text } => {
                // Refused only where the page has no document any more.
                files::save(&name, "application/json", &text.into()).unwrap_or_default();
            }
            Effect::Hold(id) | Effect::Adopt(id) => self.weights.hold(id),
            Effect::Drop(id) => self.weights.drop(id),
            Effect::SaveWeights { name, weights } => self.weights.save(&name, weights),
            Effect::Recall(structure) => self.recall(structure),
            Effect::Keep { weights, structure, record } => {
                let kept = self.weights.keep(weights, structure, record);
                let store = Rc::clone(self);
                wasm_bindgen_futures::spawn_local(async move {
                    // That nothing is kept is of interest only where there is something to lose.
                    if let (Err(why), true) = (kept.await, weights.is_some()) {
                        store.dispatch(Event::Unkept(why));
                    }
                });
            }
            Effect::FetchTemplate(name) => self.fetch_document(name),
            Effect::ShowNetwork => Room::Build.enter(),
            Effect::Autosave(_)
            | Effect::KeepEarlier { .. }
            | Effect::KeepAs { .. }
            | Effect::Forget(_)
            | Effect::BeTab(_)
            | Effect::Say(_)
            | Effect::Count { .. }
            | Effect::SaveComparison(_)
            | Effect::SavePreferences => self.keep_for_later(effect),
            Effect::Announce(announcement) => self.slots.said.set(announcement),
            Effect::ClearLive => self.slots.live.clear(),
            Effect::ClearMaps => self.slots.maps.clear(),
            Effect::ClearSeen => self.slots.seen.clear(),
            Effect::ClearThumbnails => self.slots.thumbnails.set(Thumbnails::default()),
            Effect::Reload => {
                if let Some(window) = web_sys::window() {
                    window.location().reload().unwrap_or_default();
                }
            }
        }
    }

    /// Effects on what is kept from visit to visit.
    fn keep_for_later(&self, effect: Effect) {
        let Some(visit) = self.visit.borrow().clone() else { return };
        let tab = self.state.borrow().visit.tab.clone();
        match effect {
            Effect::Autosave(text) => visit.autosave(&tab, text),
            Effect::KeepEarlier { key, content } => visit.keep_earlier(&key, content),
            Effect::KeepAs { key, text } => visit.keep_as(&key, &text),
            Effect::Forget(key) => services::remove(Shelf::Browser, &key),
            Effect::BeTab(tab) => visit::be_tab(&tab),
            Effect::Say(message) => visit.say(&message),
            Effect::Count(when) => visit.count(when),
            Effect::SaveComparison(text) => visit.keep_comparison(&tab, text),
            Effect::SavePreferences => {
                let preferences = self.state.borrow().preferences.clone();
                visit.outcome(prefs::save(PREFERENCES, &preferences));
            }
            _ => {}
        }
    }

    fn hear(self: &Rc<Self>, news: WorkerNews) {
        let news = match news {
            WorkerNews::Loading { done, total } => EngineNews::Loading { done, total },
            WorkerNews::Report(seq, report, attachments) => {
                self.watchdog.borrow_mut().heard(matches!(*report, Report::Telemetry(_)));
                let news = self.ledger.borrow().hear(seq, *report);
                if let EngineNews::Report(report) = &news {
                    self.keep(report, attachments);
                }
                news
            }
            WorkerNews::NotLoaded(why) => EngineNews::NotLoaded(why),
            WorkerNews::Crashed(why) => EngineNews::Crashed(why),
            WorkerNews::Unreadable(why) => EngineNews::Unreadable(why),
        };
        self.dispatch(Event::Engine(news, now()));
    }

    /// The number of something that takes its time and is begun now.
    fn begin(&self, topic: Topic) -> u32 {
        self.ledger.borrow_mut().ask(topic)
    }

    /// Whether nothing of the topic has been begun since: what is done then counts.
    fn is_newest(&self, topic: Topic, number: u32) -> bool {
        self.ledger.borrow().is_newest(topic, number)
    }

    /// A worker that says nothing at all within a run is dead: browsers do not always tell.
    fn watch(self: &Rc<Self>) {
        let state = self.state();
        let running = state.run.phase == RunPhase::Running;
        let on_gpu = state.engine.device.as_ref().is_some_and(|d| d.kind == DeviceKind::Gpu);
        let patience = if on_gpu { PATIENCE_GPU } else { PATIENCE };
        if self.watchdog.borrow_mut().tick(running, patience) {
            self.hear(WorkerNews::Crashed(String::new()));
        }
    }

    /// Looks for weights that the browser has kept.
    fn recall(self: &Rc<Self>, structure: String) {
        let store = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            if let Some((record, found)) = vault::recall(&structure).await {
                let bytes = found.byte_length().into();
                store.weights.arrive(Some(found.into()));
                store.dispatch(Event::Recalled { structure, record, bytes });
            }
        });
    }
}
