//! Latest-value slots: large or fast things that never pass through the application's state.
//!
//! A slot holds the newest value only. Canvases subscribe with [`use_drawing`] and redraw
//! themselves on the next animation frame, without rendering a component; text that follows a run
//! uses [`use_slot`], which renders at most ten times a second.

use crate::frame::{Painter, now};
use crate::hooks::sight::Watch;
use filtro_protocol::{Maps, Prediction, SampleId, Telemetry};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
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

/// Activations and filters of the network for the watched picture.
pub struct MapsData {
    /// What is where in the two buffers.
    pub info: Maps,
    /// Values of `info.activations`.
    pub activations: Vec<f32>,
    /// Values of `info.filters`.
    pub filters: Vec<f32>,
    /// The input picture, planar bytes of `info.input_shape`.
    pub input: Vec<u8>,
}

/// One picture of the data set.
pub struct Thumbnail {
    /// Its class.
    pub label: u8,
    /// `[c, h, w]`.
    pub shape: [usize; 3],
    /// Planar bytes.
    pub pixels: Vec<u8>,
}

/// The pictures of the strip that have arrived.
#[derive(Clone, Default)]
pub struct Thumbnails(pub HashMap<SampleId, Rc<Thumbnail>>);

/// The person's picture, decoded and upright.
pub struct PictureData {
    /// Holds its pixels, fewer where the picture is large; draw from it.
    pub canvas: HtmlCanvasElement,
    /// Its own width in pixels.
    pub width: u32,
    /// Its own height.
    pub height: u32,
}

/// The picture as the network sees it, and what it says.
pub struct Seen {
    /// `[c, h, w]`.
    pub shape: [usize; 3],
    /// Planar bytes.
    pub pixels: Vec<u8>,
    /// None while the network is not built.
    pub prediction: Option<Prediction>,
}

/// All slots of the page.
#[derive(Default)]
pub struct Slots {
    /// Feature maps, filters and probabilities of the watched picture.
    pub maps: Slot<MapsData>,
    /// Pictures of the data set.
    pub thumbnails: Slot<Thumbnails>,
    /// The person's own picture.
    pub picture: Slot<PictureData>,
    /// The own picture as the network sees it, with its prediction.
    pub seen: Slot<Seen>,
    /// The newest measurement of the run.
    pub live: Slot<Telemetry>,
}

/// A page's slots as a context value; all clones are the same slots.
#[derive(Clone, Default)]
pub struct SlotsHandle(Rc<Slots>);

impl PartialEq for SlotsHandle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for SlotsHandle {
    type Target = Slots;
    fn deref(&self) -> &Slots {
        &self.0
    }
}

/// The page's slots.
#[hook]
pub fn use_slots() -> SlotsHandle {
    use_context::<SlotsHandle>().unwrap_or_default()
}

/// Draws into `canvas` on an animation frame: after mounting, whenever `deps` change, and whenever
/// the slot does. `draw` gets `None` while the slot is empty.
#[hook]
pub fn use_drawing<T, D, F>(slot: fn(&Slots) -> &Slot<T>, canvas: NodeRef, deps: D, draw: F)
where
    T: 'static,
    D: PartialEq + 'static,
    F: Fn(&HtmlCanvasElement, Option<&T>) + 'static,
{
    let slots = use_slots();
    use_effect_with(deps, move |_| {
        let source = slots.clone();
        // Only the rows of the network are many. Elsewhere what is hidden may wait for its drawing
        // to be shown.
        let element = canvas.cast::<HtmlCanvasElement>();
        let in_row =
            element.as_ref().is_some_and(|c| c.closest(".lane-node").is_ok_and(|r| r.is_some()));
        let frame = element.and_then(|canvas| canvas.parent_element()).filter(|_| in_row);
        let in_sight = Rc::new(Cell::new(frame.is_none()));
        let painter = {
            let in_sight = Rc::clone(&in_sight);
            Painter::new(move || {
                if let Some(canvas) = canvas.cast::<HtmlCanvasElement>().filter(|_| in_sight.get())
                {
                    draw(&canvas, slot(&source).get().as_deref());
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
        slot(&slots).subscribe(&reader);
        // The slot holds it weakly: it ends with the component, or with these `deps`.
        move || drop((reader, watch))
    });
}

/// The newest value of a slot, for text: renders the component at most ten times a second.
#[hook]
pub fn use_slot<T: 'static>(slot: fn(&Slots) -> &Slot<T>) -> Option<Rc<T>> {
    let slots = use_slots();
    let update = use_force_update();
    let shown = slot(&slots).get();
    {
        let (slots, shown) = (slots.clone(), shown.clone());
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
            slot(&slots).subscribe(&reader);
            // What came between the first render and now had nobody to hear of it.
            let newest = slot(&slots).get();
            if newest.as_ref().map(Rc::as_ptr) != shown.as_ref().map(Rc::as_ptr) {
                reader();
            }
            move || drop(reader)
        });
    }
    shown
}
