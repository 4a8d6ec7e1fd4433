//! Loading data sets, beside the session and without the engine.
//!
//! Bytes become pictures as they arrive; nothing is collected. The set that was in use before is
//! held until its replacement is whole.

mod find;
mod read;

pub use find::{forget, look};

use crate::cancel::Cancel;
use crate::host::{Host, Place, Stream};
use crate::inbox::Inbox;
use crate::shelf::{Shelf, Shelved};
use crate::store;
use filtro_data::synthetic::Generator;
use filtro_protocol::{DataFailure, DataProgress, DataSource, Failure, Reply, Report};
use filtro_recipe::Split;
use filtro_run::pace::Every;
use find::ARCHIVE;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Training pictures with which a set is put in use while the rest is on its way.
const FIRST_PART: usize = 1_000;
/// Milliseconds between two reports of progress.
const PROGRESS_INTERVAL: f64 = 100.0;
/// Milliseconds between two reports of a growing set.
const GROWTH_INTERVAL: f64 = 500.0;
/// Milliseconds after which a load lets others have their turn.
const SLICE: f64 = 12.0;
/// Synthetic pictures between two looks at the clock.
const SYNTHETIC_PIECE: usize = 8;

/// Begins a load; the one in progress is given up.
pub fn begin<H: Host>(
    host: &H,
    shelf: &Rc<Shelf>,
    inbox: &Rc<Inbox<H::File>>,
    seq: u32,
    source: DataSource,
    files: Vec<H::File>,
) {
    let cancel = shelf.begin();
    let load = Load {
        host: host.clone(),
        shelf: Rc::clone(shelf),
        inbox: Rc::clone(inbox),
        seq,
        source: source.clone(),
        shown: RefCell::default(),
        progress: Cell::new(Every::new(PROGRESS_INTERVAL)),
        turn: Cell::new(host.now()),
    };
    host.spawn(async move { load.run(source, files, &cancel).await });
}

/// One load.
struct Load<H: Host> {
    host: H,
    shelf: Rc<Shelf>,
    /// To wake the session when there is news.
    inbox: Rc<Inbox<H::File>>,
    seq: u32,
    source: DataSource,
    /// The set that was put in use while the rest of it was on its way.
    shown: RefCell<Option<Rc<Shelved>>>,
    progress: Cell<Every>,
    /// When others had their turn.
    turn: Cell<f64>,
}

impl<H: Host> Load<H> {
    async fn run(&self, source: DataSource, files: Vec<H::File>, cancel: &Rc<Cancel>) {
        let from_store = source == DataSource::Kept;
        let loaded = cancel.race(self.load(source, files)).await;
        self.shelf.end(cancel);
        let data = match loaded.unwrap_or(Err(DataFailure::Cancelled)) {
            Ok(data) => data,
            Err(failure) => {
                // What the store has is of no use then, and would be offered again and again.
                if from_store && !matches!(failure, DataFailure::Cancelled) {
                    self.host.forget(store::CIFAR10).await;
                }
                return self.fail(failure);
            }
        };
        data.complete();
        data.set_kept(from_store);
        self.shelf.settle(Rc::clone(&data));
        self.report(Report::Data(data.summary()));
        self.inbox.wake();
        if data.key() == store::CIFAR10 && !from_store && self.shelf.store(data) {
            while let Some(next) = self.shelf.next_to_store() {
                self.keep(&next).await;
            }
        }
    }

    async fn load(
        &self,
        source: DataSource,
        files: Vec<H::File>,
    ) -> Result<Rc<Shelved>, DataFailure> {
        match source {
            DataSource::Synthetic => self.synthetic().await,
            DataSource::Kept => {
                self.cifar10(vec![(ARCHIVE.to_owned(), Place::Kept(store::CIFAR10))]).await
            }
            DataSource::Served { base } => {
                let place = Place::Url(format!("{base}{ARCHIVE}"));
                self.cifar10(vec![(ARCHIVE.to_owned(), place)]).await
            }
            DataSource::Files { names } => {
                let files = files.into_iter().map(Place::File);
                self.cifar10(names.into_iter().zip(files).collect()).await
            }
        }
    }

    /// In use only as a whole: it is made within moments, and a run on it is then the same every
    /// time.
    async fn synthetic(&self) -> Result<Rc<Shelved>, DataFailure> {
        let mut generator = Generator::built_in();
        let wrong = |error: filtro_data::PushError| DataFailure::Unreadable(error.to_string());
        loop {
            let (done, total) = generator.progress();
            self.progress(done as u64, Some(total as u64));
            let more = generator.advance(SYNTHETIC_PIECE).map_err(wrong)?;
            if !more {
                return Ok(Rc::new(self.shelved(generator.set().clone())));
            }
            self.breathe().await;
        }
    }

    fn shelved(&self, set: filtro_data::DataSet) -> Shelved {
        Shelved::of(set, self.seq, self.source.clone())
    }

    /// Lets others have their turn, where it is their turn.
    async fn breathe(&self) {
        if self.host.now() - self.turn.get() >= SLICE {
            self.host.turn().await;
            self.turn.set(self.host.now());
        }
    }

    fn progress(&self, done: u64, total: Option<u64>) {
        let mut every = self.progress.get();
        if every.due(self.host.now()) {
            self.report(Report::DataProgress(DataProgress { done, total }));
        }
        self.progress.set(every);
    }

    /// Puts the part of `data` that has arrived in use, where it is not, and tells the page how
    /// far it is.
    fn show(&self, data: &Rc<Shelved>) {
        if self.shown.borrow().is_some() {
            self.shelf.tell();
        } else {
            self.shelf.put(Rc::clone(data));
            *self.shown.borrow_mut() = Some(Rc::clone(data));
        }
        self.report(Report::Data(data.summary()));
        self.inbox.wake();
    }

    /// Goes back to the set before, or to none: a part of something that was refused is not used.
    fn fail(&self, why: DataFailure) {
        if let Some(shown) = self.shown.take() {
            // A run that has begun with it goes on with what there is.
            shown.complete();
            self.shelf.withdraw(&shown);
        }
        let left = self.shelf.current().map(|data| data.summary());
        self.report(Report::DataFailed { why, left });
        self.inbox.wake();
    }

    /// Stores a set for the next visit, unless more of it is stored already.
    async fn keep(&self, data: &Rc<Shelved>) {
        let report = |report| self.host.post(&Reply { seq: data.id(), report }, Vec::new());
        let before = self.shelf.forgotten();
        let mut archive = store::Archive::new(Rc::clone(data));
        let total = archive.len();
        let stored = self.host.open(Place::Kept(store::CIFAR10)).await;
        if stored.is_ok_and(|stored| stored.total() > Some(total)) {
            return;
        }
        match self.host.keep(store::CIFAR10, total, move || archive.next()).await {
            Ok(()) if self.shelf.forgotten() == before => {
                data.set_kept(true);
                report(Report::Kept { set: Some(data.id()) });
            }
            // The person has changed their mind meanwhile.
            Ok(()) => self.host.forget(store::CIFAR10).await,
            Err(message) => report(Report::Failed(Failure::NotKept(message))),
        }
    }

    fn report(&self, report: Report) {
        self.host.post(&Reply { seq: self.seq, report }, Vec::new());
    }

    fn has_first_part(data: &Shelved) -> bool {
        data.len(Split::Train) >= FIRST_PART
    }
}

#[cfg(test)]
mod tests;
