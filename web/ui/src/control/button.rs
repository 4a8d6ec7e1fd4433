//! A button that says why when it cannot be pressed.

use super::unique_id;
use crate::icon::{Icon, icon};
use yew::prelude::*;

/// Properties of [`Button`].
#[derive(PartialEq, Properties)]
pub struct ButtonProps {
    /// Its accessible name; visible unless `icon_only`.
    pub label: AttrValue,
    /// A fuller accessible name, which begins with or contains the visible one.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// What it does.
    pub onclick: Callback<()>,
    /// Shown before the label.
    #[prop_or_default]
    pub icon: Option<Icon>,
    /// Only the icon is visible.
    #[prop_or_default]
    pub icon_only: bool,
    /// Style: `primary`, `quiet`, `danger`, `round`.
    #[prop_or_default]
    pub class: Classes,
    /// Why it cannot be pressed now. It stays focusable, so that the reason can be found by
    /// keyboard and heard.
    #[prop_or_default]
    pub unavailable: Option<AttrValue>,
    /// More about it, for `title` and description.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Where focus can be sent.
    #[prop_or_default]
    pub node: NodeRef,
    /// For toggles.
    #[prop_or_default]
    pub pressed: Option<bool>,
    /// For menu buttons.
    #[prop_or_default]
    pub expanded: Option<bool>,
    /// Id of what it shows and hides.
    #[prop_or_default]
    pub controls: Option<AttrValue>,
}

/// A button.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let id = use_memo((), |()| unique_id("why"));
    let off = props.unavailable.is_some();
    let onclick = {
        let onclick = props.onclick.clone();
        Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            if !off {
                onclick.emit(());
            }
        })
    };
    let about = props.unavailable.clone().or_else(|| props.hint.clone());
    // Where there is little room, a picture stands for the label.
    let title = about.clone().or_else(|| props.icon.is_some().then(|| props.label.clone()));
    let state = |value: Option<bool>| value.map(|v| if v { "true" } else { "false" });
    html! {
        <button
            ref={props.node.clone()}
            type="button"
            class={classes!("button", props.icon_only.then_some("icon-only"), props.class.clone())}
            aria-label={props.name.clone().or_else(|| props.icon_only.then(|| props.label.clone()))}
            aria-disabled={off.then_some("true")}
            aria-describedby={about.is_some().then(|| (*id).clone())}
            aria-pressed={state(props.pressed)}
            aria-expanded={state(props.expanded)}
            aria-controls={props.controls.clone()}
            {title}
            {onclick}
        >
            if let Some(shape) = props.icon {
                { icon(shape) }
            }
            if !props.icon_only {
                <span class="button-label">{ &props.label }</span>
            }
            if let Some(about) = about {
                <span hidden=true id={(*id).clone()}>{ about }</span>
            }
        </button>
    }
}
