//! What the layers make of a picture: feature maps, filters, probabilities.
//!
//! The numbers arrive in a slot many times a second; canvases redraw themselves on an animation
//! frame, and no component is rendered for it.

mod bars;
mod layout;
mod raster;

pub use bars::{Bars, OutputBars};

use crate::slots::{MapsData, use_drawing};
use filtro_net::NodeId;
use filtro_protocol::MapInfo;
use filtro_ui::pixels;
use filtro_ui::size::use_width;
use filtro_ui::slot::Watched;
use filtro_ui::use_text;
use layout::Layout;
use raster::{Raster, largest};
use web_sys::HtmlCanvasElement;
use yew::prelude::*;

/// Room for tiles before the first measurement, in pixels.
const ROOM: f64 = 480.0;
/// Values of a vector that are drawn.
const CELLS: usize = 1200;
/// Input channels of a filter that are drawn below each other.
const PLANES: usize = 4;

/// What of a layer is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// What it gives out for the watched picture.
    Maps,
    /// A convolution's filters; those that see colours in colour.
    Filters,
}

/// Properties of [`Tiles`].
#[derive(PartialEq, Properties)]
pub struct TilesProps {
    /// Whose.
    pub node: NodeId,
    /// What of it.
    pub drawn: Drawn,
    /// What the layer is called.
    pub name: AttrValue,
    /// Most tiles shown.
    pub limit: usize,
    /// About how long a tile is, in pixels.
    pub size: usize,
    /// When they are drawn.
    #[prop_or(Watched::Always)]
    pub watch: Watched,
}

/// Small pictures in rows, as many as fit.
#[component]
pub fn Tiles(props: &TilesProps) -> Html {
    let t = &use_text().network;
    let frame = use_node_ref();
    let canvas = use_node_ref();
    let room = use_width(frame.clone(), ROOM) as usize;
    let TilesProps { node, drawn, limit, size, watch, .. } = *props;
    use_drawing(
        |slots| &slots.maps,
        canvas.clone(),
        watch,
        (node, drawn, limit, size, room),
        move |canvas, maps: Option<&MapsData>| {
            let raster = maps.and_then(|maps| match drawn {
                Drawn::Maps => {
                    let info = of(&maps.info.activations, node)?;
                    draw_maps(info, values(&maps.activations, info), limit, size, room)
                }
                Drawn::Filters => {
                    let info = of(&maps.info.filters, node)?;
                    // Only the first layer's three channels are the picture's colours.
                    let first = maps.info.filters.first().is_some_and(|first| first.node == node);
                    let colour = first && maps.info.input_shape[0] == 3;
                    draw_filters(info, values(&maps.filters, info), colour, limit, size, room)
                }
            });
            show(canvas, raster);
        },
    );
    let label = match drawn {
        Drawn::Maps => (t.maps_of)(&props.name),
        Drawn::Filters => (t.filters_of)(&props.name),
    };
    html! {
        <div class="maps-frame" ref={frame}>
            <canvas class="tiles" ref={canvas} width="0" height="0" role="img" aria-label={label} />
        </div>
    }
}

/// The watched picture as it goes in.
#[component]
pub fn InputPicture() -> Html {
    let t = &use_text().network;
    let canvas = use_node_ref();
    use_drawing(
        |slots| &slots.maps,
        canvas.clone(),
        Watched::Always,
        (),
        |canvas, maps: Option<&MapsData>| match maps {
            Some(maps) => {
                let shape = maps.info.input_shape.map(|size| size as usize);
                pixels::paint(canvas, shape, &maps.input);
            }
            None => show(canvas, None),
        },
    );
    html! {
        <canvas
            class="input-picture" ref={canvas} width="0" height="0"
            role="img" aria-label={t.input_picture}
        />
    }
}

fn of(all: &[MapInfo], node: NodeId) -> Option<&MapInfo> {
    all.iter().find(|info| info.node == node)
}

fn values<'a>(all: &'a [f32], info: &MapInfo) -> &'a [f32] {
    let start = info.offset as usize;
    let length: usize = info.shape.iter().map(|size| *size as usize).product();
    all.get(start..start.saturating_add(length)).unwrap_or_default()
}

fn draw_maps(
    info: &MapInfo,
    values: &[f32],
    limit: usize,
    size: usize,
    room: usize,
) -> Option<Raster> {
    match info.shape[..] {
        [channels, height, width] => {
            let tile = [height as usize, width as usize];
            let layout = Layout::tiles(tile, channels as usize, limit, size, room);
            let mut raster = Raster::new(&layout);
            let area = tile[0] * tile[1];
            for (index, map) in values.chunks_exact(area.max(1)).take(layout.shown).enumerate() {
                raster.signed(&layout, index, map, largest(map));
            }
            Some(raster)
        }
        [length] => {
            let layout = Layout::cells(length as usize, CELLS.min(limit * 50), room);
            let mut raster = Raster::new(&layout);
            let all = largest(values);
            for (index, value) in values.chunks_exact(1).take(layout.shown).enumerate() {
                raster.signed(&layout, index, value, all);
            }
            Some(raster)
        }
        _ => None,
    }
}

fn draw_filters(
    info: &MapInfo,
    values: &[f32],
    colour: bool,
    limit: usize,
    size: usize,
    room: usize,
) -> Option<Raster> {
    let [filters, channels, height, width] = info.shape[..] else { return None };
    let (filters, channels) = (filters as usize, channels as usize);
    let tile = [height as usize, width as usize];
    let area = tile[0] * tile[1];
    let each = (channels * area).max(1);
    if colour && channels == 3 {
        let layout = Layout::tiles(tile, filters, limit, size, room);
        let mut raster = Raster::new(&layout);
        for (index, filter) in values.chunks_exact(each).take(layout.shown).enumerate() {
            raster.colours(&layout, index, filter);
        }
        return Some(raster);
    }
    // One column a filter, one row an input channel.
    let down = channels.min(PLANES);
    let layout = Layout::matrix(tile, filters.min(limit), down, size * 2 / 3, room);
    let mut raster = Raster::new(&layout);
    for (column, filter) in values.chunks_exact(each).take(layout.columns).enumerate() {
        let strongest = largest(filter);
        for (row, plane) in filter.chunks_exact(area.max(1)).take(down).enumerate() {
            raster.signed(&layout, row * layout.columns + column, plane, strongest);
        }
    }
    Some(raster)
}

/// Puts a drawing on its canvas; without one the canvas takes no room.
fn show(canvas: &HtmlCanvasElement, drawn: Option<Raster>) {
    let (width, height, rgba) = drawn.map_or((0, 0, Vec::new()), Raster::finish);
    pixels::put(canvas, width, height, &rgba);
}
