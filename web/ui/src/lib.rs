//! What every part of the page is made of: controls, charts, icons, elements, hooks. It knows neither
//! the network nor the application: what is shown comes as plain values, what a person does goes
//! out as callbacks.

pub mod chart;
pub mod control;
pub mod dom;
pub mod frame;
pub mod icon;
pub mod menu;
pub mod pixels;
pub mod popup;
pub mod services;
pub mod sight;
pub mod size;
pub mod slot;
pub mod stops;

use filtro_text::{Lang, Text};
use yew::prelude::*;

/// The page's texts in the language in force; renders again when it changes.
#[hook]
pub fn use_text() -> &'static Text {
    use_context::<Lang>().unwrap_or_default().text()
}
