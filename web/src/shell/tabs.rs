//! The tab list: beside the network where there is room, at the bottom of a narrow page.

use filtro_text::Text;
use filtro_ui::dom::{focus, focus_id};
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// What a tab shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Area {
    /// The network itself: a tab only where the page is narrow.
    Network,
    /// The selected layer.
    #[default]
    Layer,
    /// Data sets.
    Data,
    /// Training.
    Training,
    /// Own pictures.
    Classify,
}

impl Area {
    /// In order.
    pub const ALL: [Self; 5] =
        [Self::Network, Self::Layer, Self::Data, Self::Training, Self::Classify];

    /// Part of element ids.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Layer => "layer",
            Self::Data => "data",
            Self::Training => "training",
            Self::Classify => "classify",
        }
    }

    const fn name(self, text: &Text) -> &'static str {
        let t = &text.shell;
        match self {
            Self::Network => t.tab_network,
            Self::Layer => t.tab_layer,
            Self::Data => t.tab_data,
            Self::Training => t.tab_training,
            Self::Classify => t.tab_classify,
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Network => Icon::Network,
            Self::Layer => Icon::Layer,
            Self::Data => Icon::Data,
            Self::Training => Icon::Chart,
            Self::Classify => Icon::Image,
        }
    }
}

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
                    { icon(area.icon()) }
                    <span>{ area.name(text) }</span>
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
