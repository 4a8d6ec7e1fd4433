//! The picture of a network: a bar an item, as high as its map and as wide as its channels.

use crate::templates::{Bar, Family};
use std::fmt::Write;
use yew::prelude::*;

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 112.0;
/// Room over the bars for the arcs.
const TOP: f64 = 16.0;
const FLOOR: f64 = HEIGHT - 6.0;
/// No bar is wider: a network of three layers is no wall.
const WIDEST: f64 = 40.0;

/// Everything of one colour as one path, so that a card has a handful of elements.
#[derive(Default)]
struct Paths {
    conv: String,
    depthwise: String,
    pool: String,
    dense: String,
    block: String,
    lanes: String,
    arcs: String,
    shade: String,
}

/// The picture; the element around it names it.
pub fn picture(sketch: &[Bar]) -> Html {
    let Paths { conv, depthwise, pool, dense, block, lanes, arcs, shade } = paths(sketch);
    let fills = [
        ("family-pool", pool),
        ("family-conv", conv),
        ("family-conv pale", depthwise),
        ("family-dense", dense),
        ("family-block", block),
        ("family-conv lanes", lanes),
    ];
    html! {
        <svg class="sketch" viewBox={format!("0 0 {WIDTH} {HEIGHT}")} aria-hidden="true" focusable="false">
            <path class="sketch-floor" d={format!("M0 {FLOOR}H{WIDTH}")} />
            for (class, d) in fills.into_iter().filter(|(_, d)| !d.is_empty()) {
                <path key={class} class={format!("sketch-fill {class}")} {d} />
            }
            <path class="sketch-shade" d={shade} />
            <path class="sketch-arc" d={arcs} />
        </svg>
    }
}

/// How wide an item is before all are fitted to the picture.
fn weight(bar: &Bar) -> f64 {
    match bar.family {
        Family::Pool => 2.5,
        Family::Dense => 4.0,
        _ => 2.0 + f64::from(bar.channels.max(1)).sqrt(),
    }
}

/// How high it is: the root keeps small maps visible. A vector counts by its values.
fn height(bar: &Bar, largest: f64) -> f64 {
    let share = if bar.size > 0 {
        (f64::from(bar.size) / largest).sqrt()
    } else {
        0.2 + 0.06 * f64::from(bar.channels.max(1)).log2()
    };
    (share.min(1.0) * (FLOOR - TOP)).max(3.0)
}

fn paths(sketch: &[Bar]) -> Paths {
    let mut paths = Paths::default();
    let count = sketch.len().max(1) as f64;
    let gap = (WIDTH * 0.3 / count).clamp(0.6, 7.0);
    let room = WIDTH - 8.0 - gap * (count - 1.0);
    let total: f64 = sketch.iter().map(weight).sum();
    let scale = (room / total.max(1.0)).min(WIDEST / 10.0);
    let used = total * scale + gap * (count - 1.0);
    let largest = sketch.iter().map(|bar| f64::from(bar.size)).fold(1.0, f64::max);
    let mut x = (WIDTH - used) / 2.0;
    for bar in sketch {
        let (width, height) = ((weight(bar) * scale).min(WIDEST * 2.0), height(bar, largest));
        draw(&mut paths, bar, [x, FLOOR - height, width, height], gap);
        x += weight(bar) * scale + gap;
    }
    paths
}

fn rectangle(path: &mut String, [x, y, width, height]: [f64; 4]) {
    // Writing to a text cannot fail.
    write!(path, "M{x:.1} {y:.1}h{width:.1}v{height:.1}h{:.1}z", -width).unwrap_or_default();
}

fn draw(paths: &mut Paths, bar: &Bar, at: [f64; 4], gap: f64) {
    let [x, y, width, height] = at;
    match bar.family {
        Family::Pool => rectangle(&mut paths.pool, at),
        Family::Dense => rectangle(&mut paths.dense, at),
        Family::Depthwise => rectangle(&mut paths.depthwise, at),
        // Lanes lie over each other, as their channels do.
        Family::Stacked | Family::Added | Family::Multiplied => {
            let lanes = bar.lanes.len().max(1) as f64;
            let slit = (height * 0.08).min(2.5);
            let each = (height - slit * (lanes - 1.0)) / lanes;
            for lane in 0..bar.lanes.len() {
                let top = y + (each + slit) * lane as f64;
                rectangle(&mut paths.lanes, [x, top, width, each.max(0.8)]);
            }
        }
        Family::Residual | Family::Grown => {
            rectangle(&mut paths.block, at);
            // The way around the body; a dense block's maps go on beyond it.
            let reach = if bar.family == Family::Grown { 3.0 } else { 1.0 };
            let (from, to) = (x - gap / 2.0, x + (width + gap) * reach - gap / 2.0);
            let rise = (3.0 + (to - from) * 0.45).min(TOP - 2.0);
            write!(
                paths.arcs,
                "M{from:.1} {y:.1}C{from:.1} {0:.1} {to:.1} {0:.1} {to:.1} {y:.1}",
                y - rise
            )
            .unwrap_or_default();
        }
        Family::Conv => rectangle(&mut paths.conv, at),
    }
    // The side that lies in the shade gives the bar a body.
    let depth = (gap * 0.6).min(3.0);
    if depth >= 0.8 {
        write!(
            paths.shade,
            "M{:.1} {y:.1}l{depth:.1} {:.1}v{height:.1}h{:.1}z",
            x + width,
            depth * 0.6,
            -depth
        )
        .unwrap_or_default();
    }
}

/// How many there are of each family, for the picture's name: convolutions, poolings, dense
/// layers, blocks.
pub fn counts(sketch: &[Bar]) -> [usize; 4] {
    let mut counts = [0; 4];
    for bar in sketch {
        let [conv, pool, dense, block] = &mut counts;
        *match bar.family {
            Family::Conv | Family::Depthwise => conv,
            Family::Pool => pool,
            Family::Dense => dense,
            _ => block,
        } += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(family: Family, size: u32, channels: u32) -> Bar {
        Bar { family, size, channels, lanes: vec![1, 2] }
    }

    #[test]
    fn higher_maps_are_higher_and_more_channels_wider() {
        assert!(
            height(&bar(Family::Conv, 112, 64), 224.0) > height(&bar(Family::Conv, 56, 64), 224.0)
        );
        assert!(weight(&bar(Family::Conv, 56, 128)) > weight(&bar(Family::Conv, 56, 64)));
        assert!(
            height(&bar(Family::Dense, 0, 4096), 224.0) > height(&bar(Family::Dense, 0, 10), 224.0)
        );
    }

    #[test]
    fn everything_lies_in_the_picture() {
        for count in [1, 3, 20, 170] {
            for family in [
                Family::Conv,
                Family::Depthwise,
                Family::Pool,
                Family::Dense,
                Family::Stacked,
                Family::Residual,
                Family::Grown,
            ] {
                let sketch = vec![bar(family, 32, 512); count];
                let all = paths(&sketch);
                for path in [all.conv, all.depthwise, all.pool, all.dense, all.block, all.lanes] {
                    for part in path.split('M').filter(|part| !part.is_empty()) {
                        let numbers: Vec<f64> = part
                            .split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'))
                            .filter_map(|number| number.parse().ok())
                            .collect();
                        let [x, y, width, height] = numbers[..4] else { panic!("{part}") };
                        assert!(x >= 0.0 && x + width <= WIDTH + 0.5, "{count} {part}");
                        assert!(y >= TOP - 0.5 && y + height <= FLOOR + 0.5, "{count} {part}");
                    }
                }
            }
        }
    }

    #[test]
    fn families_are_counted() {
        let sketch =
            [bar(Family::Conv, 8, 1), bar(Family::Depthwise, 8, 1), bar(Family::Residual, 8, 1)];
        assert_eq!(counts(&sketch), [2, 0, 0, 1]);
    }
}
