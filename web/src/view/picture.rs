//! Web-B writes this view.

use yew::prelude::*;

/// To be written.
#[component]
pub fn ClassifyPanel() -> Html {
    html! {}
}
