//! Elements of the page: found, focused, brought into view.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, HtmlElement, KeyboardEvent, NodeList, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

/// The page.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element of an id.
pub fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// The elements that a selector finds in `root`, in the order of the page.
pub fn all<T: JsCast>(root: &Element, selector: &str) -> Vec<T> {
    root.query_selector_all(selector).map_or_else(|_| Vec::new(), |found| listed(&found))
}

/// The elements that a selector finds anywhere, in the order of the page.
pub fn all_of_page<T: JsCast>(selector: &str) -> Vec<T> {
    let found = document().and_then(|document| document.query_selector_all(selector).ok());
    found.map_or_else(Vec::new, |found| listed(&found))
}

fn listed<T: JsCast>(found: &NodeList) -> Vec<T> {
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// The first element that a selector finds anywhere.
pub fn first_of_page(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok().flatten()
}

/// What an event is about: yew delegates events, so that the current target says nothing.
pub fn target<T: JsCast>(event: &web_sys::Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// The element that has the focus; the page's body where none has.
pub fn active() -> Option<Element> {
    document()?.active_element()
}

/// Whether nothing has the focus.
pub fn is_focus_lost() -> bool {
    active().is_none_or(|element| element.tag_name() == "BODY")
}

/// Gives an element the focus.
pub fn focus(element: &HtmlElement) {
    // Refused by detached elements only.
    element.focus().unwrap_or_default();
}

/// Gives the element of an id the focus; whether there is one.
pub fn focus_id(id: &str) -> bool {
    let found = by_id(id).and_then(|element| element.dyn_into().ok());
    found.iter().for_each(focus);
    found.is_some()
}

/// Whether the key goes into a field, or to an open dialog.
pub fn typing(press: &KeyboardEvent) -> bool {
    let Some(target) = target::<Element>(press) else { return false };
    let field = "input:not([type=radio]):not([type=checkbox]):not([type=range]), textarea, select";
    target.matches(field).unwrap_or(false)
        || target.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
        || target.closest("dialog[open]").is_ok_and(|found| found.is_some())
}

/// Brings an element into view, with as little movement as possible; whether there is one.
pub fn reveal(id: &str) -> bool {
    scroll(id, ScrollLogicalPosition::Nearest)
}

/// Brings an element into the middle of the view; whether there is one.
pub fn centre(id: &str) -> bool {
    scroll(id, ScrollLogicalPosition::Center)
}

fn scroll(id: &str, to: ScrollLogicalPosition) -> bool {
    let found = by_id(id);
    if let Some(element) = &found {
        let options = ScrollIntoViewOptions::new();
        options.set_block(to);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
    found.is_some()
}

/// Calls a method of the browser's that takes nothing, where it has it.
pub fn call(object: &JsValue, name: &str) -> Option<JsValue> {
    let method = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    method.dyn_ref::<Function>()?.call0(object).ok()
}
