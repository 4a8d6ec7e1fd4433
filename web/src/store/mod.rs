//! The store: one [`State`], events in, effects out.
//!
//! Reports of the worker come with attachments. They go into the [slots](crate::slots) before the
//! event is dispatched, and never through the state.

mod take;
mod weights;

use crate::ports::visit::{self, Leaving, Visit};
use crate::ports::watchdog::{PATIENCE, PATIENCE_GPU, TICK, Watchdog};
use crate::ports::worker::{WorkerNews, WorkerPort};
use crate::ports::{fetch, files, picture, prefs, vault};
use crate::route::Room;
use crate::slots::{MapsData, Seen, SlotsHandle, Thumbnail, Thumbnails};
use filtro_app::{
    Announcement, Attach, Effect, EngineNews, Event, Ledger, Preferences, RunPhase, State,
    TabMessage, Topic, update,
};
use filtro_protocol::{Command, DeviceKind, Report, Request};
use filtro_ui::services::now;
use filtro_ui::services::{self, Shelf};
use gloo_timers::callback::Interval;
use js_sys::{ArrayBuffer, Float32Array, Uint8Array};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
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
    announcement: RefCell<Option<Announcement>>,
    changed: RefCell<Callback<()>>,
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
            announcement: RefCell::default(),
            changed: RefCell::default(),
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

    /// What was said last to assistive technology.
    pub fn announcement(&self) -> Option<Announcement> {
        self.announcement.borrow().clone()
    }

    /// `changed` is called after every change.
    pub fn subscribe(&self, changed: Callback<()>) {
        *self.changed.borrow_mut() = changed;
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
        let changed = self.changed.borrow().clone();
        changed.emit(());
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
            Effect::FetchTemplate(name) => {
                let (store, number) = (Rc::clone(self), self.begin(Topic::Document));
                wasm_bindgen_futures::spawn_local(async move {
                    let text = fetch::text(&format!("templates/{name}.json")).await;
                    if store.is_newest(Topic::Document, number) {
                        store.dispatch(Event::Fetched { name, text });
                    }
                });
            }
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
            Effect::Announce(announcement) => {
                *self.announcement.borrow_mut() = Some(announcement);
            }
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

    fn send(&self, command: Command, attach: Attach) {
        let (command, attachments) = match (command, attach) {
            (Command::Classify { crop, width, height }, Attach::Picture) => {
                let cut = self.slots.picture.get().and_then(|found| picture::cut(&found, crop));
                match cut {
                    Some((pixels, width, height, crop)) => {
                        (Command::Classify { width, height, crop }, vec![pixels])
                    }
                    // Nothing to show: the worker says that the bytes are missing.
                    None => (Command::Classify { crop, width, height }, Vec::new()),
                }
            }
            (command, Attach::Files) => {
                let files = self.data_files.borrow().iter().map(JsValue::from).collect();
                (command, files)
            }
            (command, Attach::Weights(id)) => (command, self.weights.copy(id)),
            (command, Attach::WeightsFile) => (command, self.weights.copy_file()),
            (command, _) => (command, Vec::new()),
        };
        let seq = self.ledger.borrow_mut().send(&command);
        let request = Request { seq, command };
        let port = self.port.borrow().clone();
        if let Some(port) = port {
            port.send(&request, &attachments);
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

    /// Puts what came beside a report where it is drawn from.
    fn keep(&self, report: &Report, attachments: Vec<JsValue>) {
        let mut attachments = attachments.into_iter();
        match report {
            Report::Telemetry(telemetry) => self.slots.live.set(*telemetry),
            Report::Checkpoint { .. } => self.weights.arrive(attachments.next()),
            Report::Maps(info) => {
                let current = self.state.borrow().document.generation;
                if info.generation != current {
                    return;
                }
                let [activations, filters] = [(); 2].map(|()| floats(attachments.next()));
                let input = bytes(attachments.next());
                self.slots.maps.set(MapsData { info: info.clone(), activations, filters, input });
            }
            Report::Samples { set, ids, labels, shape } => {
                let of = self.state.borrow().data.summary.as_ref().map(|summary| summary.id);
                if of != Some(*set) {
                    return;
                }
                let pixels = bytes(attachments.next());
                let shape = shape.map(|size| size as usize);
                let size = shape.iter().product::<usize>().max(1);
                let mut all = self.slots.thumbnails.get().map(|all| (*all).clone());
                let map = &mut all.get_or_insert_default().0;
                for ((id, label), pixels) in ids.iter().zip(labels).zip(pixels.chunks_exact(size)) {
                    let thumbnail = Thumbnail { label: *label, shape, pixels: pixels.to_vec() };
                    map.insert(*id, Rc::new(thumbnail));
                }
                self.slots.thumbnails.set(all.unwrap_or_default());
            }
            Report::Classified { prediction, shape } => {
                let pixels = bytes(attachments.next());
                let shape = shape.map(|size| size as usize);
                self.slots.seen.set(Seen { shape, pixels, prediction: prediction.clone() });
            }
            _ => {}
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

fn bytes(attachment: Option<JsValue>) -> Vec<u8> {
    let buffer = attachment.and_then(|value| value.dyn_into::<ArrayBuffer>().ok());
    buffer.map(|buffer| Uint8Array::new(&buffer).to_vec()).unwrap_or_default()
}

fn floats(attachment: Option<JsValue>) -> Vec<f32> {
    let buffer = attachment.and_then(|value| value.dyn_into::<ArrayBuffer>().ok());
    buffer.map(|buffer| Float32Array::new(&buffer).to_vec()).unwrap_or_default()
}
