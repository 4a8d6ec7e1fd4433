//! The rows of the canvas as the page has them, and what scrolls them.

use filtro_ui::dom::{all, by_id};
use web_sys::Element;

/// The element that scrolls.
pub(super) fn scroller() -> Option<Element> {
    by_id("canvas-scroll")
}

/// The rows of the network, or the parts that a long one has its rows in, one below the other.
pub(super) const ROWS: &str = ".canvas > .lane > *";

/// The rows in a part. To measure one of them lays out all of its part, if that is off the screen.
pub(super) fn rows_within(part: &Element) -> Option<Vec<Element>> {
    part.class_list().contains("lane-part").then(|| all(part, ":scope > li"))
}
