//! Inception modules: the first network's (Szegedy et al., 2015, "Going deeper with
//! convolutions") and v3's (2016, "Rethinking the Inception architecture for computer vision"),
//! as torchvision has them.

use super::Scale;
use super::words::{basic_conv, concat, explicit, max_pool_strided};
use filtro_net::Item;
use filtro_net::catalogue::{AvgPool2d, MaxPool2d};

/// Filters of a module of the first network: 1×1; 1×1 before 3×3 and 3×3; the same of the third
/// branch; 1×1 behind the pool.
pub(crate) type Filters = (usize, [usize; 2], [usize; 2], usize);

/// With batch norm and 3×3 windows in the third branch, as torchvision; the paper has 5×5 there.
pub(crate) fn v1((one, three, five, pool): Filters) -> Item {
    let deep = |[before, filters]: [usize; 2]| branch([point(before), square(filters, 3, 1, 1)]);
    let window = MaxPool2d { stride: [1, 1], ..MaxPool2d::new(3) };
    let window = MaxPool2d { padding: explicit([1, 1]), ceil_mode: true, ..window };
    let pooled = [window.into()].into_iter().chain(point(pool)).collect();
    concat([point(one).into(), deep(three), deep(five), pooled])
}

pub(crate) fn point(filters: usize) -> [Item; 3] {
    square(filters, 1, 1, 0)
}

pub(crate) fn square(filters: usize, kernel: usize, stride: usize, padding: usize) -> [Item; 3] {
    basic_conv(filters, [kernel; 2], stride, [padding; 2])
}

/// A window of one row (or column, `tall`), size kept.
fn line(filters: usize, length: usize, tall: bool) -> [Item; 3] {
    let turn = |[across, along]: [usize; 2]| if tall { [along, across] } else { [across, along] };
    basic_conv(filters, turn([1, length]), 1, turn([0, length / 2]))
}

/// Max pooling 3×3 with stride 2; the published networks pad nothing.
pub(crate) fn halving_pool(padding: usize) -> Item {
    max_pool_strided(3, 2, explicit([padding; 2]))
}

/// A mean over 3×3, size kept, and a 1×1 convolution.
fn averaged(filters: usize) -> Vec<Item> {
    let pool = AvgPool2d { stride: [1, 1], padding: explicit([1, 1]), ..AvgPool2d::new(3) };
    [pool.into()].into_iter().chain(point(filters)).collect()
}

fn branch<const N: usize>(parts: [[Item; 3]; N]) -> Vec<Item> {
    parts.into_iter().flatten().collect()
}

/// At 35×35: figure 5 of the paper; `pool` filters behind the mean.
pub(crate) fn v3_a(pool: usize, scale: Scale) -> Item {
    let [narrow, wide, deep, pool] = scale.widths([48, 64, 96, pool]);
    concat([
        point(wide).into(),
        branch([point(narrow), square(wide, 5, 1, 2)]),
        branch([point(wide), square(deep, 3, 1, 1), square(deep, 3, 1, 1)]),
        averaged(pool),
    ])
}

/// From 35×35 to 17×17: figure 10. The paper pads nothing where the size halves; a map of less
/// than 3×3 needs 1.
pub(crate) fn v3_b(scale: Scale, padding: usize) -> Item {
    let [first, narrow, deep] = scale.widths([384, 64, 96]);
    concat([
        square(first, 3, 2, padding).into(),
        branch([point(narrow), square(deep, 3, 1, 1), square(deep, 3, 2, padding)]),
        vec![halving_pool(padding)],
    ])
}

/// At 17×17, windows of 7×7 taken apart: figure 6.
pub(crate) fn v3_c(inner: usize, scale: Scale) -> Item {
    let [inner, outer] = scale.widths([inner, 192]);
    let (wide, tall) = (|filters| line(filters, 7, false), |filters| line(filters, 7, true));
    concat([
        point(outer).into(),
        branch([point(inner), wide(inner), tall(outer)]),
        branch([point(inner), tall(inner), wide(inner), tall(inner), wide(outer)]),
        averaged(outer),
    ])
}

/// From 17×17 to 8×8; `padding` as for B.
pub(crate) fn v3_d(scale: Scale, padding: usize) -> Item {
    let [outer, deep] = scale.widths([192, 320]);
    concat([
        branch([point(outer), square(deep, 3, 2, padding)]),
        branch([
            point(outer),
            line(outer, 7, false),
            line(outer, 7, true),
            square(outer, 3, 2, padding),
        ]),
        vec![halving_pool(padding)],
    ])
}

/// At 8×8, wide: figure 7.
pub(crate) fn v3_e(scale: Scale) -> Item {
    let [one, half, before, pool] = scale.widths([320, 384, 448, 192]);
    let fork = || concat([line(half, 3, false).into(), line(half, 3, true).into()]);
    let then_fork = |parts: Vec<Item>| parts.into_iter().chain([fork()]).collect();
    concat([
        point(one).into(),
        then_fork(branch([point(half)])),
        then_fork(branch([point(before), square(half, 3, 1, 1)])),
        averaged(pool),
    ])
}
