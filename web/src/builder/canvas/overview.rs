//! The network at a glance: a strip beside the canvas with a bar for each card, and a frame around
//! what is on the screen. It is for the pointer alone; the canvas scrolls by keys without it.

use super::entry::Entry;
use super::rows::scroller;
use super::tree::Tree;
use crate::builder::family::Family;
use crate::shared::Shared;
use filtro_ui::dom::all;
use filtro_ui::services;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Milliseconds after the last change of the canvas' height.
const CALM: u32 = 120;
/// Width of the strip in its own units.
const WIDE: f64 = 100.0;

/// A bar.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bar {
    family: Family,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// The bars of an entry within an area; a block's lanes stand side by side.
fn bars(entry: &Entry, area: Bar, out: &mut Vec<Bar>) {
    if entry.folded || entry.lanes.is_empty() {
        out.push(Bar { family: Family::of_item(&entry.item), ..area });
        return;
    }
    let width = area.width / entry.lanes.len() as f64;
    for (number, lane) in entry.lanes.iter().enumerate() {
        column(lane, Bar { left: area.left + width * number as f64, width, ..area }, out);
    }
}

/// The bars of entries below each other, each with its share of an area's height.
fn column(entries: &[Shared<Entry>], area: Bar, out: &mut Vec<Bar>) {
    let cards: u32 = entries.iter().map(|entry| entry.height).sum();
    let mut top = area.top;
    for entry in entries {
        let height = area.height * f64::from(entry.height) / f64::from(cards.max(1));
        bars(entry, Bar { top, height, ..area }, out);
        top += height;
    }
}

/// The outermost cards that are shown, as the page has them in rows.
fn shown(tree: &Tree) -> impl Iterator<Item = &[Shared<Entry>]> {
    let alone = if tree.stages.is_empty() { &tree.root[..] } else { &[] };
    let open = tree.stages.iter().filter(|stage| !stage.folded);
    alone.chunks(1).chain(open.flat_map(|stage| tree.parts(stage)))
}

/// One outline for each family.
fn outlines(bars: &[Bar]) -> Vec<(Family, String)> {
    let mut outlines: Vec<(Family, String)> = Vec::new();
    for bar in bars {
        let (left, top) = (bar.left.round(), bar.top.round());
        let (width, height) = (bar.width.round() - 4.0, (bar.height * 0.85).round().max(1.0));
        let outline = format!("M{left} {top}h{width}v{height}h{}z", -width);
        match outlines.iter_mut().find(|(family, _)| *family == bar.family) {
            Some((_, all)) => all.push_str(&outline),
            None => outlines.push((bar.family, outline)),
        }
    }
    outlines
}

/// What is drawn.
#[derive(Clone, Default, PartialEq)]
struct Drawn {
    outlines: Vec<(Family, String)>,
    /// Height of everything, in pixels; 0 where there is nothing to scroll.
    total: f64,
}

fn measure(tree: &Tree) -> Drawn {
    let Some(scroller) = scroller() else { return Drawn::default() };
    let total = f64::from(scroller.scroll_height());
    if total < 1.2 * f64::from(scroller.client_height()) {
        return Drawn::default();
    }
    let start = scroller.get_bounding_client_rect().top() - f64::from(scroller.scroll_top());
    let mut all_bars = Vec::new();
    let rows: Vec<Element> = all(&scroller, ".canvas > .lane > :is(.lane-node, .lane-part)");
    // Not each card of a part: to measure those off the screen, all of them would be laid out.
    for (row, entries) in rows.iter().zip(shown(tree)) {
        let area = row.get_bounding_client_rect();
        let (top, height) = (area.top() - start, area.height());
        let family = Family::Block;
        column(entries, Bar { family, left: 0.0, top, width: WIDE, height }, &mut all_bars);
    }
    Drawn { outlines: outlines(&all_bars), total }
}

/// Calls `act` whenever the canvas has got another height.
fn on_resize(act: Rc<dyn Fn()>) -> impl FnOnce() {
    let waiting: RefCell<Option<Timeout>> = RefCell::default();
    let closure = Closure::<dyn Fn(Array)>::new(move |_| {
        let act = Rc::clone(&act);
        waiting.replace(Some(Timeout::new(CALM, move || act())));
    });
    let observer = services::resize_observer(closure.as_ref().unchecked_ref());
    let canvas = scroller().and_then(|area| area.query_selector(".canvas").ok()?);
    if let (Some(observer), Some(canvas)) = (&observer, canvas) {
        observer.observe(&canvas);
    }
    move || {
        if let Some(observer) = observer {
            observer.disconnect();
        }
        drop(closure);
    }
}

/// Puts the frame around what is on the screen.
fn place(frame: &NodeRef) {
    let (Some(area), Some(frame)) = (scroller(), frame.cast::<HtmlElement>()) else { return };
    let share = |part: i32| 100.0 * f64::from(part) / f64::from(area.scroll_height().max(1));
    let (top, height) = (share(area.scroll_top()), share(area.client_height()));
    let style = frame.style();
    for (name, value) in [("inset-block-start", top), ("block-size", height)] {
        // Refused only where the declaration is read-only; ours is not.
        style.set_property(name, &format!("{value}%")).unwrap_or_default();
    }
}

/// Properties of [`Overview`].
#[derive(PartialEq, Properties)]
pub(super) struct OverviewProps {
    pub(super) tree: Shared<Tree>,
}

/// The strip. A press or drag on it scrolls the canvas there.
#[component]
pub(super) fn Overview(props: &OverviewProps) -> Html {
    let drawn = use_state_eq(Drawn::default);
    let (strip, frame) = (use_node_ref(), use_node_ref());
    {
        let drawn = drawn.setter();
        use_effect_with(props.tree.clone(), move |tree| {
            let tree = tree.clone();
            on_resize(Rc::new(move || drawn.set(measure(&tree))))
        });
    }
    {
        let frame = frame.clone();
        use_effect_with(drawn.total > 0.0, move |_| {
            let listener = scroller().map(|area| {
                let frame = frame.clone();
                EventListener::new(&area, "scroll", move |_| place(&frame))
            });
            move || drop(listener)
        });
    }
    {
        let frame = frame.clone();
        use_effect(move || place(&frame));
    }
    let go = {
        let strip = strip.clone();
        move |event: &PointerEvent| {
            let (Some(area), Some(strip)) = (scroller(), strip.cast::<Element>()) else { return };
            let bounds = strip.get_bounding_client_rect();
            let share = (f64::from(event.client_y()) - bounds.top()) / bounds.height().max(1.0);
            let middle = share * f64::from(area.scroll_height());
            area.set_scroll_top((middle - f64::from(area.client_height()) / 2.0) as i32);
        }
    };
    let onpointerdown = {
        let (strip, go) = (strip.clone(), go.clone());
        Callback::from(move |event: PointerEvent| {
            event.prevent_default();
            if let Some(strip) = strip.cast::<Element>() {
                // Refused only for a pointer that has gone.
                strip.set_pointer_capture(event.pointer_id()).unwrap_or_default();
            }
            go(&event);
        })
    };
    let onpointermove = Callback::from(move |event: PointerEvent| {
        if event.buttons() & 1 != 0 {
            go(&event);
        }
    });
    if drawn.total == 0.0 {
        return html! {};
    }
    html! {
        <div class="overview" aria-hidden="true" ref={strip} {onpointerdown} {onpointermove}>
            <svg viewBox={format!("0 0 {WIDE} {}", drawn.total)} preserveAspectRatio="none">
                for (family, outline) in drawn.outlines.iter() {
                    <path key={family.class()} class={family.class()} d={outline.clone()} />
                }
            </svg>
            <div class="overview-frame" ref={frame} />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::super::look::Look;
    use super::*;
    use filtro_net::inspect;
    use filtro_zoo::template;

    #[test]
    fn a_block_is_drawn_as_its_lanes_and_a_folded_one_as_itself() {
        let network = template("resnet-8-cifar").unwrap();
        let report = inspect(&network, None);
        let tree = Tree::build(&network, &report, &Look::default(), &Tree::default());
        let area = Bar { family: Family::Block, left: 0.0, top: 10.0, width: 100.0, height: 60.0 };
        let block = tree.root.iter().find(|entry| !entry.lanes.is_empty()).unwrap();
        let mut drawn = Vec::new();
        bars(block, area, &mut drawn);
        assert_eq!(drawn.len(), block.layers as usize);
        let body: f64 = drawn.iter().filter(|bar| bar.left == 0.0).map(|bar| bar.height).sum();
        assert!((body - 60.0).abs() < 1e-9, "{body}");
        assert!(drawn.iter().all(|bar| bar.top >= 10.0 && bar.width == 50.0));
        let mut layer = Vec::new();
        bars(&tree.root[0], area, &mut layer);
        assert_eq!(layer, [Bar { family: Family::of_item(&tree.root[0].item), ..area }]);
    }

    #[test]
    fn bars_of_a_family_share_an_outline() {
        let bar = |family, top| Bar { family, left: 0.0, top, width: 100.0, height: 10.0 };
        let all = [bar(Family::Conv, 0.0), bar(Family::Pool, 10.0), bar(Family::Conv, 20.0)];
        let outlines = outlines(&all);
        assert_eq!(outlines.len(), 2);
        assert_eq!(outlines[0], (Family::Conv, "M0 0h96v9h-96zM0 20h96v9h-96z".into()));
    }
}
