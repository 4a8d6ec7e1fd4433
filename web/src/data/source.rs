//! One source of data.

use filtro_app::SourceKind;
use filtro_ui::control::Button;
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use yew::prelude::*;

/// Properties of [`Source`].
#[derive(PartialEq, Properties)]
pub struct SourceProps {
    pub kind: SourceKind,
    pub icon: Icon,
    pub name: &'static str,
    #[prop_or_default]
    pub badge: Option<&'static str>,
    pub about: &'static str,
    /// The source of the set in use.
    pub active: Option<SourceKind>,
    /// Load it; none where it offers nothing.
    #[prop_or_default]
    pub onuse: Option<Callback<()>>,
    #[prop_or_default]
    pub children: Html,
}

/// One source of data.
#[component]
pub fn Source(props: &SourceProps) -> Html {
    let t = &use_text().data;
    let active = props.active == Some(props.kind);
    html! {
        <article class={classes!("source", active.then_some("active"))} aria-label={props.name}>
            { icon(props.icon) }
            <h4>
                { props.name }
                if let Some(badge) = props.badge {
                    <span class="badge warning">{ badge }</span>
                }
                if active {
                    <span class="badge accent">{ t.used }</span>
                }
            </h4>
            <p class="about">{ props.about }</p>
            if let Some(onuse) = props.onuse.clone().filter(|_| !active) {
                <div class="row">
                    <Button label={t.use_it} name={(t.use_named)(props.name)} onclick={onuse} />
                </div>
            }
            { props.children.clone() }
        </article>
    }
}
