//! How far something is.

use yew::prelude::*;

/// Properties of [`Progress`].
#[derive(PartialEq, Properties)]
pub struct ProgressProps {
    /// Of what.
    pub label: AttrValue,
    /// Done, 0–1; none while it cannot be told.
    pub share: Option<f64>,
    /// The same in words.
    pub text: AttrValue,
    /// Style.
    #[prop_or_default]
    pub class: Classes,
}

/// A progress bar.
#[component]
pub fn Progress(props: &ProgressProps) -> Html {
    let share = props.share.map(|share| share.clamp(0.0, 1.0));
    let now = share.map(|share| format!("{:.0}", share * 100.0));
    // The scale is a transform: no layout, and the compositor draws it.
    let style = share.map(|share| format!("transform:scaleX({share:.4})"));
    html! {
        <div
            class={classes!("progress", share.is_none().then_some("unknown"), props.class.clone())}
            role="progressbar"
            aria-label={props.label.clone()}
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow={now}
            aria-valuetext={props.text.clone()}
        >
            <div class="progress-fill" {style} />
        </div>
    }
}
