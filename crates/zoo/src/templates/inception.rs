//! Inception v3 (Szegedy et al., 2016, "Rethinking the Inception architecture for computer
//! vision"), with torchvision's numbers and without the auxiliary head.

use super::build::{Which, dense, dropout, global_avg_pool, named, network};
use crate::modules::Scale;
use crate::modules::inception::{halving_pool, point, square, v3_a, v3_b, v3_c, v3_d, v3_e};
use filtro_net::Network;

pub(super) fn inception_v3() -> Network {
    let paper = Scale::PAPER;
    let stem = square(32, 3, 2, 0)
        .into_iter()
        .chain(square(32, 3, 1, 0))
        .chain(square(64, 3, 1, 1))
        .chain([halving_pool(0)])
        .chain(point(80))
        .chain(square(192, 3, 1, 0))
        .chain([halving_pool(0)]);
    let items = stem
        .chain([32, 64, 64].map(|pool| v3_a(pool, paper)))
        .chain([v3_b(paper, 0)])
        .chain([128, 160, 160, 192].map(|inner| v3_c(inner, paper)))
        .chain([v3_d(paper, 0)])
        .chain([v3_e(paper), v3_e(paper)])
        .chain([global_avg_pool(), dropout(0.5), dense(1000)]);
    let network = network("Inception v3", [3, 299, 299], items);
    let stem = ["1a_3x3", "2a_3x3", "2b_3x3", "3b_1x1", "4a_3x3"];
    let network = named(network, Which::Convolutions, stem.map(|name| format!("Conv2d_{name}")));
    let modules = ["5b", "5c", "5d", "6a", "6b", "6c", "6d", "6e", "7a", "7b", "7c"];
    named(network, Which::Blocks, modules.map(|module| format!("Mixed_{module}")))
}
