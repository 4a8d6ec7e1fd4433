//! The arithmetic behind shapes and costs, written out with a network's own numbers.

use filtro_net::{Formula, NodeReport, Shape, WeightFormula, WindowFormula};
use filtro_text::Lang;

/// One line: what it is about (a text's key), and the arithmetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What comes out.
    pub about: About,
    /// The arithmetic, with its result.
    pub text: String,
}

/// What a line computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The output's height and width, where both are the same arithmetic.
    Size,
    /// The output's height.
    Height,
    /// The output's width.
    Width,
    /// Values of a flat vector.
    Values,
    /// Trainable parameters.
    Parameters,
    /// Multiply-adds for one picture.
    MultiplyAdds,
}

/// The arithmetic of one layer.
pub fn lines(report: &NodeReport, lang: Lang) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut push = |about, text| lines.push(Line { about, text });
    match report.formula {
        Some(Formula::Window([height, width])) if height == width => {
            push(About::Size, window(&height));
        }
        Some(Formula::Window([height, width])) => {
            push(About::Height, window(&height));
            push(About::Width, window(&width));
        }
        Some(Formula::Flatten { dims: [channels, height, width] }) => {
            let values = Shape::map(channels, height, width).values();
            push(
                About::Values,
                format!(
                    "{} · {height} · {width} = {}",
                    lang.integer(channels as u64),
                    lang.integer(values)
                ),
            );
        }
        Some(Formula::Adaptive { size, result }) => {
            axes(size, result, &mut push, |size, result| {
                format!("⌊{size} · i/{result}⌋ … ⌈{size} · (i + 1)/{result}⌉, i < {result}")
            });
        }
        Some(Formula::Scaled { size, scale }) => {
            axes(size, scale, &mut push, |size, scale| {
                format!("{size} · {scale} = {}", size.saturating_mul(scale))
            });
        }
        None => {}
    }
    let Some(formula) = report.weights else { return lines };
    push(About::Parameters, weights(&formula, lang));
    let n = |number: usize| lang.integer(number as u64);
    let products = match formula {
        WeightFormula::Conv { filters, inputs: [channels, height, width], .. } => {
            let places = report.output.map_or([0, 0], Shape::size);
            let [filters, channels] = [filters, channels].map(n);
            let [rows, columns] = places;
            Some(format!("{filters} · {channels} · {height} · {width} · {rows} · {columns}"))
        }
        WeightFormula::Separable { channels, kernel: [height, width], filters, .. } => {
            let [filters, channels] = [filters, channels].map(n);
            let [rows, columns] = report.output.map_or([0, 0], Shape::size);
            Some(format!(
                "({channels} · {height} · {width} + {filters} · {channels}) · {rows} · {columns}"
            ))
        }
        WeightFormula::Dense { units, inputs, .. } => Some(format!("{} · {}", n(units), n(inputs))),
        WeightFormula::Norm { .. } | WeightFormula::NormEach { .. } => None,
    };
    if let Some(products) = products.filter(|_| report.output.is_some()) {
        let all = lang.integer(report.multiply_adds);
        push(About::MultiplyAdds, format!("{products} = {all}"));
    }
    lines
}

/// One line for both axes, or one each where their numbers differ.
fn axes(
    [height, width]: [usize; 2],
    [down, across]: [usize; 2],
    push: &mut impl FnMut(About, String),
    text: fn(usize, usize) -> String,
) {
    if (height, down) == (width, across) {
        return push(About::Size, text(height, down));
    }
    push(About::Height, text(height, down));
    push(About::Width, text(width, across));
}

/// ⌊(size + padding − window) / stride⌋ + 1.
fn window(formula: &WindowFormula) -> String {
    let WindowFormula { size, pad_before, pad_after, kernel, dilation, stride, ceil, result } =
        *formula;
    let padding = if pad_before == pad_after {
        format!("2·{pad_before}")
    } else {
        format!("{pad_before} + {pad_after}")
    };
    let covered = if dilation == 1 {
        kernel.to_string()
    } else {
        format!("{dilation}·({kernel} − 1) − 1")
    };
    let [open, close] = if ceil { ["⌈", "⌉"] } else { ["⌊", "⌋"] };
    // Rounded up, a last window may begin behind the input: it is dropped again.
    let reach = kernel.saturating_sub(1).saturating_mul(dilation).saturating_add(1);
    let room = (size + pad_before + pad_after).saturating_sub(reach);
    let dropped = ceil && room.div_ceil(stride.max(1)) + 1 > result;
    let less = if dropped { " − 1" } else { "" };
    format!("{open}({size} + {padding} − {covered})/{stride}{close} + 1{less} = {result}")
}

fn weights(formula: &WeightFormula, lang: Lang) -> String {
    let total = lang.integer(formula.total());
    let n = |number: usize| lang.integer(number as u64);
    match *formula {
        WeightFormula::Conv { filters, inputs: [c, h, w], bias: true } => {
            format!("{} · ({} · {h} · {w} + 1) = {total}", n(filters), n(c))
        }
        WeightFormula::Conv { filters, inputs: [c, h, w], bias: false } => {
            format!("{} · {} · {h} · {w} = {total}", n(filters), n(c))
        }
        WeightFormula::Dense { units, inputs, bias: true } => {
            format!("{} · ({} + 1) = {total}", n(units), n(inputs))
        }
        WeightFormula::Dense { units, inputs, bias: false } => {
            format!("{} · {} = {total}", n(units), n(inputs))
        }
        WeightFormula::Separable { channels, kernel: [h, w], filters, bias } => {
            let bias = if bias { " + 1)" } else { "" };
            let open = if bias.is_empty() { "" } else { "(" };
            let [channels, filters] = [channels, filters].map(n);
            format!("{channels} · {h} · {w} + {filters} · {open}{channels}{bias} = {total}")
        }
        WeightFormula::Norm { channels } => format!("2 · {} = {total}", n(channels)),
        WeightFormula::NormEach { dims: [c, h, w] } => {
            format!("2 · {} · {h} · {w} = {total}", n(c))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_net::catalogue::{
        AdaptiveAvgPool2d, BatchNorm2d, Conv2d, Dense, DepthwiseConv2d, LayerNorm, MaxPool2d,
        Padding, SeparableConv2d, Upsample,
    };
    use filtro_net::{Layer, NodeId};

    fn of(layer: impl Into<Layer>, input: Shape) -> Vec<String> {
        let layer = layer.into();
        let report = NodeReport {
            id: NodeId(0),
            input: Some(input),
            output: layer.output(input).ok(),
            parameters: layer.parameters(input),
            multiply_adds: layer.multiply_adds(input),
            formula: layer.formula(input),
            weights: layer.weights(input),
            is_block: false,
            receptive: None,
            activations: 0,
        };
        lines(&report, Lang::En).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn the_lectures_exercise() {
        let grey = of(Conv2d::new(6, 5, Padding::Valid), Shape::map(1, 32, 32));
        assert_eq!(grey[0], "⌊(32 + 2·0 − 5)/1⌋ + 1 = 28");
        assert_eq!(grey[1], "6 · (1 · 5 · 5 + 1) = 156");
        let colour = of(Conv2d::new(6, 5, Padding::Valid), Shape::map(3, 32, 32));
        assert_eq!(colour[0], grey[0]);
        assert_eq!(colour[1], "6 · (3 · 5 · 5 + 1) = 456");
        assert_eq!(colour[2], "6 · 3 · 5 · 5 · 28 · 28 = 352,800");
        assert_eq!(of(MaxPool2d::new(2), Shape::map(6, 28, 28)), ["⌊(28 + 2·0 − 2)/2⌋ + 1 = 14"]);
    }

    #[test]
    fn padding_dilation_and_rounding_are_seen() {
        let uneven = Conv2d { bias: false, ..Conv2d::new(8, 4, Padding::Same) };
        let found = of(uneven, Shape::map(1, 10, 10));
        assert_eq!(found[0], "⌊(10 + 1 + 2 − 4)/1⌋ + 1 = 10");
        assert_eq!(found[1], "8 · 1 · 4 · 4 = 128");
        let wide = Conv2d { dilation: [2, 1], ..Conv2d::new(8, 3, Padding::Valid) };
        let found = of(wide, Shape::map(1, 10, 10));
        assert_eq!(found[0], "⌊(10 + 2·0 − 2·(3 − 1) − 1)/1⌋ + 1 = 6");
        assert_eq!(found[1], "⌊(10 + 2·0 − 3)/1⌋ + 1 = 8");
        let up = MaxPool2d { ceil_mode: true, ..MaxPool2d::new(2) };
        assert_eq!(of(up.clone(), Shape::map(1, 7, 7))[0], "⌈(7 + 2·0 − 2)/2⌉ + 1 = 4");
        let padded = MaxPool2d { padding: Padding::Explicit([1, 1]), ..up };
        assert_eq!(of(padded, Shape::map(1, 5, 5))[0], "⌈(5 + 2·1 − 2)/2⌉ + 1 − 1 = 3");
    }

    #[test]
    fn separable_and_resizing() {
        let layer = SeparableConv2d::new(64, 3, Padding::Same);
        let found = of(layer, Shape::map(32, 16, 16));
        assert_eq!(found[1], "32 · 3 · 3 + 64 · (32 + 1) = 2,400");
        assert_eq!(found[2], "(32 · 3 · 3 + 64 · 32) · 16 · 16 = 598,016");
        let found = of(DepthwiseConv2d::new(3, Padding::Same), Shape::map(32, 16, 16));
        assert_eq!(found[1], "32 · (1 · 3 · 3 + 1) = 320");
        let found = of(AdaptiveAvgPool2d::new(6), Shape::map(8, 13, 13));
        assert_eq!(found, ["⌊13 · i/6⌋ … ⌈13 · (i + 1)/6⌉, i < 6"]);
        let up = Upsample { scale: [2, 3], ..Upsample::default() };
        assert_eq!(of(up, Shape::map(8, 7, 7)), ["7 · 2 = 14", "7 · 3 = 21"]);
        assert_eq!(of(LayerNorm::default(), Shape::map(8, 7, 5)), ["2 · 8 · 7 · 5 = 560"]);
    }

    #[test]
    fn dense_and_norm() {
        let found = of(Dense { units: 10, ..Dense::default() }, Shape::Vector(84));
        assert_eq!(found, ["10 · (84 + 1) = 850", "10 · 84 = 840"]);
        let norm = of(BatchNorm2d::default(), Shape::map(16, 4, 4));
        assert_eq!(norm, ["2 · 16 = 32"]);
    }
}
