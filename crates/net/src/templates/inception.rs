//! Inception v3 (Szegedy et al., 2016, "Rethinking the Inception architecture for computer
//! vision"), with torchvision's numbers and without the auxiliary head.

use super::build::{
    basic_conv, concat, dense, dropout, explicit, global_avg_pool, max_pool_strided, network,
};
use crate::catalogue::{AvgPool2d, Padding};
use crate::network::{Item, Network};

pub(super) fn inception_v3() -> Network {
    let stem = square(32, 3, 2, 0)
        .into_iter()
        .chain(square(32, 3, 1, 0))
        .chain(square(64, 3, 1, 1))
        .chain([halving_pool()])
        .chain(point(80))
        .chain(square(192, 3, 1, 0))
        .chain([halving_pool()]);
    let items = stem
        .chain([32, 64, 64].map(module_a))
        .chain([module_b()])
        .chain([128, 160, 160, 192].map(module_c))
        .chain([module_d()])
        .chain([module_e(), module_e()])
        .chain([global_avg_pool(), dropout(0.5), dense(1000)]);
    network("Inception v3", [3, 299, 299], items)
}

fn point(filters: usize) -> [Item; 3] {
    square(filters, 1, 1, 0)
}

fn square(filters: usize, kernel: usize, stride: usize, padding: usize) -> [Item; 3] {
    basic_conv(filters, [kernel; 2], stride, [padding; 2])
}

/// A window of one row (or column, `tall`), size kept.
fn line(filters: usize, length: usize, tall: bool) -> [Item; 3] {
    let turn = |[across, along]: [usize; 2]| if tall { [along, across] } else { [across, along] };
    basic_conv(filters, turn([1, length]), 1, turn([0, length / 2]))
}

fn halving_pool() -> Item {
    max_pool_strided(3, 2, Padding::Valid)
}

/// A mean over 3×3, size kept, and a 1×1 convolution.
fn averaged(filters: usize) -> Vec<Item> {
    let pool = AvgPool2d { stride: [1, 1], padding: explicit([1, 1]), ..AvgPool2d::new(3) };
    branch([vec![pool.into()], point(filters).into()])
}

fn branch(parts: impl IntoIterator<Item = Vec<Item>>) -> Vec<Item> {
    parts.into_iter().flatten().collect()
}

/// At 35×35: figure 5 of the paper.
fn module_a(pool: usize) -> Item {
    concat([
        point(64).into(),
        branch([point(48).into(), square(64, 5, 1, 2).into()]),
        branch([point(64).into(), square(96, 3, 1, 1).into(), square(96, 3, 1, 1).into()]),
        averaged(pool),
    ])
}

/// From 35×35 to 17×17: figure 10.
fn module_b() -> Item {
    concat([
        square(384, 3, 2, 0).into(),
        branch([point(64).into(), square(96, 3, 1, 1).into(), square(96, 3, 2, 0).into()]),
        vec![halving_pool()],
    ])
}

/// At 17×17, windows of 7×7 taken apart: figure 6.
fn module_c(inner: usize) -> Item {
    let (wide, tall) = (|filters| line(filters, 7, false), |filters| line(filters, 7, true));
    concat([
        point(192).into(),
        branch([point(inner).into(), wide(inner).into(), tall(192).into()]),
        branch([
            point(inner).into(),
            tall(inner).into(),
            wide(inner).into(),
            tall(inner).into(),
            wide(192).into(),
        ]),
        averaged(192),
    ])
}

/// From 17×17 to 8×8.
fn module_d() -> Item {
    concat([
        branch([point(192).into(), square(320, 3, 2, 0).into()]),
        branch([
            point(192).into(),
            line(192, 7, false).into(),
            line(192, 7, true).into(),
            square(192, 3, 2, 0).into(),
        ]),
        vec![halving_pool()],
    ])
}

/// At 8×8, wide: figure 7.
fn module_e() -> Item {
    let fork = || concat([line(384, 3, false).into(), line(384, 3, true).into()]);
    concat([
        point(320).into(),
        branch([point(384).into(), vec![fork()]]),
        branch([point(448).into(), square(384, 3, 1, 1).into(), vec![fork()]]),
        averaged(192),
    ])
}
