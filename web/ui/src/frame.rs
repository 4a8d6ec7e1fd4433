//! One animation frame for all drawings of the page.
//!
//! Whatever paints pixels queues itself here. A frame draws until its time is spent and leaves the
//! rest for the next one, so that a network of five hundred tiles never holds up the page.

use crate::services::now;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Milliseconds of a frame that drawing may take.
const BUDGET_MS: f64 = 8.0;

/// Something that draws when asked, at most once a frame.
pub struct Painter {
    draw: Box<dyn Fn()>,
    queued: Cell<bool>,
}

impl Painter {
    /// A painter; it lives as long as the caller keeps it.
    pub fn new(draw: impl Fn() + 'static) -> Rc<Self> {
        Rc::new(Self { draw: Box::new(draw), queued: Cell::new(false) })
    }

    /// Draw on the next animation frame.
    pub fn request(self: &Rc<Self>) {
        if !self.queued.replace(true) {
            FRAMES.with(|frames| frames.push(Rc::downgrade(self), false));
        }
    }

    /// Draw on the next animation frame, before all that waits: a hand is following it.
    pub fn request_first(self: &Rc<Self>) {
        if !self.queued.replace(true) {
            FRAMES.with(|frames| frames.push(Rc::downgrade(self), true));
        }
    }
}

struct Frames {
    /// Drawn whole at the start of the next frame.
    first: RefCell<VecDeque<Weak<Painter>>>,
    waiting: RefCell<VecDeque<Weak<Painter>>>,
    scheduled: Cell<bool>,
    on_frame: Closure<dyn FnMut()>,
}

thread_local! {
    static FRAMES: Frames = Frames {
        first: RefCell::default(),
        waiting: RefCell::default(),
        scheduled: Cell::new(false),
        on_frame: Closure::new(|| FRAMES.with(Frames::draw)),
    };
}

impl Frames {
    fn push(&self, painter: Weak<Painter>, first: bool) {
        let queue = if first { &self.first } else { &self.waiting };
        queue.borrow_mut().push_back(painter);
        self.schedule();
    }

    fn schedule(&self) {
        if self.scheduled.replace(true) {
            return;
        }
        let asked = web_sys::window()
            .map(|w| w.request_animation_frame(self.on_frame.as_ref().unchecked_ref()));
        if !matches!(asked, Some(Ok(_))) {
            self.scheduled.set(false);
        }
    }

    fn draw(&self) {
        self.scheduled.set(false);
        let start = now();
        // What asks again while it draws is drawn in the next frame.
        for painter in self.first.take() {
            draw(&painter);
        }
        let waiting = self.waiting.borrow().len();
        for _ in 0..waiting {
            if now() - start >= BUDGET_MS {
                break;
            }
            let next = self.waiting.borrow_mut().pop_front();
            next.iter().for_each(draw);
        }
        if !self.waiting.borrow().is_empty() {
            self.schedule();
        }
    }
}

fn draw(painter: &Weak<Painter>) {
    if let Some(painter) = painter.upgrade() {
        painter.queued.set(false);
        (painter.draw)();
    }
}
