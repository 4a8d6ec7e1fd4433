//! One tab stop for many controls: arrow keys go from one to the next, as toolbars and lists do.
//!
//! `tabindex` is set on the page itself and not by the components that draw the controls: which of
//! them is the stop changes with every key, and nothing else about them does.

use crate::dom::{all, focus, target};
use filtro_text::plain;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// Which controls share a stop, and which keys go between them.
#[derive(Clone, Copy, PartialEq)]
pub struct Stops {
    /// Finds the controls.
    pub controls: &'static str,
    /// Finds the groups that they stand in: PageUp and PageDown go from one to the next, a letter
    /// to the next control that begins with it, and up and down count as left and right.
    pub groups: Option<&'static str>,
}

/// Gives what `stops` finds inside of `root` one tab stop.
#[hook]
pub fn use_stops(root: NodeRef, stops: Stops) {
    {
        let root = root.clone();
        use_effect(move || {
            if let Some(root) = root.cast::<Element>() {
                settle(&root, stops, false);
            }
        });
    }
    use_effect_with((), move |()| {
        let listeners = root.cast::<Element>().map(|root| listen(&root, stops));
        move || drop(listeners)
    });
}

fn listen(root: &Element, stops: Stops) -> Vec<EventListener> {
    let active = EventListenerOptions::enable_prevent_default();
    let (keys, focused, resized) = (root.clone(), root.clone(), root.clone());
    let mut all = vec![
        EventListener::new_with_options(root, "keydown", active, move |event| {
            if let Some(press) = event.dyn_ref::<KeyboardEvent>() {
                walk(&keys, stops, press);
            }
        }),
        EventListener::new(root, "focusin", move |event| {
            let target: Option<Element> = target(event);
            if let Some(target) = target.filter(|it| it.matches(stops.controls).unwrap_or(false)) {
                mark(&controls(&focused, stops), &target);
            }
        }),
    ];
    // Another width shows other controls.
    all.extend(web_sys::window().map(|window| {
        EventListener::new(&window, "resize", move |_| settle(&resized, stops, true))
    }));
    all
}

fn controls(root: &Element, stops: Stops) -> Vec<HtmlElement> {
    all(root, stops.controls)
}

/// Laid out at all; controls that the page's width hides are not.
fn shown(control: &HtmlElement) -> bool {
    control.offset_width() > 0
}

fn is_stop(control: &HtmlElement) -> bool {
    control.get_attribute("tabindex").is_some_and(|index| index == "0")
}

/// Makes one of `controls` the stop.
fn mark(controls: &[HtmlElement], stop: &Element) {
    for control in controls {
        let index = if **control == *stop { "0" } else { "-1" };
        if control.get_attribute("tabindex").is_none_or(|now| now != index) {
            // Refused only for a name that is none.
            control.set_attribute("tabindex", index).unwrap_or_default();
        }
    }
}

/// Sees to it that exactly one is the stop. Only where that is not so already are they measured,
/// or where `again` says that what is shown may have changed.
fn settle(root: &Element, stops: Stops, again: bool) {
    let controls = controls(root, stops);
    let marked = controls.iter().all(|control| control.has_attribute("tabindex"));
    let mut old = controls.iter().filter(|control| is_stop(control));
    let stop = old.next();
    if marked && stop.is_some() && old.next().is_none() && !again {
        return;
    }
    let kept = stop.filter(|control| shown(control));
    let first = || controls.iter().find(|control| shown(control)).or(controls.first());
    if let Some(stop) = kept.or_else(first) {
        mark(&controls, stop);
    }
}

fn walk(root: &Element, stops: Stops, press: &KeyboardEvent) {
    if press.ctrl_key() || press.meta_key() || press.alt_key() || press.default_prevented() {
        return;
    }
    let controls: Vec<HtmlElement> = controls(root, stops).into_iter().filter(shown).collect();
    let here = target::<HtmlElement>(press)
        .and_then(|target| controls.iter().position(|control| *control == target));
    let Some(here) = here else { return };
    let next = match (press.key().as_str(), stops.groups) {
        ("ArrowRight", _) | ("ArrowDown", Some(_)) => Some((here + 1) % controls.len()),
        ("ArrowLeft", _) | ("ArrowUp", Some(_)) => {
            Some(here.checked_sub(1).unwrap_or(controls.len() - 1))
        }
        ("Home", _) => Some(0),
        ("End", _) => Some(controls.len() - 1),
        ("PageDown" | "PageUp", Some(groups)) => {
            let firsts: Vec<usize> = all::<Element>(root, groups)
                .iter()
                .filter_map(|group| {
                    controls.iter().position(|control| group.contains(Some(control)))
                })
                .collect();
            group(&firsts, here, press.key() == "PageDown")
        }
        (key, Some(_)) => {
            let names = controls.iter().map(|it| plain(&it.text_content().unwrap_or_default()));
            letter(&names.collect::<Vec<_>>(), here, key)
        }
        _ => None,
    };
    if let Some(control) = next.and_then(|next| controls.get(next)) {
        press.prevent_default();
        focus(control);
    }
}

/// The first of the next group, or of this one or the one before; each at one of `firsts`.
fn group(firsts: &[usize], here: usize, forward: bool) -> Option<usize> {
    if forward {
        firsts.iter().find(|first| **first > here).copied()
    } else {
        firsts.iter().rev().find(|first| **first < here).copied()
    }
}

/// The next of `names` that begins with the letter `key`, from the end on at the start.
fn letter(names: &[String], here: usize, key: &str) -> Option<usize> {
    let key = plain(key);
    let mut signs = key.chars();
    let sign = signs.next().filter(|sign| sign.is_alphanumeric() && signs.next().is_none())?;
    let begins = |at: &usize| names.get(*at).is_some_and(|name| name.trim().starts_with(sign));
    (here + 1..names.len()).chain(0..=here).find(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_goes_to_the_next_name_that_begins_with_it_and_around() {
        let names = ["conv 2d", "dropout", "max pool", "dense"].map(str::to_owned);
        assert_eq!(letter(&names, 0, "d"), Some(1));
        assert_eq!(letter(&names, 1, "D"), Some(3));
        assert_eq!(letter(&names, 3, "d"), Some(1));
        assert_eq!(letter(&names, 0, "c"), Some(0));
        for nothing in ["x", "Shift", "F1", " ", "?"] {
            assert_eq!(letter(&names, 0, nothing), None, "{nothing}");
        }
    }

    #[test]
    fn groups_are_gone_through_by_their_first() {
        let firsts = [0, 4, 9];
        assert_eq!(group(&firsts, 0, true), Some(4));
        assert_eq!(group(&firsts, 6, true), Some(9));
        assert_eq!(group(&firsts, 9, true), None);
        assert_eq!(group(&firsts, 6, false), Some(4));
        assert_eq!(group(&firsts, 4, false), Some(0));
        assert_eq!(group(&firsts, 0, false), None);
    }
}
