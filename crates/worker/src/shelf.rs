//! The data set in use, and the load that may replace it.

use crate::cancel::Cancel;
use filtro_data::{DataSet, Info, Part, PushError};
use filtro_net::Target;
use filtro_protocol::{DataNote, DataSource, DataSummary, SampleId, SplitSizes};
use filtro_recipe::Split;
use filtro_run::{Batch, Pictures};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A data set that may still grow while a run uses it.
#[derive(Debug)]
pub struct Shelved {
    info: Info,
    set: RefCell<DataSet>,
    /// The number of the load that brought it.
    id: u32,
    source: DataSource,
    /// As its files have them.
    classes: RefCell<Vec<String>>,
    missing: RefCell<Vec<String>>,
    notes: RefCell<Vec<DataNote>>,
    complete: Cell<bool>,
    kept: Cell<bool>,
}

impl Shelved {
    /// One that has only begun to arrive.
    pub fn new(set: DataSet) -> Self {
        Self::of(set, 0, DataSource::Synthetic)
    }

    /// The same, brought by the load of this number, from there.
    pub fn of(set: DataSet, id: u32, source: DataSource) -> Self {
        Self {
            info: set.info().clone(),
            id,
            source,
            classes: RefCell::new(set.info().classes.clone()),
            missing: RefCell::default(),
            notes: RefCell::default(),
            set: RefCell::new(set),
            complete: Cell::new(false),
            kept: Cell::new(false),
        }
    }

    /// The number of the load that brought it.
    pub const fn id(&self) -> u32 {
        self.id
    }

    /// Stable name of the data set.
    pub fn key(&self) -> &str {
        &self.info.key
    }

    /// `[channels, height, width]` of a picture.
    pub fn shape(&self) -> [usize; 3] {
        self.info.shape
    }

    /// What the data set is.
    pub const fn info(&self) -> &Info {
        &self.info
    }

    /// What a network has to fit.
    pub fn target(&self) -> Target {
        Target { input: self.info.shape, classes: self.info.classes.len() }
    }

    /// Pictures that have arrived.
    pub fn len(&self, split: Split) -> usize {
        self.set.borrow().count(split)
    }

    /// Whether nothing has arrived.
    pub fn is_empty(&self) -> bool {
        self.set.borrow().is_empty()
    }

    /// A picture's bytes and label, if it has arrived.
    pub fn picture(&self, id: SampleId) -> Option<(Vec<u8>, u8)> {
        let part = if id.test { Part::Test } else { Part::Train };
        let (set, index) = (self.set.borrow(), id.index as usize);
        Some((set.image(part, index)?.to_vec(), set.label(part, index)?))
    }

    /// Adds a picture.
    ///
    /// # Errors
    /// The data set's.
    pub fn push(&self, part: Part, label: u8, pixels: &[u8]) -> Result<(), PushError> {
        self.set.borrow_mut().push(part, label, pixels)
    }

    /// Nothing more arrives.
    pub fn complete(&self) {
        self.complete.set(true);
    }

    /// Whether the browser has it for the next visit.
    pub fn set_kept(&self, kept: bool) {
        self.kept.set(kept);
    }

    /// Whether the browser has it for the next visit.
    pub fn is_kept(&self) -> bool {
        self.kept.get()
    }

    /// The names of its classes.
    pub fn classes(&self) -> Vec<String> {
        self.classes.borrow().clone()
    }

    /// Names its classes, where there are as many.
    pub fn name_classes(&self, names: &[String]) {
        if names.len() == self.info.classes.len() {
            *self.classes.borrow_mut() = names.to_vec();
        }
    }

    /// Names of the official files that were not among its files.
    pub fn missing(&self) -> Vec<String> {
        self.missing.borrow().clone()
    }

    /// What was found in its files, and what was not.
    pub fn note(&self, missing: Vec<String>, notes: Vec<DataNote>) {
        *self.missing.borrow_mut() = missing;
        *self.notes.borrow_mut() = notes;
    }

    /// Pictures of each split.
    pub fn sizes(&self) -> SplitSizes {
        let [train, validation, test] = [Split::Train, Split::Validation, Split::Test]
            .map(|split| u32::try_from(self.len(split)).unwrap_or(u32::MAX));
        SplitSizes { train, validation, test }
    }

    /// For the page.
    pub fn summary(&self) -> DataSummary {
        DataSummary {
            key: self.info.key.clone(),
            classes: self.classes(),
            shape: self.info.shape,
            sizes: self.sizes(),
            complete: self.complete.get(),
            kept: self.kept.get(),
            id: self.id,
            source: self.source.clone(),
            missing: self.missing(),
            notes: self.notes.borrow().clone(),
        }
    }
}

impl Pictures for Shelved {
    fn key(&self) -> &str {
        self.key()
    }

    fn count(&self, split: Split) -> usize {
        self.len(split)
    }

    fn indices(&self, split: Split) -> Vec<u32> {
        self.set.borrow().indices(split)
    }

    fn fill(&self, split: Split, indices: &[u32], batch: &mut Batch) {
        Pictures::fill(&*self.set.borrow(), split, indices, batch);
    }
}

/// Where the session finds the data set.
#[derive(Debug, Default)]
pub struct Shelf {
    current: RefCell<Option<Rc<Shelved>>>,
    /// The last one that was whole: what a load that fails goes back to.
    whole: RefCell<Option<Rc<Shelved>>>,
    load: RefCell<Option<Rc<Cancel>>>,
    news: Cell<bool>,
    /// What is to be stored next.
    waiting: RefCell<Option<Rc<Shelved>>>,
    /// Something is being stored.
    storing: Cell<bool>,
    /// How often the person has asked to forget what is stored.
    forgotten: Cell<u32>,
}

impl Shelf {
    /// The data set in use.
    pub fn current(&self) -> Option<Rc<Shelved>> {
        self.current.borrow().clone()
    }

    /// Puts another in use.
    pub fn put(&self, data: Rc<Shelved>) {
        self.news.set(true);
        *self.current.borrow_mut() = Some(data);
    }

    /// Puts one in use that is whole.
    pub fn settle(&self, data: Rc<Shelved>) {
        *self.whole.borrow_mut() = Some(Rc::clone(&data));
        self.put(data);
    }

    /// Goes back to the last that was whole, if the one in use is `part`.
    pub fn withdraw(&self, part: &Rc<Shelved>) {
        let mut current = self.current.borrow_mut();
        if current.as_ref().is_some_and(|current| Rc::ptr_eq(current, part)) {
            current.clone_from(&self.whole.borrow());
            self.news.set(true);
        }
    }

    /// `data` is to be stored, in the place of any that waits; whether the caller has to do it,
    /// with [`next_to_store`](Self::next_to_store).
    pub fn store(&self, data: Rc<Shelved>) -> bool {
        *self.waiting.borrow_mut() = Some(data);
        !self.storing.replace(true)
    }

    /// What is to be stored now: one after the other, so that the newest is what stays.
    pub fn next_to_store(&self) -> Option<Rc<Shelved>> {
        let next = self.waiting.take();
        self.storing.set(next.is_some());
        next
    }

    /// How often the person has asked to forget what is stored.
    pub fn forgotten(&self) -> u32 {
        self.forgotten.get()
    }

    /// What is stored is to be forgotten, and what is being stored too.
    pub fn forget(&self) {
        self.forgotten.set(self.forgotten.get() + 1);
        drop(self.waiting.take());
        if let Some(data) = self.current() {
            data.set_kept(false);
        }
    }

    /// The one in use has got what it had not before.
    pub fn tell(&self) {
        self.news.set(true);
    }

    /// Whether there was something new since the last call.
    pub fn take_news(&self) -> bool {
        self.news.replace(false)
    }

    /// A load begins; the one before is given up.
    pub fn begin(&self) -> Rc<Cancel> {
        self.cancel();
        let load = Rc::<Cancel>::default();
        *self.load.borrow_mut() = Some(Rc::clone(&load));
        load
    }

    /// A load has ended.
    pub fn end(&self, load: &Rc<Cancel>) {
        let mut present = self.load.borrow_mut();
        if present.as_ref().is_some_and(|present| Rc::ptr_eq(present, load)) {
            *present = None;
        }
    }

    /// Gives up the load in progress.
    pub fn cancel(&self) {
        let load = self.load.borrow_mut().take();
        if let Some(load) = load {
            load.set();
        }
    }

    /// Whether something is on its way.
    pub fn is_loading(&self) -> bool {
        self.load.borrow().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small_set;

    #[test]
    fn a_set_grows_under_those_who_use_it() {
        let data = Rc::new(Shelved::new(small_set(40, 10)));
        let other = Rc::clone(&data);
        let before = other.sizes();
        data.push(Part::Test, 1, &[7; 3072]).unwrap();
        assert_eq!(other.sizes(), SplitSizes { test: before.test + 1, ..before });
        let (bytes, label) = other.picture(SampleId { test: true, index: 10 }).unwrap();
        assert_eq!((bytes, label), (vec![7; 3072], 1));
        assert_eq!(other.picture(SampleId { test: true, index: 11 }), None);
    }

    #[test]
    fn an_order_has_the_training_pictures_and_no_other() {
        let data = Shelved::new(small_set(100, 10));
        let mut order = data.order(7, 3);
        assert_eq!(order, data.order(7, 3));
        order.sort_unstable();
        assert_eq!(order, data.indices(Split::Train));
        assert_eq!(order.len() + data.len(Split::Validation), 100);
        let mut batch = Batch::default();
        data.fill(Split::Train, &order[..3], &mut batch);
        assert_eq!((batch.images.len(), batch.labels.len()), (3 * 3072, 3));
    }

    #[test]
    fn a_newer_load_gives_up_the_older() {
        let shelf = Shelf::default();
        let (first, second) = (shelf.begin(), shelf.begin());
        assert!(first.is_set() && !second.is_set());
        shelf.end(&first);
        assert!(shelf.is_loading());
        shelf.end(&second);
        assert!(!shelf.is_loading());
        shelf.cancel();
        assert!(!second.is_set());
    }
}
