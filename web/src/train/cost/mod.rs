//! What a run will take: a line in the transport bar, a section of the training panel.

mod details;
mod view;
mod warning;

pub use details::CostSection;
pub use view::CostView;
pub use warning::Warning;

use filtro_text::{Lang, Text};
use filtro_ui::dom::by_id;
use filtro_ui::use_text;
use std::rc::Rc;
use yew::prelude::*;

/// Milliseconds as a person would say them.
fn about(lang: Lang, ms: f64) -> String {
    if ms < 950.0 {
        format!("{}\u{a0}ms", lang.significant(ms, 2))
    } else if ms < 20_000.0 {
        format!("{}\u{a0}s", lang.fixed(ms / 1000.0, 1))
    } else {
        lang.span(ms)
    }
}

/// A time, for people and machines.
fn time(lang: Lang, ms: f64) -> Html {
    html! { <time datetime={format!("PT{:.6}S", ms / 1000.0)}>{ about(lang, ms) }</time> }
}

/// Why there is no time yet.
fn unknown(text: &Text, view: &CostView) -> &'static str {
    let t = &text.cost;
    match (view.calibrating, view.step, view.gpu) {
        (true, ..) => t.measuring,
        (false, Some(_), _) => t.no_data,
        (false, None, true) => t.after_first_run,
        (false, None, false) => t.unmeasured,
    }
}

/// Properties of [`Meter`].
#[derive(PartialEq, Properties)]
pub struct MeterProps {
    /// What is shown.
    pub view: Rc<CostView>,
    /// Shows the details.
    pub onopen: Callback<()>,
}

/// The line in the transport bar; pressing it shows the details.
#[component]
pub fn Meter(props: &MeterProps) -> Html {
    let text = use_text();
    let (t, lang, view) = (&text.cost, text.lang, &*props.view);
    let onclick = props.onopen.reform(|_: MouseEvent| ());
    html! {
        <button type="button" class="meter" title={t.details} {onclick}>
            <span class="visually-hidden">{ t.heading }{ ": " }</span>
            if let Some(epoch) = view.epoch {
                <span>{ "≈ " }{ time(lang, epoch) }{ " " }{ t.per_epoch }</span>
            } else {
                <span>{ unknown(text, view) }</span>
            }
            <span>{ " · " }{ lang.bytes(view.fit.memory.total()) }</span>
        </button>
    }
}

/// Brings the details into view, once they are there. The panel alone moves: the browser's own
/// `scrollIntoView` moves the page with it.
pub fn reveal() {
    gloo_timers::callback::Timeout::new(0, || {
        if let (Some(panel), Some(section)) = (by_id("panel"), by_id("cost")) {
            let [top, edge] = [&section, &panel].map(|it| it.get_bounding_client_rect().top());
            panel.set_scroll_top(panel.scroll_top() + (top - edge) as i32);
        }
    })
    .forget();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_people_say_them() {
        assert_eq!(about(Lang::En, 0.456), "0.46\u{a0}ms");
        assert_eq!(about(Lang::En, 41.26), "41\u{a0}ms");
        assert_eq!(about(Lang::Es, 3_210.0), "3,2\u{a0}s");
        assert_eq!(about(Lang::En, 74_000.0), "1:14");
    }
}
