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

/// The newest value of something, and who wants to hear of it.
pub struct Slot<T> {
    value: RefCell<Option<Rc<T>>>,
    readers: RefCell<Vec<Weak<dyn Fn()>>>,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { value: RefCell::new(None), readers: RefCell::default() }
    }
}

impl<T> Slot<T> {
    /// The newest value.
    pub fn get(&self) -> Option<Rc<T>> {
        self.value.borrow().clone()
    }

    /// Replaces the value and tells the readers.
    pub fn set(&self, value: T) {
        *self.value.borrow_mut() = Some(Rc::new(value));
        self.tell();
    }

    /// Empties the slot and tells the readers.
    pub fn clear(&self) {
        if self.value.borrow_mut().take().is_some() {
            self.tell();
        }
    }

    /// `reader` is called after every change for as long as the caller keeps it.
    pub fn subscribe(&self, reader: &Rc<dyn Fn()>) {
        self.readers.borrow_mut().push(Rc::downgrade(reader));
    }

    fn tell(&self) {
        // Copied out first: a reader may subscribe another.
        let readers: Vec<Rc<dyn Fn()>> = {
            let mut all = self.readers.borrow_mut();
            all.retain(|reader| reader.strong_count() > 0);
            all.iter().filter_map(Weak::upgrade).collect()
        };
        for reader in readers {
            reader();
        }
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
