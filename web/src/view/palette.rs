//! The palette: every layer, to drag, click or pick up by key.

use crate::text::use_text;
use crate::view::canvas::press;
use crate::view::family::Family;
use filtro_app::{DragEvent, Dragged, Event};
use filtro_net::{Layer, LayerKind};
use yew::prelude::*;

/// Properties of [`Palette`].
#[derive(PartialEq, Properties)]
pub struct PaletteProps {
    /// Where events go.
    pub send: Callback<Event>,
}

/// The palette. A click adds behind the selected layer.
#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let t = &use_text().network;
    html! {
        <div class="palette">
            <h2 class="palette-title">{ t.palette }</h2>
            <ul class="palette-list">
                for (family, kinds) in Family::PALETTE {
                    for kind in kinds {
                        <li key={kind.name()}>{ entry(*kind, family, (t.layer)(*kind), props) }</li>
                    }
                }
            </ul>
            <p class="palette-hint small muted">{ t.palette_hint }</p>
        </div>
    }
}

fn entry(kind: LayerKind, family: Family, name: &'static str, props: &PaletteProps) -> Html {
    let item = move || filtro_net::Item::from(Layer::new(kind));
    let onclick = props.send.reform(move |_: MouseEvent| Event::Insert { item: item(), at: None });
    let onpointerdown = {
        let send = props.send.clone();
        Callback::from(move |event: PointerEvent| press(&event, Dragged::New(item()), &send))
    };
    let onkeydown = {
        let send = props.send.clone();
        Callback::from(move |event: KeyboardEvent| {
            // Enter adds, as a click does; Space picks up.
            if event.key() == " " {
                event.prevent_default();
                send.emit(Event::Drag(DragEvent::PickUp(Dragged::New(item()))));
                crate::view::canvas::focus_network();
            }
        })
    };
    html! {
        <button
            type="button"
            class={classes!("palette-item", family.class())}
            {onclick} {onpointerdown} {onkeydown}
        >
            <span class="swatch" aria-hidden="true" />
            <span>{ name }</span>
        </button>
    }
}
