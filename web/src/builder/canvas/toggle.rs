//! The button that folds or unfolds.

use super::folds::Fold;
use filtro_text::Text;
use filtro_ui::icon::{Icon, icon};
use yew::prelude::*;

/// A button that folds or unfolds; the canvas hears it. `stop`: the tab key stops at it, because
/// nothing else there hears the arrow keys.
pub(super) fn toggle(text: &Text, fold: Fold, folded: bool, name: &str, stop: bool) -> Html {
    let t = &text.canvas;
    let label = if folded { (t.unfold)(name) } else { (t.fold)(name) };
    html! {
        <button
            type="button"
            class="button icon-only quiet card-fold"
            data-fold={fold.key()}
            tabindex={(!stop).then_some("-1")}
            aria-expanded={if folded { "false" } else { "true" }}
            aria-label={label.clone()}
            title={label}
        >
            { icon(if folded { Icon::Right } else { Icon::Down }) }
        </button>
    }
}
