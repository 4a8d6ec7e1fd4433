//! The input's volume with padding and window, and the output's.

use filtro_course::{Exercise, Part};
use filtro_net::{Layer, Shape};
use yew::prelude::*;

/// Units of the drawing: the longest side of a face, the least, and where both volumes stand.
const LONGEST: usize = 104;
const SHORTEST: usize = 8;
const TOP: usize = 52;
const LEFT: usize = 52;
const RIGHT: usize = 252;
/// Sides up to this many pixels are shown pixel by pixel.
const PIXELS: usize = 16;

/// A box: front face at `x`, `y`, and how far it reaches back.
struct Volume {
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    depth: usize,
    /// Between it and its numbers.
    gap: usize,
}

/// How large a pixel is drawn, in hundredths of a unit.
#[derive(Clone, Copy)]
struct Scale(usize);

impl Scale {
    fn of(shapes: &[Shape]) -> Self {
        let sides = shapes.iter().flat_map(|shape| shape.size());
        Self(100 * LONGEST / sides.max().unwrap_or(1).max(1))
    }

    const fn units(self, pixels: usize) -> usize {
        self.0 * pixels / 100
    }
}

impl Volume {
    fn new(x: usize, shape: Shape, scale: Scale, gap: usize) -> Self {
        let (width, height, depth) = match shape {
            Shape::Map { channels, height, width } => {
                let depth = 4 + 4 * channels.max(1).ilog2() as usize;
                let [width, height] = [width, height].map(|side| scale.units(side).max(SHORTEST));
                (width, height, depth.min(32))
            }
            Shape::Vector(_) => (10, LONGEST, 0),
        };
        let y = TOP + LONGEST.saturating_sub(height) / 2;
        Self { x, y, width, height, depth, gap }
    }

    /// A box whose shape says nothing.
    const fn unknown(x: usize) -> Self {
        Self { x, y: TOP + 20, width: 64, height: 64, depth: 16, gap: 0 }
    }

    /// The faces as paths: front, top, side.
    fn faces(&self) -> [String; 3] {
        let Self { x, y, width, height, depth, .. } = *self;
        [
            format!("M{x} {y}h{width}v{height}h-{width}z"),
            format!("M{x} {y}l{depth} -{depth}h{width}l-{depth} {depth}z"),
            format!("M{} {y}l{depth} -{depth}v{height}l-{depth} {depth}z", x + width),
        ]
    }

    fn draw(&self, class: &'static str, labels: [String; 3]) -> Html {
        let [front, top, side] = self.faces();
        let Self { x, y, width, height, depth, .. } = *self;
        let [rows, columns, channels] = labels;
        let label = |x: usize, y: usize, anchor: &'static str, text: String| {
            html! {
                <text x={x.to_string()} y={y.to_string()} text-anchor={anchor}>{ text }</text>
            }
        };
        html! {
            <g class={class}>
                <path class="face" d={front} />
                <path class="face shade" d={top} />
                <path class="face shade" d={side} />
                { label(x.saturating_sub(6 + self.gap), y + height / 2 + 5, "end", rows) }
                { label(x + width / 2, y + height + 16 + self.gap, "middle", columns) }
                { label(x + width + depth + 4, (y + 8).saturating_sub(depth), "start", channels) }
            </g>
        }
    }
}

/// Properties of [`Drawing`].
#[derive(PartialEq, Properties)]
pub(super) struct DrawingProps {
    pub(super) exercise: std::rc::Rc<Exercise>,
    /// Whether the answers may be seen.
    pub(super) open: bool,
}

/// Decoration: the words beside it say the same.
#[component]
pub(super) fn Drawing(props: &DrawingProps) -> Html {
    let exercise = &props.exercise;
    let shapes = exercise.shapes();
    let (Some(input), Some(output)) = (shapes.first().copied(), shapes.last().copied()) else {
        return html! {};
    };
    let scale = Scale::of(&[input, output]);
    let ring = ring(exercise, scale);
    let gap = ring.iter().copied().max().unwrap_or(0);
    let from = Volume::new(LEFT, input, scale, gap);
    let hidden = !props.open && exercise.goal.is_none() && exercise.parts.contains(&Part::Height);
    let (to, class) = if hidden {
        (Volume::unknown(RIGHT), "volume-out unknown")
    } else {
        (Volume::new(RIGHT, output, scale, 0), "volume-out")
    };
    let middle = TOP + LONGEST / 2;
    html! {
        <svg class="drawing" viewBox="0 0 412 200" aria-hidden="true" focusable="false">
            { from.draw("volume-in", numbers(input, |_| true)) }
            { pixels(&from, input) }
            { window(exercise, &from, scale, ring) }
            <path class="arrow" d={format!("M202 {middle}h20m-6 -5l6 5l-6 5")} />
            { to.draw(class, numbers(output, |part| props.open || is_given(exercise, part))) }
        </svg>
    }
}

/// Height, width and channels, or what stands for what is not told.
fn numbers(shape: Shape, told: impl Fn(Part) -> bool) -> [String; 3] {
    let [height, width] = shape.size();
    let number = |part, value: usize| if told(part) { value.to_string() } else { "?".to_owned() };
    match shape {
        Shape::Map { channels, .. } => [
            number(Part::Height, height),
            number(Part::Width, width),
            number(Part::Channels, channels),
        ],
        Shape::Vector(n) => [String::new(), n.to_string(), String::new()],
    }
}

/// A number of the output that the question itself tells.
fn is_given(exercise: &Exercise, part: Part) -> bool {
    match exercise.goal {
        // The number of filters is sought, and so is what comes of it.
        Some(_) => !(exercise.parts == [Part::Filters] && part == Part::Channels),
        None => {
            let asked =
                exercise.parts.contains(&Part::Height) || exercise.parts == [Part::Receptive];
            !asked && !exercise.parts.contains(&part)
        }
    }
}

/// The grid of a small input.
fn pixels(at: &Volume, input: Shape) -> Html {
    let [rows, columns] = input.size();
    if rows.max(columns) > PIXELS {
        return html! {};
    }
    let mut lines = String::new();
    for row in 1..rows {
        lines += &format!("M{} {}h{}", at.x, at.y + at.height * row / rows, at.width);
    }
    for column in 1..columns {
        lines += &format!("M{} {}v{}", at.x + at.width * column / columns, at.y, at.height);
    }
    html! { <path class="grid" d={lines} /> }
}

fn is_sought(exercise: &Exercise, part: Part) -> bool {
    exercise.goal.is_some() && exercise.parts.contains(&part)
}

/// How wide the padding is drawn: above, below, left, right.
fn ring(exercise: &Exercise, scale: Scale) -> [usize; 4] {
    let Some(window) = exercise.layers.first().and_then(Layer::window) else { return [0; 4] };
    let [(top, bottom), (left, right)] = window.pads(exercise.input_shape().size());
    [top, bottom, left, right].map(|side| match side {
        // A ring that is sought gives nothing away by its width.
        _ if is_sought(exercise, Part::Padding) => 6,
        0 => 0,
        side => scale.units(side).clamp(3, 24),
    })
}

/// The ring of padding, the window at its first place, and where it goes next.
fn window(exercise: &Exercise, at: &Volume, scale: Scale, ring: [usize; 4]) -> Html {
    let Some(window) = exercise.layers.first().and_then(Layer::window) else { return html! {} };
    let sought = |part| is_sought(exercise, part);
    let [top, bottom, left, right] = ring;
    let (x, y) = (at.x.saturating_sub(left), at.y.saturating_sub(top));
    let around = (top + bottom + left + right > 0).then(|| {
        let (width, height) = (at.width + left + right, at.height + top + bottom);
        format!("M{x} {y}h{width}v{height}h-{width}z")
    });
    let ([rows, columns], [_, step]) = (window.reach(), window.stride);
    let [rows, columns] = if sought(Part::Kernel) { [5, 5] } else { [rows, columns] };
    let [width, height] = [columns, rows].map(|side| scale.units(side).max(5));
    let step = scale.units(if sought(Part::Stride) { 1 } else { step }).max(3);
    let place = |x: usize| format!("M{x} {y}h{width}v{height}h-{width}z");
    html! {
        <>
            if let Some(around) = around {
                <path class="ring" d={around} />
            }
            <path class="window-next" d={place(x + step)} />
            <path class="window" d={place(x)} />
        </>
    }
}
