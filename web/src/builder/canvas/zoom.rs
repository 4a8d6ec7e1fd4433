//! Zooming the canvas: the wheel, keeping in place what is looked at, and seeing all of it.

use super::look::{Act, COMPACT, Fit, Look, ZOOMS};
use super::rows::{ROWS, rows_within, scroller};
use filtro_ui::dom::all;
use filtro_ui::frame::Painter;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, WheelEvent};
use yew::prelude::*;

/// Something on the canvas, and how high on the screen it was.
#[derive(Clone, PartialEq)]
struct Anchor {
    element: Element,
    top: f64,
}

/// The first row that is wholly on the screen.
fn anchor() -> Option<Anchor> {
    let scroller = scroller()?;
    let top = scroller.get_bounding_client_rect().top();
    let mut rows: Vec<Element> = all(&scroller, ROWS);
    let part = rows.partition_point(|row| row.get_bounding_client_rect().bottom() <= top);
    if let Some(within) = rows.get(part).and_then(rows_within) {
        rows = within;
    }
    let first = rows.partition_point(|row| row.get_bounding_client_rect().top() < top);
    // Of a part that ends on the screen's first row, that one.
    let element = rows.get(first).or(rows.last())?.clone();
    let top = element.get_bounding_client_rect().top();
    Some(Anchor { element, top })
}

/// Keeps the row at the top of the screen in its place when `look` changes the rows' sizes.
#[hook]
pub(super) fn use_steady_view(look: &Look) {
    let kept = use_mut_ref(|| None::<(Look, Option<Anchor>)>);
    // Measured before the page changes.
    let before = {
        let mut kept = kept.borrow_mut();
        let changed = kept.as_ref().is_some_and(|(old, _)| old != look);
        *kept = Some((look.clone(), if changed { anchor() } else { None }));
        kept.as_ref().and_then(|(_, anchor)| anchor.clone())
    };
    use_effect(move || {
        let Some(Anchor { element, top }) = before.filter(|anchor| anchor.element.is_connected())
        else {
            return;
        };
        if let Some(scroller) = scroller() {
            let moved = element.get_bounding_client_rect().top() - top;
            scroller.set_scroll_top(scroller.scroll_top() + moved as i32);
        }
    });
}

/// Ctrl and the wheel, or a pinch on a touch pad, zoom the canvas instead of the page.
#[hook]
pub(super) fn use_wheel(look: UseReducerDispatcher<Look>) {
    use_effect_with((), move |()| {
        let active = EventListenerOptions::enable_prevent_default();
        let listener = scroller().map(|scroller| {
            EventListener::new_with_options(&scroller, "wheel", active, move |event| {
                let Some(wheel) = event.dyn_ref::<WheelEvent>() else { return };
                if wheel.ctrl_key() && wheel.delta_y() != 0.0 {
                    event.prevent_default();
                    look.dispatch(Act::Step { larger: wheel.delta_y() < 0.0 });
                }
            })
        });
        move || drop(listener)
    });
}

/// Sizes that are tried at most: what comes onto the screen gets its own height only there.
const TRIES: u8 = 8;
/// Percent by which a size that fits may be smaller than the best one.
const CLOSE: u16 = 1;

/// How much larger the canvas could be drawn and still be seen whole, as a factor. Nothing inside of
/// parts off the screen is measured.
fn spare() -> Option<f64> {
    let scroller = scroller()?;
    let canvas = scroller.query_selector(".canvas").ok()??;
    let pieces: Vec<Element> = all(&canvas, ":scope > :is(.card, .problems, .lane)");
    let top = pieces.first()?.get_bounding_client_rect().top();
    let bottom = pieces.last()?.get_bounding_client_rect().bottom();
    let edge = top - canvas.get_bounding_client_rect().top();
    let area = scroller.get_bounding_client_rect();
    let height = f64::from(scroller.client_height()) / (bottom - top + 2.0 * edge).max(1.0);
    // Of a block that is wider than the canvas, only a part is seen.
    let rows: Vec<Element> = all(&canvas, ".canvas > .lane > :is(.lane-node, .lane-part)");
    let on_screen = rows.into_iter().filter(|row| {
        let row = row.get_bounding_client_rect();
        row.bottom() > area.top() && row.top() < area.bottom()
    });
    let blocks = on_screen.flat_map(|row| all::<Element>(&row, ".card.block"));
    let shares = blocks
        .map(|block| f64::from(block.client_width()) / f64::from(block.scroll_width()).max(1.0));
    Some(shares.fold(height, f64::min))
}

/// The next size to try, or the one found; `spare` was measured at the size `now`, which was the
/// `tried`-th. Cards are lower from [`COMPACT`] on, so that both sorts are tried.
fn next_fit(now: u16, tried: u8, spare: f64) -> (u16, Fit) {
    let [least, .., most] = ZOOMS;
    let fits = (f64::from(now) * spare).floor().clamp(1.0, f64::from(most)) as u16;
    if tried == 0 && fits > COMPACT {
        return (fits.min(100), Fit::Sought(2));
    }
    if now > COMPACT && fits <= COMPACT {
        return (COMPACT, Fit::Sought(tried + 1));
    }
    let size = if now > COMPACT { fits.min(100) } else { fits.clamp(least, COMPACT) };
    let fitting = fits >= now;
    if size == now || fitting && size <= now + CLOSE {
        return (now, Fit::Found { whole: fitting });
    }
    if tried >= TRIES {
        return (size, Fit::Found { whole: size <= fits });
    }
    (size, Fit::Sought(tried + 1))
}

/// Seeks the size at which the whole network is seen, once that is asked for.
#[hook]
pub(super) fn use_fit(look: &Look, dispatch: UseReducerDispatcher<Look>) {
    use_effect_with((look.fit, look.zoom), move |(fit, zoom)| {
        let zoom = *zoom;
        let painter = match *fit {
            Fit::Sought(tried) => {
                let go = move || {
                    let (zoom, fit) = next_fit(zoom, tried, spare().unwrap_or(1.0));
                    dispatch.dispatch(Act::Fit(zoom, fit));
                };
                if tried < 2 {
                    go();
                    None
                } else {
                    // What has come onto the screen is drawn first.
                    let painter = Painter::new(go);
                    painter.request();
                    Some(painter)
                }
            }
            Fit::No | Fit::Found { .. } => None,
        };
        move || drop(painter)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fits a network of this height in full size, and compact, into 700 pixels.
    fn fit(full: f64, compact: f64) -> (u16, Fit) {
        let (mut zoom, mut fit) = (100, Fit::Sought(0));
        for _ in 0..20 {
            let Fit::Sought(tried) = fit else { break };
            let height = if zoom > COMPACT { full } else { compact };
            (zoom, fit) = next_fit(zoom, tried, 700.0 / (height * f64::from(zoom) / 100.0));
        }
        (zoom, fit)
    }

    #[test]
    fn the_whole_network_is_seen_as_large_as_it_can_be() {
        let whole = Fit::Found { whole: true };
        assert_eq!(fit(300.0, 200.0), (100, whole));
        assert_eq!(fit(1000.0, 500.0), (70, whole));
        assert_eq!(fit(1400.0, 600.0), (60, whole));
        assert_eq!(fit(3000.0, 1400.0), (50, whole));
        assert_eq!(fit(30_000.0, 2800.0), (25, whole));
        assert_eq!(fit(30_000.0, 3500.0), (20, whole));
        assert_eq!(fit(30_000.0, 14_000.0), (20, Fit::Found { whole: false }));
    }
}
