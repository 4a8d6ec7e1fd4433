//! The tab list: beside the network where there is room, at the bottom of a narrow page.

use crate::route::Area;
use filtro_text::Text;
use filtro_ui::dom::{focus, focus_id};
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Sends the focus to what the chosen tab shows, once it is there.
pub fn focus_panel_later() {
    Timeout::new(0, || {
        focus_id("panel");
    })
    .forget();
}

/// Properties of [`Tabs`].
#[derive(PartialEq, Properties)]
pub struct TabsProps {
    /// The chosen one.
    pub area: Area,
    /// A person chose another.
    pub onchoose: Callback<Area>,
}

/// The tab list. Arrow keys choose, as in the ARIA pattern with automatic activation.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let text = use_text();
    let list = use_node_ref();
    let onkeydown = {
        let (list, onchoose, area) = (list.clone(), props.onchoose.clone(), props.area);
        Callback::from(move |event: KeyboardEvent| {
            let shown: Vec<(Area, HtmlElement)> = shown(&list);
            let Some(here) = shown.iter().position(|(a, _)| *a == area) else { return };
            let last = shown.len() - 1;
            let next = match event.key().as_str() {
                "ArrowRight" => {
                    if here == last {
                        0
                    } else {
                        here + 1
                    }
                }
                "ArrowLeft" => here.checked_sub(1).unwrap_or(last),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            if let Some((area, tab)) = shown.get(next) {
                onchoose.emit(*area);
                focus(tab);
            }
        })
    };
    html! {
        <div class="tabs" role="tablist" aria-label={text.shell.nav_areas} ref={list} {onkeydown}>
            for area in Area::ALL {
                <button
                    key={area.key()}
                    type="button"
                    id={format!("tab-{}", area.key())}
                    class={classes!("tab", (area == Area::Network).then_some("tab-network"))}
                    role="tab"
                    aria-selected={if area == props.area { "true" } else { "false" }}
                    aria-controls={(area == props.area).then(|| panel_id(area))}
                    tabindex={if area == props.area { "0" } else { "-1" }}
                    onclick={props.onchoose.reform(move |_: MouseEvent| area)}
                >
                    { icon(icon_of(area)) }
                    <span>{ name(area, text) }</span>
                </button>
            }
        </div>
    }
}

/// Id of the element that a tab shows.
pub fn panel_id(area: Area) -> &'static str {
    match area {
        Area::Network => "network",
        _ => "panel",
    }
}

/// The tabs that the style sheet shows now.
fn shown(list: &NodeRef) -> Vec<(Area, HtmlElement)> {
    let Some(list) = list.cast::<HtmlElement>() else { return Vec::new() };
    let children = list.children();
    Area::ALL
        .into_iter()
        .enumerate()
        .filter_map(|(i, area)| {
            let tab: HtmlElement = children.item(u32::try_from(i).ok()?)?.dyn_into().ok()?;
            (tab.offset_width() > 0).then_some((area, tab))
        })
        .collect()
}

/// What a tab is called.
const fn name(area: Area, text: &Text) -> &'static str {
    let t = &text.shell;
    match area {
        Area::Network => t.tab_network,
        Area::Layer => t.tab_layer,
        Area::Data => t.tab_data,
        Area::Training => t.tab_training,
        Area::Classify => t.tab_classify,
    }
}

/// The icon of a tab.
const fn icon_of(area: Area) -> Icon {
    match area {
        Area::Network => Icon::Network,
        Area::Layer => Icon::Layer,
        Area::Data => Icon::Data,
        Area::Training => Icon::Chart,
        Area::Classify => Icon::Image,
    }
}
