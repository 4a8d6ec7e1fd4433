//! The palette: every layer and block, to drag, click, add or pick up by key. It is one stop of the
//! tab key; arrows, PageUp and PageDown, Home, End and letters go about in it.

use crate::builder::family::{EMPTY, Family, presets};
use crate::builder::focus::focus_network;
use crate::builder::press::press;
use filtro_app::{DragEvent, Dragged, Event};
use filtro_net::{Block, Item, Layer};
use filtro_text::Text;
use filtro_text::blocks::BlockGroup;
use filtro_ui::stops::{Stops, use_stops};
use filtro_ui::use_text;
use yew::prelude::*;

/// Properties of [`Palette`].
#[derive(PartialEq, Properties)]
pub struct PaletteProps {
    /// Where events go.
    pub send: Callback<Event>,
}

/// All pieces share a stop.
const STOPS: Stops = Stops { controls: ".palette-item", groups: Some(".palette-list") };

/// The palette. A click adds behind what is selected.
#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let text = use_text();
    let t = &text.network;
    let send = &props.send;
    let root = use_node_ref();
    use_stops(root.clone(), STOPS);
    html! {
        <div class="palette" ref={root} role="toolbar" aria-label={t.pieces} aria-orientation="vertical">
            <section class="palette-section" aria-label={t.palette}>
                <h2 class="palette-title">{ t.palette }</h2>
                <p class="palette-hint small muted">{ t.palette_hint }</p>
                <ul class="palette-list">
                    for (family, kinds) in Family::PALETTE {
                        for kind in kinds {
                            <li key={kind.name()}>
                                { entry(Piece::layer(text, *kind, family), send) }
                            </li>
                        }
                    }
                </ul>
            </section>
            { blocks(text, send) }
        </div>
    }
}

fn blocks(text: &Text, send: &Callback<Event>) -> Html {
    let t = &text.blocks;
    html! {
        <section class="palette-section" aria-label={t.palette}>
            <h2 class="palette-title">{ t.palette }</h2>
            <p class="palette-hint small muted">{ t.palette_hint }</p>
            <ul class="palette-list">
                for sort in EMPTY {
                    <li>{ entry(Piece::empty(text, sort), send) }</li>
                }
            </ul>
            for group in BlockGroup::ALL {
                <h3 class="palette-group small muted">{ (t.group)(group) }</h3>
                <ul class="palette-list">
                    for preset in presets(group) {
                        <li key={preset.name()}>{ entry(Piece::preset(text, *preset), send) }</li>
                    }
                </ul>
            }
        </section>
    }
}

/// Something that can be put into a network.
struct Piece {
    name: &'static str,
    about: &'static str,
    family: Family,
    what: Dragged,
}

impl Piece {
    fn layer(text: &Text, kind: filtro_net::LayerKind, family: Family) -> Self {
        let t = &text.network;
        let what = Dragged::New(Layer::new(kind).into());
        Self { name: (t.layer)(kind), about: (t.about)(kind), family, what }
    }

    fn empty(text: &Text, sort: filtro_net::BlockSort) -> Self {
        let block = Block::around(Vec::new(), sort);
        let (name, about) = ((text.network.block)(&block), (text.blocks.sort_about)(sort));
        let what = Dragged::New(Item::from(block));
        Self { name, about, family: Family::Block, what }
    }

    fn preset(text: &Text, preset: filtro_zoo::Preset) -> Self {
        let t = &text.blocks;
        let what = Dragged::Preset(preset);
        Self {
            name: (t.preset)(preset),
            about: (t.preset_about)(preset),
            family: Family::Block,
            what,
        }
    }
}

/// Puts it behind what is selected.
fn insert(what: &Dragged) -> Option<Event> {
    match what {
        Dragged::New(item) => Some(Event::Insert { item: item.clone(), at: None }),
        Dragged::Preset(preset) => Some(Event::InsertPreset { preset: *preset, at: None }),
        Dragged::Node(_) | Dragged::Nodes(_) => None,
    }
}

fn entry(piece: Piece, send: &Callback<Event>) -> Html {
    let Piece { name, about, family, what } = piece;
    let onclick = {
        let (send, what) = (send.clone(), what.clone());
        Callback::from(move |_: MouseEvent| insert(&what).into_iter().for_each(|it| send.emit(it)))
    };
    let onpointerdown = {
        let (send, what) = (send.clone(), what.clone());
        Callback::from(move |event: PointerEvent| press(&event, what.clone(), &send))
    };
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            // Enter and Space add, as a click does; with Shift they pick up.
            if event.shift_key() && matches!(event.key().as_str(), " " | "Enter") {
                event.prevent_default();
                send.emit(Event::Drag(DragEvent::PickUp(what.clone())));
                focus_network();
            }
        })
    };
    html! {
        <button
            type="button"
            class={classes!("palette-item", family.class())}
            title={about}
            {onclick} {onpointerdown} {onkeydown}
        >
            <span class="swatch" aria-hidden="true" />
            <span>{ name }</span>
        </button>
    }
}
