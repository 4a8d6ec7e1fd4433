//! The square of the picture that is used: dragged on the picture, or set by sliders.

use crate::slots::{PictureData, use_drawing};
use filtro_app::Event;
use filtro_ui::control::{Button, unique_id};
use filtro_ui::pixels::context;
use filtro_ui::slot::Watched;
use filtro_ui::use_text;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement, HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// Longest side of the preview in canvas pixels.
const PREVIEW: f64 = 720.0;
/// Smallest square in pixels of the picture, where it is larger.
const SMALLEST: f64 = 8.0;

/// Properties of [`Crop`].
#[derive(PartialEq, Properties)]
pub(super) struct CropProps {
    /// Width and height of the picture in pixels.
    pub(super) size: (u32, u32),
    /// Left, top, side.
    pub(super) crop: [f64; 3],
    /// Where events go.
    pub(super) send: Callback<Event>,
}

/// What a pressed pointer does.
#[derive(Clone, Copy)]
struct Grab {
    resize: bool,
    /// Where it went down, in pixels of the screen.
    at: [f64; 2],
    /// The crop then.
    crop: [f64; 3],
}

/// The square after the pointer has moved by `by` pixels of the picture. Moving keeps the side;
/// resizing keeps the upper left corner. Never leaves the picture of `size`.
fn dragged(grab: Grab, by: [f64; 2], size: [f64; 2]) -> [f64; 3] {
    let [left, top, side] = grab.crop;
    let [width, height] = size;
    if grab.resize {
        let room = (width - left).min(height - top);
        // Along the diagonal: the mean of both movements.
        let side = (side + f64::midpoint(by[0], by[1])).max(SMALLEST.min(room)).min(room);
        return [left, top, side];
    }
    let within = |at: f64, length: f64| at.max(0.0).min(length - side);
    [within(left + by[0], width), within(top + by[1], height), side]
}

/// The square with another side about its own centre, moved where it would leave the picture.
fn resized([left, top, side]: [f64; 3], to: f64, [width, height]: [f64; 2]) -> [f64; 3] {
    let shift = (side - to) / 2.0;
    let within = |at: f64, length: f64| at.max(0.0).min(length - to);
    [within(left + shift, width), within(top + shift, height), to]
}

/// The preview with its square, and the sliders.
#[component]
pub(super) fn Crop(props: &CropProps) -> Html {
    let text = use_text();
    let t = &text.picture;
    let (width, height) = (f64::from(props.size.0), f64::from(props.size.1));
    let size = [width, height];
    let [left, top, side] = props.crop;
    let canvas = use_node_ref();
    use_drawing(
        |slots| &slots.picture,
        canvas.clone(),
        Watched::Always,
        props.size,
        |canvas, picture| {
            preview(canvas, picture);
        },
    );
    let grab = use_mut_ref(|| None::<Grab>);
    let press = |resize: bool| {
        let (grab, crop) = (grab.clone(), props.crop);
        Callback::from(move |event: PointerEvent| {
            if event.button() != 0 {
                return;
            }
            event.prevent_default();
            event.stop_propagation();
            let at = [f64::from(event.client_x()), f64::from(event.client_y())];
            *grab.borrow_mut() = Some(Grab { resize, at, crop });
            if let Some(element) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) {
                // Refused once the pointer is up again: then nothing is dragged either.
                element.set_pointer_capture(event.pointer_id()).unwrap_or_default();
            }
        })
    };
    let onpointermove = {
        let (grab, send, canvas) = (grab.clone(), props.send.clone(), canvas.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(held) = *grab.borrow() else { return };
            let shown = canvas.cast::<HtmlElement>().map_or(0.0, |c| f64::from(c.client_width()));
            if shown <= 0.0 {
                return;
            }
            let scale = width / shown;
            let now = [f64::from(event.client_x()), f64::from(event.client_y())];
            let by = [(now[0] - held.at[0]) * scale, (now[1] - held.at[1]) * scale];
            send.emit(Event::Crop(dragged(held, by, [width, height])));
        })
    };
    let release = {
        let grab = grab.clone();
        Callback::from(move |_: PointerEvent| *grab.borrow_mut() = None)
    };
    let share = |part: f64, of: f64| part / of * 100.0;
    let square = format!(
        "left: {:.3}%; top: {:.3}%; width: {:.3}%; height: {:.3}%",
        share(left, width),
        share(top, height),
        share(side, width),
        share(side, height)
    );
    let largest = width.min(height);
    let centre = [(width - largest) / 2.0, (height - largest) / 2.0, largest];
    let set = |act: fn([f64; 3], f64, [f64; 2]) -> [f64; 3]| {
        let crop = props.crop;
        props.send.reform(move |value: f64| Event::Crop(act(crop, value, size)))
    };
    let number = |n: u32| text.lang.integer(n.into());
    html! {
        <section class="section" aria-label={t.crop}>
            <h3>{ t.own }</h3>
            <p class="small muted">
                { (t.own_size)(&number(props.size.0), &number(props.size.1)) }{ " · " }{ t.crop_help }
            </p>
            <div class="crop-frame" style={format!("--aspect: {:.4}", width / height)}>
                <canvas ref={canvas} width="0" height="0" role="img" aria-label={t.own} />
                <div
                    class="crop-square" style={square}
                    onpointerdown={press(false)} onpointermove={onpointermove.clone()}
                    onpointerup={release.clone()} onpointercancel={release.clone()}
                >
                    <div
                        class="crop-corner"
                        onpointerdown={press(true)} {onpointermove}
                        onpointerup={release.clone()} onpointercancel={release}
                    />
                </div>
            </div>
            <div class="crop-sliders">
                <Slider label={t.crop_size} value={side} min={SMALLEST.min(largest)} max={largest} onchange={set(resized)} />
                <Slider label={t.crop_left} value={left} max={width - side} onchange={set(|crop, to, _| [to, crop[1], crop[2]])} />
                <Slider label={t.crop_top} value={top} max={height - side} onchange={set(|crop, to, _| [crop[0], to, crop[2]])} />
            </div>
            if props.crop != centre {
                <div class="row">
                    <Button label={t.crop_centre} onclick={props.send.reform(move |()| Event::Crop(centre))} />
                </div>
            }
        </section>
    }
}

/// Draws the picture into its preview, small enough to be quick.
fn preview(canvas: &HtmlCanvasElement, picture: Option<&PictureData>) {
    let Some(picture) = picture else {
        canvas.set_width(0);
        canvas.set_height(0);
        return;
    };
    let (width, height) = (f64::from(picture.width), f64::from(picture.height));
    let scale = (PREVIEW / width.max(height)).min(1.0);
    let (w, h) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    canvas.set_width(w as u32);
    canvas.set_height(h as u32);
    if let Some(pen) = context(canvas) {
        // Refused only for an empty source; the picture has at least one pixel.
        pen.draw_image_with_html_canvas_element_and_dw_and_dh(&picture.canvas, 0.0, 0.0, w, h)
            .unwrap_or_default();
    }
}

#[derive(PartialEq, Properties)]
struct SliderProps {
    label: AttrValue,
    value: f64,
    #[prop_or_default]
    min: f64,
    max: f64,
    onchange: Callback<f64>,
}

#[component]
fn Slider(props: &SliderProps) -> Html {
    let id = use_memo((), |()| unique_id("slider"));
    let oninput = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: InputEvent| {
            onchange.emit(event.target_unchecked_into::<HtmlInputElement>().value_as_number());
        })
    };
    let fixed = props.max <= props.min;
    html! {
        <div class="slider">
            <label class="field-label" for={(*id).clone()}>{ &props.label }</label>
            <input
                id={(*id).clone()} type="range" step="1"
                min={props.min.to_string()} max={props.max.to_string()}
                value={props.value.round().to_string()} disabled={fixed} {oninput}
            />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn inside([left, top, side]: [f64; 3], [width, height]: [f64; 2]) -> bool {
        left >= 0.0 && top >= 0.0 && left + side <= width + 1e-9 && top + side <= height + 1e-9
    }

    #[test]
    fn the_corner_resizes_and_the_square_moves() {
        let grab = Grab { resize: false, at: [0.0; 2], crop: [10.0, 10.0, 50.0] };
        assert_eq!(dragged(grab, [5.0, -20.0], [100.0, 80.0]), [15.0, 0.0, 50.0]);
        let grab = Grab { resize: true, ..grab };
        assert_eq!(dragged(grab, [10.0, 20.0], [100.0, 80.0]), [10.0, 10.0, 65.0]);
        assert_eq!(resized([10.0, 10.0, 50.0], 20.0, [100.0, 80.0]), [25.0, 25.0, 20.0]);
    }

    proptest! {
        #[test]
        fn the_square_never_leaves_the_picture(
            width in 1.0..500.0_f64, height in 1.0..500.0_f64, part in 0.1..1.0_f64,
            by in prop::array::uniform2(-900.0..900.0_f64), resize: bool, to in 0.0..1.0_f64,
        ) {
            let side = width.min(height) * part;
            let crop = [(width - side) / 2.0, (height - side) / 2.0, side];
            let size = [width, height];
            let grab = Grab { resize, at: [0.0; 2], crop };
            prop_assert!(inside(dragged(grab, by, size), size));
            prop_assert!(inside(resized(crop, width.min(height) * to, size), size));
        }
    }
}
