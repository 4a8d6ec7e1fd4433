//! The person's own pictures.

use std::rc::Rc;

/// Own pictures that are kept at hand.
pub const TRAY: usize = 12;

/// The person's own pictures, of which one is shown: numbers and names, the newest last.
pub type Tray = Rc<Vec<(u32, String)>>;

/// The person's own picture; its pixels are with the shell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// Its number in the tray.
    pub id: u32,
    /// Width and height in pixels.
    pub size: Option<(u32, u32)>,
    /// Left, top, side of the square that is used.
    pub crop: [f64; 3],
    /// A classification is under way.
    pub waiting: bool,
    /// Something has changed since it was asked for.
    pub again: bool,
}

/// Why a picture cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureTrouble {
    /// The browser cannot decode it; its name.
    Undecodable(String),
    /// Too many pixels; its name.
    TooLarge(String),
}
