//! Exercises by level. Within a series every sort of a level comes by in turn.

use crate::draw::Draw;
use crate::exercise::{Exercise, Goal, Part};
use filtro_net::Layer;
use filtro_net::catalogue::{Conv2d, Dense, Flatten, MaxPool2d, Padding};

type Sort = fn(&mut Draw) -> Exercise;

const FIRST: [Sort; 5] = [plain_conv, plain_pool, keep_size, plain_parameters, plain_volume];
const SECOND: [Sort; 7] =
    [strided, find_stride, pointwise, find_kernel, overlapping, find_filters, find_padding];
const THIRD: [Sort; 6] = [left_over, conv_then_pool, flat, stack, strided_padding, oblong];
const FOURTH: [Sort; 7] =
    [grouped, dilated, depthwise, several_strides, separable, strided_stack, uneven_window];

pub(crate) fn exercise(draw: &mut Draw, seed: u32, number: u32, level: u8) -> Exercise {
    let sorts: &[Sort] = match level {
        1 => &FIRST,
        2 => &SECOND,
        3 => &THIRD,
        _ => &FOURTH,
    };
    let turn = seed.wrapping_add(number) as usize % sorts.len();
    let sort = sorts.get(turn).copied().unwrap_or(plain_conv);
    sort(draw)
}

const FILTERS: &[usize] = &[4, 6, 8, 10, 12, 16, 20, 24, 32];
const DEPTHS: &[usize] = &[1, 3, 3, 4, 6, 8, 16];

const fn pad(size: usize) -> Padding {
    match size {
        0 => Padding::Valid,
        _ => Padding::Explicit([size; 2]),
    }
}

fn one(input: [usize; 3], layer: impl Into<Layer>, parts: &[Part]) -> Exercise {
    Exercise::forward(input, vec![layer.into()], parts)
}

fn conv(filters: usize, kernel: usize, stride: usize, padding: usize) -> Conv2d {
    Conv2d { stride: [stride; 2], ..Conv2d::new(filters, kernel, pad(padding)) }
}

/// A side that a window passes over `steps` more times, with `left` pixels over at the end.
const fn side(conv: &Conv2d, padding: usize, steps: usize, left: usize) -> usize {
    let ([kernel, _], [stride, _], [dilation, _]) = (conv.kernel, conv.stride, conv.dilation);
    (steps * stride + dilation * (kernel - 1) + 1 + left).saturating_sub(2 * padding)
}

// Level 1: a window of stride 1, pooling in halves.

fn plain_conv(draw: &mut Draw) -> Exercise {
    let size = draw.pick(&[8, 10, 12, 16, 20, 24, 28, 32]);
    let layer = conv(draw.pick(FILTERS), draw.pick(&[3, 5]), 1, draw.pick(&[0, 0, 1]));
    one([draw.pick(&[1, 3]), size, size], layer, &Part::SHAPE)
}

fn plain_pool(draw: &mut Draw) -> Exercise {
    let size = 2 * draw.range(4, 16);
    one([draw.pick(FILTERS), size, size], MaxPool2d::new(2), &Part::VOLUME)
}

fn keep_size(draw: &mut Draw) -> Exercise {
    let (size, kernel) = (draw.pick(&[14, 16, 24, 28, 32, 56, 64]), draw.pick(&[3, 5, 7, 9, 11]));
    let layer = conv(draw.pick(FILTERS), kernel, 1, kernel / 2);
    let goal = Goal::Size([size; 2]);
    Exercise::backward([draw.pick(DEPTHS), size, size], layer.into(), Part::Padding, goal)
}

fn plain_parameters(draw: &mut Draw) -> Exercise {
    let size = draw.pick(&[16, 28, 32]);
    let layer = conv(draw.pick(FILTERS), draw.pick(&[3, 5]), 1, 0);
    one([draw.pick(&[1, 3, 3, 6]), size, size], layer, &[Part::Parameters])
}

fn plain_volume(draw: &mut Draw) -> Exercise {
    let size = draw.pick(&[12, 16, 28, 32]);
    let layer = conv(draw.pick(FILTERS), draw.pick(&[3, 5]), 1, draw.pick(&[1, 2]));
    one([3, size, size], layer, &Part::VOLUME)
}

// Level 2: strides that fit, and parameters sought.

fn strided(draw: &mut Draw) -> Exercise {
    let padding = draw.pick(&[0, 0, 1]);
    let layer =
        conv(draw.pick(FILTERS), draw.pick(&[3, 4, 5, 7]), draw.pick(&[2, 2, 3, 4]), padding);
    let size = side(&layer, padding, draw.range(4, 12), 0);
    one([draw.pick(&[1, 3, 3, 8]), size, size], layer, &Part::VOLUME)
}

fn find_stride(draw: &mut Draw) -> Exercise {
    let layer = conv(draw.pick(FILTERS), draw.pick(&[3, 5]), draw.pick(&[2, 3, 4]), 0);
    let steps = draw.range(6, 12);
    let size = side(&layer, 0, steps, 0);
    let goal = Goal::Size([steps + 1; 2]);
    Exercise::backward([draw.pick(DEPTHS), size, size], layer.into(), Part::Stride, goal)
}

fn pointwise(draw: &mut Draw) -> Exercise {
    let depth = draw.pick(&[16, 32, 64, 128, 192, 256]);
    let size = draw.pick(&[7, 14, 28, 56]);
    one([depth, size, size], conv(draw.pick(&[8, 16, 32, 64, 96, 128]), 1, 1, 0), &Part::VOLUME)
}

fn find_kernel(draw: &mut Draw) -> Exercise {
    let padding = draw.pick(&[0, 0, 1, 2]);
    let layer = conv(draw.pick(FILTERS), draw.pick(&[3, 4, 5, 6, 7, 9, 11]), 1, padding);
    let steps = draw.range(7, 24);
    let size = side(&layer, padding, steps, 0);
    let goal = Goal::Size([steps + 1; 2]);
    Exercise::backward([draw.pick(DEPTHS), size, size], layer.into(), Part::Kernel, goal)
}

fn overlapping(draw: &mut Draw) -> Exercise {
    let pool = MaxPool2d { stride: [2; 2], ..MaxPool2d::new(3) };
    let size = 2 * draw.range(6, 28) + 1;
    one([draw.pick(FILTERS), size, size], pool, &Part::VOLUME)
}

fn find_filters(draw: &mut Draw) -> Exercise {
    let size = draw.pick(&[14, 28, 32]);
    let input = [draw.pick(DEPTHS), size, size];
    let layer = Layer::from(conv(draw.range(4, 48), draw.pick(&[1, 3, 5, 7]), 1, 0));
    let [channels, height, width] = input;
    let all = layer.parameters(filtro_net::Shape::map(channels, height, width));
    Exercise::backward(input, layer, Part::Filters, Goal::Parameters(all))
}

fn find_padding(draw: &mut Draw) -> Exercise {
    let padding = draw.range(1, 3);
    let layer = conv(draw.pick(FILTERS), draw.pick(&[3, 5, 7, 9]), 1, padding);
    let steps = draw.range(9, 32);
    let size = side(&layer, padding, steps, 0);
    let goal = Goal::Size([steps + 1; 2]);
    Exercise::backward([draw.pick(DEPTHS), size, size], layer.into(), Part::Padding, goal)
}

// Level 3: pixels left over, layers in a row.

fn left_over(draw: &mut Draw) -> Exercise {
    let (stride, padding) = (draw.pick(&[2, 3, 4]), draw.pick(&[0, 1, 2]));
    let layer = conv(draw.pick(FILTERS), draw.pick(&[3, 5, 7]), stride, padding);
    let (left, steps) = (draw.range(1, stride - 1), draw.range(4, 14));
    let size = side(&layer, padding, steps, left);
    one([draw.pick(DEPTHS), size, size], layer, &Part::VOLUME)
}

fn conv_then_pool(draw: &mut Draw) -> Exercise {
    let size = draw.range(20, 40);
    let layers = vec![
        conv(draw.pick(FILTERS), draw.pick(&[3, 5, 7]), 1, draw.pick(&[0, 1, 2])).into(),
        MaxPool2d { stride: [2; 2], ..MaxPool2d::new(draw.pick(&[2, 3])) }.into(),
    ];
    Exercise::forward([draw.pick(&[1, 3]), size, size], layers, &Part::VOLUME)
}

fn flat(draw: &mut Draw) -> Exercise {
    let size = draw.range(4, 8);
    let units = Dense::new(draw.pick(&[10, 20, 64, 84, 100, 120]));
    let layers = vec![Flatten {}.into(), units.into()];
    let parts = [Part::Values, Part::Parameters];
    Exercise::forward([draw.pick(FILTERS), size, size], layers, &parts)
}

fn stack(draw: &mut Draw) -> Exercise {
    let mut layers = Vec::new();
    for _ in 0..draw.range(2, 3) {
        layers.push(conv(draw.pick(FILTERS), draw.pick(&[3, 3, 5]), 1, 1).into());
    }
    Exercise::forward([3, 32, 32], layers, &[Part::Receptive])
}

fn strided_padding(draw: &mut Draw) -> Exercise {
    let padding = draw.range(1, 3);
    let layer = conv(draw.pick(FILTERS), draw.pick(&[5, 7, 9]), 2, padding);
    let steps = draw.range(6, 27);
    let size = side(&layer, padding, steps, draw.range(0, 1));
    let goal = Goal::Size([steps + 1; 2]);
    Exercise::backward([draw.pick(DEPTHS), size, size], layer.into(), Part::Padding, goal)
}

fn oblong(draw: &mut Draw) -> Exercise {
    let padding = draw.pick(&[0, 1]);
    let layer = conv(draw.pick(FILTERS), draw.pick(&[3, 5]), draw.pick(&[1, 2]), padding);
    let (rows, more) = (draw.range(12, 30), draw.range(3, 20));
    one([draw.pick(&[1, 3]), rows, rows + more], layer, &Part::VOLUME)
}

// Level 4: groups, dilation, uneven windows, fields of view.

fn grouped(draw: &mut Draw) -> Exercise {
    let groups = draw.pick(&[2, 4, 8]);
    let layer = Conv2d { groups, ..conv(groups * draw.range(2, 8), draw.pick(&[3, 5]), 1, 1) };
    let size = draw.pick(&[14, 27, 28, 32]);
    one([groups * draw.range(2, 12), size, size], layer, &Part::VOLUME)
}

fn dilated(draw: &mut Draw) -> Exercise {
    let dilation = draw.pick(&[2, 3]);
    let padding = draw.pick(&[0, 1, 2]);
    let layer = Conv2d {
        dilation: [dilation; 2],
        ..conv(draw.pick(FILTERS), draw.pick(&[3, 5]), draw.pick(&[1, 2]), padding)
    };
    let size = draw.range(20, 40);
    one([draw.pick(DEPTHS), size, size], layer, &Part::VOLUME)
}

fn depthwise(draw: &mut Draw) -> Exercise {
    let depth = draw.pick(&[16, 24, 32, 64, 96, 144]);
    let bias = draw.coin();
    let layer =
        Conv2d { groups: depth, bias, ..conv(depth, draw.pick(&[3, 5]), draw.pick(&[1, 2]), 1) };
    let size = draw.pick(&[14, 28, 56]);
    one([depth, size, size], layer, &Part::VOLUME)
}

fn several_strides(draw: &mut Draw) -> Exercise {
    let layer = conv(draw.pick(FILTERS), draw.pick(&[3, 5, 7]), draw.pick(&[3, 4, 5, 6]), 0);
    let steps = draw.range(2, 4);
    let size = side(&layer, 0, steps, draw.range(0, 2));
    let goal = Goal::Size([steps + 1; 2]);
    Exercise::backward([draw.pick(DEPTHS), size, size], layer.into(), Part::Stride, goal)
}

fn separable(draw: &mut Draw) -> Exercise {
    let depth = draw.pick(&[16, 32, 64, 128]);
    let size = draw.pick(&[14, 28, 56]);
    let each = Conv2d { groups: depth, bias: false, ..conv(depth, 3, draw.pick(&[1, 2]), 1) };
    let mix = Conv2d { bias: draw.coin(), ..conv(draw.pick(&[32, 64, 128, 256]), 1, 1, 0) };
    Exercise::forward([depth, size, size], vec![each.into(), mix.into()], &Part::VOLUME)
}

fn strided_stack(draw: &mut Draw) -> Exercise {
    let layers = vec![
        conv(draw.pick(FILTERS), draw.pick(&[3, 5, 7]), draw.pick(&[1, 2]), 1).into(),
        MaxPool2d::new(2).into(),
        conv(draw.pick(FILTERS), draw.pick(&[3, 5]), 1, 1).into(),
    ];
    let size = draw.pick(&[32, 48, 64]);
    Exercise::forward([3, size, size], layers, &[Part::Receptive])
}

fn uneven_window(draw: &mut Draw) -> Exercise {
    let [across, down] = [draw.pick(&[1, 3, 5]), draw.pick(&[3, 5, 7])];
    let layer = Conv2d {
        kernel: [across, down],
        stride: [draw.pick(&[1, 2]), draw.pick(&[1, 2, 3])],
        padding: Padding::Explicit([across / 2, draw.pick(&[0, 1])]),
        bias: draw.coin(),
        ..Conv2d::new(draw.pick(FILTERS), 3, Padding::Valid)
    };
    let (rows, columns) = (draw.range(12, 24), draw.range(20, 40));
    one([draw.pick(DEPTHS), rows, columns], layer, &Part::VOLUME)
}
