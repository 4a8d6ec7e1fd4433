//! Layers as a lecture writes them.

use filtro_course::Part;
use filtro_net::Layer;
use filtro_net::catalogue::{Padding, Window};

/// The words that a layer is described with.
pub(super) struct Words {
    pub(super) filter: &'static str,
    pub(super) filters: &'static str,
    pub(super) stride: &'static str,
    pub(super) padding: &'static str,
    pub(super) same: &'static str,
    pub(super) dilation: &'static str,
    pub(super) groups: fn(usize) -> String,
    pub(super) one_each: &'static str,
    pub(super) no_bias: &'static str,
    pub(super) max_pool: &'static str,
    pub(super) avg_pool: &'static str,
    pub(super) rounded_up: &'static str,
    pub(super) flatten: &'static str,
    pub(super) dense: fn(usize) -> String,
    pub(super) other: &'static str,
}

/// `[height, width]`.
pub fn area([height, width]: [usize; 2]) -> String {
    format!("{height} × {width}")
}

/// One number where both directions have the same, `?` where it is sought.
fn both(pair: [usize; 2], sought: bool) -> String {
    match pair {
        _ if sought => "?".to_owned(),
        [height, width] if height == width => height.to_string(),
        pair => area(pair),
    }
}

/// A layer with its numbers; `?` in the place of the one that is sought.
pub(super) fn layer(words: &Words, layer: &Layer, sought: Option<Part>) -> String {
    match layer {
        Layer::Conv2d(conv) => {
            let count = match sought {
                Some(Part::Filters) => "?".to_owned(),
                _ => conv.filters.to_string(),
            };
            let noun = if count == "1" { words.filter } else { words.filters };
            let mut text = format!("{count} {noun} ");
            slide(&mut text, words, conv.window(), sought);
            if conv.dilation != [1, 1] {
                text += &format!(", {} {}", words.dilation, both(conv.dilation, false));
            }
            if conv.groups > 1 {
                text += ", ";
                text += &(words.groups)(conv.groups);
                if conv.groups == conv.filters {
                    text += words.one_each;
                }
            }
            if !conv.bias {
                text += ", ";
                text += words.no_bias;
            }
            text
        }
        Layer::MaxPool2d(pool) => pooling(words, words.max_pool, pool.window()),
        Layer::AvgPool2d(pool) => pooling(words, words.avg_pool, pool.window()),
        Layer::Flatten(_) => words.flatten.to_owned(),
        Layer::Dense(dense) => (words.dense)(dense.units),
        _ => words.other.to_owned(),
    }
}

fn pooling(words: &Words, name: &str, window: Window) -> String {
    let mut text = format!("{name} ");
    slide(&mut text, words, window, None);
    if window.ceil_mode {
        text += ", ";
        text += words.rounded_up;
    }
    text
}

fn slide(text: &mut String, words: &Words, window: Window, sought: Option<Part>) {
    let is = |part| sought == Some(part);
    let kernel = if is(Part::Kernel) { "? × ?".to_owned() } else { area(window.kernel) };
    let padding = match window.padding {
        Padding::Same if !is(Part::Padding) => words.same.to_owned(),
        Padding::Explicit(sizes) => both(sizes, is(Part::Padding)),
        Padding::Valid | Padding::Same => both([0; 2], is(Part::Padding)),
    };
    let stride = both(window.stride, is(Part::Stride));
    *text += &format!("{kernel}, {} {stride}, {} {padding}", words.stride, words.padding);
}
