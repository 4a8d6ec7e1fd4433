//! MobileNet (Howard et al., 2017) and its second version (Sandler et al., 2018).

use super::build::{Which, conv_norm, dense, dropout, global_avg_pool, named, network};
use crate::modules::mobile::{clipped, inverted, separable_block};
use filtro_net::Network;

/// Table 1 of the paper, with the 1.0 of its width multipliers.
///
/// The paper does not say where the zeros around a map go; here there is one on each side, as in
/// PyTorch. Keras, whose parameters are counted, has them behind the map where a window steps by
/// two, which changes no count.
pub(super) fn mobilenet_v1() -> Network {
    let blocks = [
        (32, 64, 1),
        (64, 128, 2),
        (128, 128, 1),
        (128, 256, 2),
        (256, 256, 1),
        (256, 512, 2),
        (512, 512, 1),
        (512, 512, 1),
        (512, 512, 1),
        (512, 512, 1),
        (512, 512, 1),
        (512, 1024, 2),
        (1024, 1024, 1),
    ];
    let body = blocks
        .into_iter()
        .flat_map(|(channels, filters, stride)| separable_block(channels, filters, stride));
    let head = [global_avg_pool(), dropout(0.001), dense(1000)];
    let stem = conv_norm(32, 3, 2).into_iter().chain([clipped()]);
    let network = network("MobileNet v1", [3, 224, 224], stem.chain(body).chain(head));
    let steps =
        (1..=blocks.len()).flat_map(|at| [format!("conv_dw_{at}"), format!("conv_pw_{at}")]);
    named(network, Which::Convolutions, ["conv1".to_owned()].into_iter().chain(steps))
}

/// Expansion, filters, blocks and stride of a stage: table 2 of the paper.
type Stage = (usize, usize, usize, usize);

/// Adds inverted residuals to a network that ends in `channels` maps. The first item of each has
/// its name.
fn add_stages(network: &mut Network, mut channels: usize, stages: &[Stage]) {
    for (stage, &(expansion, filters, count, stride)) in (1..).zip(stages) {
        for at in 1..=count {
            let items = inverted(channels, filters, if at == 1 { stride } else { 1 }, expansion);
            let first = network.nodes.len();
            for item in items {
                network.push(item);
            }
            if let Some(node) = network.nodes.get_mut(first) {
                node.name = Some(format!("bottleneck{stage}_{at}"));
            }
            channels = filters;
        }
    }
}

fn version_2(
    name: &str,
    input: [usize; 3],
    (filters, stride): (usize, usize),
    stages: &[Stage],
    (wide, classes): (usize, usize),
) -> Network {
    let stem = conv_norm(filters, 3, stride).into_iter().chain([clipped()]);
    let mut network = named(network(name, input, stem), Which::Convolutions, ["conv1"]);
    add_stages(&mut network, filters, stages);
    let widened = conv_norm(wide, 1, 1).into_iter().chain([clipped(), global_avg_pool()]);
    for item in widened.chain([dropout(0.2), dense(classes)]) {
        network.push(item);
    }
    network
}

/// With torchvision's numbers: the paper's, a dropout of 0.2.
pub(super) fn mobilenet_v2() -> Network {
    let table = [
        (1, 16, 1, 1),
        (6, 24, 2, 2),
        (6, 32, 3, 2),
        (6, 64, 4, 2),
        (6, 96, 3, 1),
        (6, 160, 3, 2),
        (6, 320, 1, 1),
    ];
    version_2("MobileNet v2", [3, 224, 224], (32, 2), &table, (1280, 1000))
}

/// Seven inverted residuals for CIFAR: the stem keeps the size, and maps are widened by 4.
pub(super) fn mobilenet_cifar() -> Network {
    let table = [(1, 16, 1, 1), (4, 24, 2, 2), (4, 40, 2, 2), (4, 64, 2, 1)];
    version_2("MobileNet (CIFAR)", [3, 32, 32], (16, 1), &table, (160, 10))
}
