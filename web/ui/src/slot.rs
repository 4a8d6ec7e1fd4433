//! Latest-value slots: large or fast things that never pass through the application's state.
//!
//! A slot holds the newest value only. Canvases subscribe with [`use_drawing`] and redraw
//! themselves on the next animation frame, without rendering a component; text that follows a run
//! uses [`use_slot`], which renders at most ten times a second.

use crate::frame::Painter;
use crate::services::now;
use crate::sight::Watch;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use web_sys::HtmlCanvasElement;
use yew::prelude::*;

/// Renders of one component per second that a slot may cause.
const RENDERS_PER_SECOND: f64 = 10.0;

/// Who wants to hear of changes.
#[derive(Default)]
pub struct Readers(RefCell<Vec<Weak<dyn Fn()>>>);

impl Readers {
    /// `reader` is called after every change for as long as the caller keeps it.
    pub fn subscribe(&self, reader: &Rc<dyn Fn()>) {
        self.0.borrow_mut().push(Rc::downgrade(reader));
    }

    /// Something has changed.
    pub fn tell(&self) {
        // Copied out first: a reader may subscribe another.
        let readers: Vec<Rc<dyn Fn()>> = {
            let mut all = self.0.borrow_mut();
            all.retain(|reader| reader.strong_count() > 0);
            all.iter().filter_map(Weak::upgrade).collect()
        };
        for reader in readers {
            reader();
        }
    }
}

/// The newest value of something, and who wants to hear of it.
pub struct Slot<T> {
    value: RefCell<Option<Rc<T>>>,
    readers: Readers,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { value: RefCell::new(None), readers: Readers::default() }
    }
}

impl<T> Slot<T> {
    /// The newest value.
    pub fn get(&self) -> Option<Rc<T>> {
        self.value.borrow().clone()
    }

    /// Replaces the value and tells the readers.
    pub fn set(&self, value: T) {
        self.share(Rc::new(value));
    }

    /// The same with a value that others hold too; nobody is told where it is the one that is there.
    pub fn share(&self, value: Rc<T>) {
        let old = self.value.borrow_mut().replace(Rc::clone(&value));
        if old.is_none_or(|old| !Rc::ptr_eq(&old, &value)) {
            self.readers.tell();
        }
    }

    /// Empties the slot and tells the readers.
    pub fn clear(&self) {
        if self.value.borrow_mut().take().is_some() {
            self.readers.tell();
        }
    }

    /// `reader` is called after every change for as long as the caller keeps it.
    pub fn subscribe(&self, reader: &Rc<dyn Fn()>) {
        self.readers.subscribe(reader);
    }
}

/// When a canvas is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watched {
    /// Always: what is hidden may wait for its drawing to be shown.
    Always,
    /// While the element around it is on the screen or near it: where canvases are many.
    InSight,
}

/// Draws into `canvas` on an animation frame: after mounting, whenever `deps` change, and whenever
/// the slot does. `draw` gets `None` while the slot is empty.
#[hook]
pub fn use_drawing<T, D, F>(slot: Rc<Slot<T>>, canvas: NodeRef, watch: Watched, deps: D, draw: F)
where
    T: 'static,
    D: PartialEq + 'static,
    F: Fn(&HtmlCanvasElement, Option<&T>) + 'static,
{
    use_effect_with(deps, move |_| {
        let source = Rc::clone(&slot);
        let element = canvas.cast::<HtmlCanvasElement>();
        let parent = element.and_then(|canvas| canvas.parent_element());
        let frame = parent.filter(|_| watch == Watched::InSight);
        let in_sight = Rc::new(Cell::new(frame.is_none()));
        let painter = {
            let in_sight = Rc::clone(&in_sight);
            Painter::new(move || {
                if let Some(canvas) = canvas.cast::<HtmlCanvasElement>().filter(|_| in_sight.get())
                {
                    draw(&canvas, source.get().as_deref());
                }
            })
        };
        painter.request();
        let watch = frame.map(|frame| {
            let painter = Rc::clone(&painter);
            Watch::new(frame, move |now| {
                in_sight.set(now);
                painter.request();
            })
        });
        let reader: Rc<dyn Fn()> = Rc::new(move || painter.request());
        slot.subscribe(&reader);
        // The slot holds it weakly: it ends with the component, or with these `deps`.
        move || drop((reader, watch))
    });
}

/// The newest value of a slot, for text: renders the component at most ten times a second.
#[hook]
pub fn use_slot<T: 'static>(slot: Rc<Slot<T>>) -> Option<Rc<T>> {
    let update = use_force_update();
    let shown = slot.get();
    {
        let shown = shown.clone();
        use_effect_with((), move |()| {
            let last = Cell::new(f64::MIN);
            let pending: Rc<RefCell<Option<Timeout>>> = Rc::default();
            let reader: Rc<dyn Fn()> = Rc::new(move || {
                let wait = last.get() + 1000.0 / RENDERS_PER_SECOND - now();
                if wait <= 0.0 {
                    last.set(now());
                    update.force_update();
                } else if pending.borrow().is_none() {
                    let (update, again) = (update.clone(), Rc::clone(&pending));
                    last.set(now() + wait);
                    *pending.borrow_mut() = Some(Timeout::new(wait as u32, move || {
                        // Taken before the render: the next change may arrive during it.
                        let fired = again.borrow_mut().take();
                        update.force_update();
                        drop(fired);
                    }));
                }
            });
            slot.subscribe(&reader);
            // What came between the first render and now had nobody to hear of it.
            let newest = slot.get();
            if newest.as_ref().map(Rc::as_ptr) != shown.as_ref().map(Rc::as_ptr) {
                reader();
            }
            move || drop(reader)
        });
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader that counts, and its count.
    fn counter() -> (Rc<dyn Fn()>, Rc<Cell<u32>>) {
        let count = Rc::new(Cell::new(0));
        let own = Rc::clone(&count);
        (Rc::new(move || own.set(own.get() + 1)), count)
    }

    #[test]
    fn the_newest_value_is_there_and_readers_hear_of_each() {
        let slot = Slot::default();
        let (reader, heard) = counter();
        slot.subscribe(&reader);
        assert!(slot.get().is_none());
        slot.set(1);
        slot.set(1);
        assert_eq!((slot.get().as_deref(), heard.get()), (Some(&1), 2), "equal values are news");
        slot.clear();
        slot.clear();
        assert_eq!((slot.get(), heard.get()), (None, 3), "an empty slot is not emptied again");
    }

    #[test]
    fn the_same_value_is_no_news() {
        let slot = Slot::default();
        let (reader, heard) = counter();
        slot.subscribe(&reader);
        let value = Rc::new(7);
        slot.share(Rc::clone(&value));
        slot.share(Rc::clone(&value));
        assert_eq!(heard.get(), 1);
        slot.share(Rc::new(7));
        assert_eq!(heard.get(), 2, "another value that is equal is another");
    }

    #[test]
    fn who_is_gone_hears_nothing_and_who_comes_meanwhile_hears_the_next() {
        let slot = Rc::new(Slot::default());
        let (gone, first) = counter();
        slot.subscribe(&gone);
        slot.set(0);
        drop(gone);
        slot.set(1);
        assert_eq!(first.get(), 1);
        // A reader that subscribes another while it is told.
        let (late, second) = counter();
        let opening: Rc<dyn Fn()> = {
            let slot = Rc::downgrade(&slot);
            Rc::new(move || {
                if let Some(slot) = slot.upgrade() {
                    slot.subscribe(&late);
                }
            })
        };
        slot.subscribe(&opening);
        slot.set(2);
        assert_eq!(second.get(), 0);
        slot.set(3);
        assert_eq!(second.get(), 1);
    }
}
