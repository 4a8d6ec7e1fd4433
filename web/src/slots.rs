//! Large or fast things that never pass through the application's state: each in a slot of its own,
//! which holds the newest value.

use crate::templates::Index;
use filtro_app::{Announcement, Curves};
use filtro_net::Network;
use filtro_protocol::{Maps, Prediction, SampleId, Telemetry};
use filtro_ui::slot::{self, Slot, Watched};
use std::collections::HashMap;
use std::rc::Rc;
use web_sys::HtmlCanvasElement;
use yew::prelude::*;

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

/// A template that a smaller network is to be made of.
pub struct Template {
    /// Its name.
    pub name: String,
    /// Tells what was asked for from what was asked for before.
    pub number: u32,
    /// The network, or why it did not come; none while it is on its way.
    pub network: Option<Result<Rc<Network>, String>>,
}

/// All slots of the page.
#[derive(Default)]
pub struct Slots {
    /// Feature maps, filters and probabilities of the watched picture.
    pub maps: Rc<Slot<MapsData>>,
    /// Pictures of the data set.
    pub thumbnails: Rc<Slot<Thumbnails>>,
    /// The person's own picture.
    pub picture: Rc<Slot<PictureData>>,
    /// The own picture as the network sees it, with its prediction.
    pub seen: Rc<Slot<Seen>>,
    /// The newest measurement of the run.
    pub live: Rc<Slot<Telemetry>>,
    /// All measurements of the run.
    pub curves: Rc<Slot<Curves>>,
    /// What was said last to people who do not see the screen.
    pub said: Rc<Slot<Announcement>>,
    /// The list of templates.
    pub index: Rc<Slot<Index>>,
    /// A template that a smaller network is to be made of.
    pub template: Rc<Slot<Template>>,
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

/// Draws what a slot holds into `canvas`: see [`slot::use_drawing`].
#[hook]
pub fn use_drawing<T, D, F>(
    pick: fn(&Slots) -> &Rc<Slot<T>>,
    canvas: NodeRef,
    watch: Watched,
    deps: D,
    draw: F,
) where
    T: 'static,
    D: PartialEq + 'static,
    F: Fn(&HtmlCanvasElement, Option<&T>) + 'static,
{
    let slots = use_slots();
    slot::use_drawing(Rc::clone(pick(&slots)), canvas, watch, deps, draw);
}

/// The newest value of a slot, for text: see [`slot::use_slot`].
#[hook]
pub fn use_slot<T: 'static>(pick: fn(&Slots) -> &Rc<Slot<T>>) -> Option<Rc<T>> {
    let slots = use_slots();
    slot::use_slot(Rc::clone(pick(&slots)))
}
